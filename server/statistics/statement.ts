import { join, raw, sql } from '../database/sql.ts';
import { fromTables, ownColumn } from '../datasets/select.ts';
import type { Asked } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { ofPeople } from './people.ts';
import { type Statement, settled } from './settled.ts';

export function statementOf(asked: Asked, assumed: Assumed): Statement {
  const { people } = asked.table;
  return people ? ofPeople(asked, people, assumed) : ofRows(asked, assumed);
}

/** A table that does not say what its dimensions mean: its rows as they are told elsewhere, added up. */
function ofRows(asked: Asked, assumed: Assumed): Statement {
  const { table, by, filter } = asked;
  const { definition, statistics } = table;
  const keys = by.map(({ of }, index) => {
    const column = typeof of === 'string' ? raw('null') : ownColumn(definition, of.field.name);
    return sql`${column} as ${raw(`k${index}`)}`;
  });
  const conditions = [...settled(asked, assumed), ...(filter ? [filter.condition] : [])];
  const places = by.map((_, index) => raw(String(index + 1)));
  return {
    query: sql`select ${join([...keys, sql`sum(${ownColumn(definition, statistics.value)}) as value`])}, null as mixed
      from ${fromTables(definition)} where ${join(conditions, ' and ')}
      group by ${join(places)} order by ${join(places)}`,
    apart: [],
  };
}

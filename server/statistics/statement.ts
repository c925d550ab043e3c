import { join, raw, sql } from '../database/sql.ts';
import { fromTables, ownColumn } from '../datasets/select.ts';
import type { Asked } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { ofPeople } from './people.ts';
import { type Statement, settled } from './settled.ts';

/** More would be another copy of the table: its items and files are for that. */
export const mostRows = 100_000;

/** The statement that adds up what is asked for; it gives one row too many where there are more than `mostRows`. */
export function statementOf(asked: Asked, assumed: Assumed): Statement {
  const { people } = asked.table;
  const { query, apart } = people ? ofPeople(asked, people, assumed) : ofRows(asked, assumed);
  return { query: sql`${query} limit ${mostRows + 1}`, apart };
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

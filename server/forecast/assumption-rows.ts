import type { Queryable } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, ownColumn, publicCondition } from '../datasets/select.ts';
import { publicField } from './datasets.ts';
import { type Assumption, assumptionKinds } from './model/assumptions.ts';

/** The rows of a dataset of assumptions, as the model calls them. What is not public is not there. */
export async function assumptionRows(database: Queryable, definition: Definition): Promise<Assumption[]> {
  const { assumptions } = definition;
  if (!assumptions) return [];
  const { kinds, kind, value, area, house, stage, sex, age } = assumptions;
  if (!publicField(definition, kind) || !publicField(definition, value)) return [];
  const column = (name: string, type: Sql) =>
    publicField(definition, name) ? sql`${ownColumn(definition, name)}::${type}` : sql`null::${type}`;
  const text = sql`text`;
  const rows = await database.query<Omit<Assumption, 'kind'> & { kind: string }>(sql`
    select ${column(kind, text)} as kind, ${column(area, text)} as area, ${column(house, text)} as house,
      ${column(stage, text)} as stage, ${column(sex, text)} as sex, ${column(age, sql`integer`)} as age,
      coalesce(${column(value, sql`double precision`)}, 'NaN') as value
    from ${fromTables(definition)} where ${publicCondition(definition)}
    order by ${join([identifier('kind'), identifier('area'), identifier('house'), identifier('stage'), identifier('sex'), identifier('age')], ', ')}`);
  return rows.flatMap((row) => {
    const known = assumptionKinds.find((name) => kinds[name] === row.kind);
    return known ? [{ ...row, kind: known }] : [];
  });
}

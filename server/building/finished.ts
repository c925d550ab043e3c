import { empty, identifier, join, type Sql, sql } from '../database/sql.ts';
import { tableAt } from '../datasets/as-of.ts';
import type { Definition } from '../datasets/definition.ts';

/** Dwellings of a project that are finished in a year, by the code of the kind of house. */
export interface Finished {
  year: number;
  kind: string;
  count: number;
}

/** A JSON list of `Finished` about a row of ours (`t`), in order; null: there are none. `after`: only in years after it. */
export function finishedByYear(
  { building, asOf }: Pick<Definition, 'asOf'> & { building: NonNullable<Definition['building']> },
  after?: number,
): Sql {
  const { on, table, ...names } = building.finished;
  const ofOne = Object.entries(on).map(([theirs, ours]) => sql`s.${identifier(theirs)} = t.${identifier(ours)}`);
  const year = sql`s.${identifier(names.year)}`;
  const late = after === undefined ? empty : sql` and ${year} > ${after}`;
  return sql`(select json_agg(json_build_object('year', one.year, 'kind', one.kind, 'count', one.count) order by one.year, one.kind)
    from (select ${year}::int as year, s.${identifier(names.kind)}::text as kind, sum(s.${identifier(names.count)})::double precision as count
      from ${tableAt(table, asOf)} s where ${join(ofOne, ' and ')}${late} group by 1, 2) one)`;
}

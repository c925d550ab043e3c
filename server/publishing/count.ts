import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { asShape, mostShapes, type Shape } from './places.ts';

/** Runs a statement that changes rows. Gives their number. */
export async function count(tx: Queryable, statement: Sql, seen?: { geometry: Sql; into: Shape[] }): Promise<number> {
  if (!seen) {
    const [row] = await tx.query<{ n: number }>(
      sql`with done as (${statement} returning 1) select count(*)::int as n from done`,
    );
    return row?.n ?? 0;
  }
  const [row] = await tx.query<{ n: number; shapes: Shape[] | null }>(sql`
    with done as (${statement} returning ${seen.geometry} as place)
    select (select count(*)::int from done) as n,
      (select json_agg(${asShape(sql`few.place`)}) from (select place from done where place is not null limit ${mostShapes}) few) as shapes`);
  seen.into.push(...(row?.shapes ?? []));
  return row?.n ?? 0;
}

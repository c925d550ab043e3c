import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** Runs a statement that changes rows. Gives their number. */
export async function count(tx: Queryable, statement: Sql): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    sql`with done as (${statement} returning 1) select count(*)::int as n from done`,
  );
  return row?.n ?? 0;
}

import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Remembered } from './record.ts';

/** What the past of some tables takes: rows that were, and bytes, indexes not counted. */
export async function historySize(database: Queryable, tables: Remembered): Promise<{ rows: number; bytes: number }> {
  const relations = Object.values(tables).map(({ relation }) => relation);
  const [row] = await database.query<{ rows: number; bytes: number }>(sql`
    select count(*) as rows, coalesce(sum(pg_column_size(h.*)), 0)::bigint as bytes
    from allmanning.history h where h.relation in (select id from allmanning.relations where name = any (${relations}::text[]))`);
  return row ?? { rows: 0, bytes: 0 };
}

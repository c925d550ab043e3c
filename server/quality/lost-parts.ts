import { createHash } from 'node:crypto';
import type { Queryable } from '../database/database.ts';
import { identifier, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Parts } from '../datasets/checks.ts';
import type { Asked } from './asked.ts';

/**
 * A part that a transaction deletes leaves nothing to see. So the parts of each whole are counted before it begins: fewer
 * afterwards, and it has lost some.
 */

/** Counts the parts before they are changed, for the rest of the transaction. */
export async function countParts(tx: Queryable, parts: Parts): Promise<void> {
  const column = identifier(parts.from);
  await tx.query(sql`create temporary table if not exists ${countsOf(parts)} on commit drop as
    select ${column}::text as whole, count(*) as n from ${table(parts.table)} group by 1`);
}

/** Whether `t` has fewer parts than it had. Only where the transaction writes to them. */
export function lostParts({ scope }: Asked, parts: Parts): Sql {
  if (!('written' in scope) || !scope.written.has(parts.table)) return raw('false');
  const column = identifier(parts.from);
  return sql`t.${identifier(parts.to)}::text in (
    select before.whole from ${countsOf(parts)} before
    left join (select ${column}::text as whole, count(*) as n from ${table(parts.table)} group by 1) now using (whole)
    where before.n > coalesce(now.n, 0))`;
}

function countsOf({ table: name, from }: Parts): Sql {
  const hash = createHash('sha256').update(`${name} ${from}`).digest('hex').slice(0, 16);
  return identifier(`allmanning_parts_${hash}`);
}

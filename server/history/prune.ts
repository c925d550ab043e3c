import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Drops what was before so many days ago: the past of a table begins later then. */
export async function pruneHistory(database: Database, days: number): Promise<void> {
  await database.transaction(async (tx) => {
    const old = sql`select id from allmanning.states
      where number is not null and changed_at < now() - make_interval(days => ${days}::int)`;
    await tx.query(sql`
      update allmanning.relations b set number = dropped.number, began_at = dropped.at
      from (select relation, max(number) as number, max(changed_at) as at from allmanning.states
        where id in (${old}) group by relation) dropped
      where b.id = dropped.relation and b.number < dropped.number`);
    await tx.query(sql`delete from allmanning.history where state in (${old})`);
    await tx.query(sql`delete from allmanning.states where id in (${old})`);
  });
}

const everyMs = 3_600_000;

/** Prunes now and every hour. Returns how to stop. */
export function keepHistoryWithin(database: Database, days: number): () => void {
  // A database that is away is told by others; the next hour tries again.
  const prune = () => void pruneHistory(database, days).catch(() => {});
  prune();
  const timer = setInterval(prune, everyMs);
  return () => clearInterval(timer);
}

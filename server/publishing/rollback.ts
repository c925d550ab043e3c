import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, join, sql, table, textOf } from '../database/sql.ts';
import { tableAt } from '../datasets/as-of.ts';
import type { Definition, PastTable } from '../datasets/definition.ts';
import { type PastDataset, unveiled } from '../history/past.ts';
import { recordPublication } from '../history/publications.ts';
import { count } from './count.ts';
import { keptIf } from './kept-if.ts';

/** What a rollback did, or would do. */
export interface RolledBack {
  inserted: number;
  updated: number;
  deleted: number;
  /** Its number. Absent: all was as it was, or it was only tried. */
  publication?: number;
}

/**
 * Puts back what a dataset's own table was: a new version with the old content, also of what is not public. Rows that are
 * the same are not touched. `refused`: the database's reason, for instance that other rows refer to what would go.
 */
export async function rollBack(
  database: Database,
  { table: name }: Definition,
  past: PastDataset,
  options: { message: string | undefined; dryRun: boolean },
): Promise<RolledBack | { refused: string }> {
  const { asOf, id } = unveiled(past).definition;
  const known = asOf?.tables[name];
  if (!asOf || !known) throw new Error(`The past of ${name} is not known`);
  const done: RolledBack = { inserted: 0, updated: 0, deleted: 0 };
  try {
    await keptIf(database, async (tx) => {
      await tx.query(sql`lock table ${table(name)} in share row exclusive mode`);
      // Written down first: what is being changed has no number yet.
      await tx.query(
        sql`create temporary table allmanning_was on commit drop as select * from ${tableAt(name, asOf)} was`,
      );
      Object.assign(done, await putBack(tx, name, known));
      if (options.dryRun) return false;
      if (done.inserted + done.updated + done.deleted === 0) return true;
      const { message } = options;
      const asked = { version: past.version };
      done.publication = await recordPublication(tx, {
        ...{ kind: 'rollback', datasets: [id], message, options: asked, counts: { [id]: { ...done } } },
      });
      return true;
    });
    return done;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return { refused: refusal };
  }
}

async function putBack(
  tx: Queryable,
  name: string,
  { keys, columns }: PastTable,
): Promise<Omit<RolledBack, 'publication'>> {
  const target = table(name);
  const same = join(
    keys.map((key) => sql`t.${identifier(key)} = was.${identifier(key)}`),
    ' and ',
  );
  const generated = await tx.query<{ name: string }>(sql`
    select attname::text as name from pg_attribute where attrelid = to_regclass(${textOf(table(name))}) and attgenerated <> ''`);
  const written = columns.filter((column) => !generated.some((one) => one.name === column)).map(identifier);
  const listed = join(written);
  const deleted = await count(
    tx,
    sql`delete from ${target} t where not exists (select from allmanning_was was where ${same})`,
  );
  const updated = await count(
    tx,
    sql`update ${target} t set (${listed}) = (select ${join(written.map((column) => sql`was.${column}`))})
      from allmanning_was was where ${same}
        and t.* *<> was.*`,
  );
  const inserted = await count(
    tx,
    sql`insert into ${target} (${listed}) overriding system value
      select ${listed} from allmanning_was was where not exists (select from ${target} t where ${same})`,
  );
  return { inserted, updated, deleted };
}

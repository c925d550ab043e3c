import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** What was put into datasets at once, and why. */
export interface Publication {
  kind: 'import' | 'rollback';
  datasets: readonly string[];
  /** Of an import: its name, and SHA-256 (absent for a folder). */
  file?: { name: string; sha256: string | undefined };
  message?: string | undefined;
  /** What was asked for. */
  options: object;
  /** Of each dataset, how many rows. */
  counts: object;
  /** What was found, for those who run the service. */
  report: object;
}

/** Writes it down in the transaction that does it. Gives its number. */
export async function recordPublication(tx: Queryable, publication: Publication): Promise<number> {
  const { kind, datasets, file, message, options, counts, report } = publication;
  const [row] = await tx.query<{ id: number }>(sql`
    insert into allmanning.publications (kind, datasets, file, sha256, message, options, counts, report)
    values (${kind}, ${datasets}::text[], ${file?.name ?? null}, ${file?.sha256 ?? null}, ${message ?? null},
      ${JSON.stringify(options)}::jsonb, ${JSON.stringify(counts)}::jsonb,
      ${JSON.stringify(report)}::jsonb)
    returning id`);
  if (!row) throw new Error('No publication was written');
  return row.id;
}

/** The files that publications came from, for those who run the service: names of files are nobody else's. */
export async function filesOf(database: Queryable, numbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database.query<{ id: number; file: string }>(
    sql`select id, file from allmanning.publications where id = any (${numbers}::bigint[]) and file is not null`,
  );
  return new Map(rows.map(({ id, file }) => [id, file]));
}

/** The roles of the database that made versions, for those who run the service. */
export async function rolesOf(database: Queryable, versions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database.query<{ number: number; role: string }>(sql`
    select number, by_role as role from allmanning.dataset_versions
    where number = any (${versions}::bigint[]) and by_role is not null`);
  return new Map(rows.map(({ number, role }) => [number, role]));
}

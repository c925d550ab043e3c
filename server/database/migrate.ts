import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { raw, sql } from './sql.ts';

/** The database does not fit this version of the program. */
export class MigrationError extends Error {}

interface Migration {
  number: number;
  name: string;
  text: string;
  checksum: string;
}

const folder = fileURLToPath(new URL('../../sql/', import.meta.url));

function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(folder + name, 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { number: Number(name.slice(0, 3)), name, text, checksum };
    });
}

/**
 * Brings the schema up to date: sql/*.sql in order, each in a transaction of its own. Safe when several processes do it
 * at once. Throws MigrationError when the database is newer than the program or an applied file has been changed.
 */
export async function migrate(database: Database, log: (text: string) => void): Promise<void> {
  await database.query(
    raw(`create schema if not exists allmanning;
         create table if not exists allmanning.migrations (
           number integer primary key,
           name text not null,
           checksum text not null,
           applied_at timestamptz not null default now()
         )`),
  );
  const known = migrations();
  for (const migration of known) {
    await database.transaction(async (tx) => {
      // A table lock and not an advisory one: on the embedded database those exclude nobody.
      await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
      const applied = await tx.query<{ checksum: string }>(
        sql`select checksum from allmanning.migrations where number = ${migration.number}`,
      );
      if (applied[0]) {
        if (applied[0].checksum === migration.checksum) return;
        throw new MigrationError(
          `sql/${migration.name} har ändrats efter att den kördes. Ändra aldrig en körd fil, lägg till en ny.`,
        );
      }
      log(`Databasen: ${migration.name}`);
      await tx.query(raw(migration.text));
      await tx.query(sql`insert into allmanning.migrations (number, name, checksum)
        values (${migration.number}, ${migration.name}, ${migration.checksum})`);
    });
  }
  const [newest] = await database.query<{ number: number }>(
    raw('select max(number) as number from allmanning.migrations'),
  );
  const latest = known.at(-1)?.number ?? 0;
  if (newest && newest.number > latest) {
    throw new MigrationError(
      `Databasen är från en nyare version av Allmänning (${newest.number}, den här känner till ${latest}). Uppgradera programmet.`,
    );
  }
}

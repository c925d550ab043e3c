import { cpSync } from 'node:fs';
import pg from 'pg';

/** A statement outside the databases that it is about. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A closed data folder as another; a socket cannot be copied. */
export function copyDataFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (source) => !source.endsWith('.s.PGSQL.5432') });
}

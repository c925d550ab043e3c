import type { Config } from '../config.ts';
import { connect } from '../database/connect.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';

/**
 * Works on the database of the settings, brought up to date first. While a server has the embedded database open, the
 * command is its guest on the socket in the data folder.
 */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const log = (text: string) => console.error(text);
  // A large file takes its time; the time limit protects the service from its visitors.
  const database = await connect({ ...config, statementTimeoutMs: 0 }, { join: true, log });
  try {
    await migrate(database, log);
    return await work(database);
  } finally {
    await database.close();
  }
}

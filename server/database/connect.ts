import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded/embedded.ts';
import { openPool } from './postgres.ts';
import { raw } from './sql.ts';

export { EmbeddedDatabaseError } from './embedded/embedded.ts';

/** The database cannot be used, and the message says what to do about it. */
export class DatabaseUnusableError extends Error {}

const oldestPostgres = 15;
const oldestPostgis = [3, 3] as const;

/**
 * Opens the database of the settings: a real PostgreSQL by DATABASE_URL, else the embedded one. `join`: share the
 * embedded database of a running server instead of refusing (commands do, the server does not).
 */
export async function connect(
  config: Config,
  options: { join: boolean; log: (text: string) => void },
): Promise<Database> {
  const database = config.databaseUrl ? await connectReal(config, options.log) : await connectEmbedded(config, options);
  try {
    await requirePostgis(database);
    for (const extension of ['pg_trgm', 'fuzzystrmatch'] as const)
      await requireExtension(database, extension, `${extension}, som sökningen hittar felstavade ord med,`);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connectEmbedded(
  config: Config,
  options: { join: boolean; log: (text: string) => void },
): Promise<Database> {
  let atWork = 0;
  const embedded = await openEmbedded(config.dataDir, {
    join: options.join,
    watchdogMs: (config.statementTimeoutMs || 30_000) * 10,
    isBusy: () => atWork > 0,
    log: options.log,
  });
  const pool = openPool({
    kind: 'embedded',
    connection: { host: embedded.socketFolder, port: 5432, user: 'postgres', database: 'postgres' },
    // All connections share one session, so a second would only wait for the first.
    max: 1,
    // The embedded database knows no statement_timeout.
    deadlineMs: config.statementTimeoutMs,
    onError: (error) => options.log(`Förbindelsen till den inbyggda databasen bröts: ${error.message}`),
  });
  async function whileAtWork<T>(work: Promise<T>): Promise<T> {
    atWork += 1;
    try {
      return await work;
    } finally {
      atWork -= 1;
    }
  }
  return {
    ...pool,
    transaction: (work) => whileAtWork(pool.transaction(work)),
    snapshot: (work) => whileAtWork(pool.snapshot(work)),
    async close() {
      await pool.close();
      await embedded.close();
    },
  };
}

async function connectReal(config: Config, log: (text: string) => void): Promise<Database> {
  const pool = openPool({
    kind: 'postgres',
    connection: {
      connectionString: config.databaseUrl,
      application_name: 'allmanning',
      // Compiling these queries takes longer than running them, and so does planning them anew each time.
      options: `-c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c statement_timeout=${config.statementTimeoutMs}`,
    },
    max: config.databasePool,
    // A database that is gone without a word breaks off nothing itself.
    deadlineMs: config.statementTimeoutMs && config.statementTimeoutMs + 5_000,
    onError: (error) => log(`En förbindelse till PostgreSQL bröts: ${error.message}`),
  });
  // A database in the container next door may need a moment more than we do.
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await pool.query(raw('select 1'));
      return pool;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const mayCome = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'].includes(code);
      if (!mayCome || Date.now() > deadline) {
        await pool.close();
        const reason = error instanceof Error ? error.message || code : String(error);
        throw new DatabaseUnusableError(`PostgreSQL i DATABASE_URL går inte att nå: ${reason}`);
      }
      log('Väntar på PostgreSQL …');
      await sleep(1_000);
    }
  }
}

async function requirePostgis(database: Database): Promise<void> {
  const [server] = await database.query<{ major: number }>(
    raw(`select current_setting('server_version_num')::int / 10000 as major`),
  );
  if (server && server.major < oldestPostgres) {
    throw new DatabaseUnusableError(`PostgreSQL ${server.major} är för gammal: minst ${oldestPostgres} behövs.`);
  }
  await requireExtension(database, 'postgis', 'PostGIS');
  const [postgis] = await database.query<{ version: string }>(raw('select postgis_lib_version() as version'));
  const [major = 0, minor = 0] = (postgis?.version ?? '').split('.').map(Number);
  if (major < oldestPostgis[0] || (major === oldestPostgis[0] && minor < oldestPostgis[1])) {
    throw new DatabaseUnusableError(
      `PostGIS ${postgis?.version} är för gammal: minst ${oldestPostgis.join('.')} behövs.`,
    );
  }
}

async function requireExtension(
  database: Database,
  extension: 'postgis' | 'pg_trgm' | 'fuzzystrmatch',
  called: string,
): Promise<void> {
  try {
    // On a busy machine it takes longer than a question may.
    await database.transaction((tx) =>
      tx.query(raw(`set local statement_timeout = 0; create extension if not exists ${extension}`)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusableError(
      `${called} saknas och kunde inte läggas till (${reason}). Låt en administratör köra: create extension ${extension};`,
    );
  }
}

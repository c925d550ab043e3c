import pg from 'pg';
import type { Database, Queryable, Row } from './database.ts';
import { listen } from './listen.ts';
import { type Sql, textOf } from './sql.ts';

const { builtins } = pg.types;

/** Dates stay what they are (pg would make them a local midnight), timestamps become ISO 8601 in UTC. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, wholeNumber],
  [builtins.NUMERIC, Number],
]);

/** The digits where JavaScript has no such number. */
function wholeNumber(digits: string): number | string {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : digits;
}

export interface PoolSettings {
  kind: Database['kind'];
  connection: pg.ClientConfig;
  /** Connections for visitors' questions. */
  max: number;
  /** After this we stop waiting for an answer outside transactions, whatever the database does. 0: never. */
  deadlineMs: number;
  onError(error: Error): void;
}

/** The small questions aside are answered in a millisecond or not at all. */
const asideDeadlineMs = 5_000;

/** One driver for both databases. */
export function openPool({ kind, connection, max, deadlineMs, onError }: PoolSettings): Database {
  const settings: pg.PoolConfig = {
    ...connection,
    connectionTimeoutMillis: 10_000,
    // A connection that is kept has its statements parsed and planned.
    idleTimeoutMillis: 0,
    keepAlive: true,
    types: {
      getTypeParser: (oid, format) =>
        parsers.get(oid) ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
    },
  };
  const pool = new pg.Pool({ ...settings, max });
  const aside = new pg.Pool({ ...settings, max: 1, connectionTimeoutMillis: asideDeadlineMs });
  // A connection that dies while idle must not end the process; the next query opens a new one.
  for (const one of [pool, aside]) one.on('error', onError);
  const keepsPlans = kind === 'postgres';
  async function inTransaction<T>(begin: string, work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    // A connection that breaks while it is ours fails the query under way; that is told there.
    client.on('error', ignore);
    try {
      await client.query(begin);
      const tx: Queryable = { query: (query, name) => run(client, query, keepsPlans ? name : undefined, 0) };
      const result = await work(tx);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  return {
    kind,
    query: (query, name) => run(pool, query, keepsPlans ? name : undefined, deadlineMs),
    transaction: (work) => inTransaction('begin', work),
    snapshot: (work) => inTransaction('begin isolation level repeatable read read only', work),
    aside: { query: (query, name) => run(aside, query, keepsPlans ? name : undefined, asideDeadlineMs) },
    listen: async (channel, heard) => (kind === 'postgres' ? listen(connection, channel, heard) : async () => {}),
    async close() {
      await Promise.all([pool.end(), aside.end()]);
    },
  };
}

function ignore(): void {}

async function run<R extends Row>(
  client: pg.Pool | pg.PoolClient,
  query: Sql,
  name: string | undefined,
  deadlineMs: number,
): Promise<R[]> {
  const text = textOf(query);
  if (query.values.length === 0 && name === undefined) {
    // The simple protocol: the only one that takes several statements, as in a migration file.
    const result: pg.QueryResult<R> | pg.QueryResult<R>[] = await client.query<R>(withDeadline({ text }, deadlineMs));
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  }
  const config = { text, values: [...query.values], ...(name === undefined ? {} : { name }) };
  return (await client.query<R>(withDeadline(config, deadlineMs))).rows;
}

/** pg knows a deadline for each query, its types do not. */
function withDeadline(config: pg.QueryConfig, deadlineMs: number): pg.QueryConfig {
  return deadlineMs > 0 ? Object.assign(config, { query_timeout: deadlineMs }) : config;
}

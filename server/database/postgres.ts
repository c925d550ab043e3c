import pg from 'pg';
import type { Database, Queryable, Row } from './database.ts';
import { type Sql, textOf } from './sql.ts';

const { builtins } = pg.types;

/** Dates stay what they are (pg would make them a local midnight), timestamps become ISO 8601 in UTC. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
]);

export interface PoolSettings {
  kind: Database['kind'];
  connection: pg.PoolConfig;
  onError(error: Error): void;
}

/** One driver for both databases. */
export function openPool({ kind, connection, onError }: PoolSettings): Database {
  const pool = new pg.Pool({
    ...connection,
    types: {
      getTypeParser: (oid, format) =>
        parsers.get(oid) ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
    },
  });
  // A connection that dies while idle must not end the process; the next query opens a new one.
  pool.on('error', onError);
  const keepsPlans = kind === 'postgres';
  return {
    kind,
    query: (query, name) => run(pool, query, keepsPlans ? name : undefined),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const tx: Queryable = { query: (query, name) => run(client, query, keepsPlans ? name : undefined) };
        const result = await work(tx);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

async function run<R extends Row>(client: pg.Pool | pg.PoolClient, query: Sql, name: string | undefined): Promise<R[]> {
  const text = textOf(query);
  if (query.values.length === 0 && name === undefined) {
    // The simple protocol: the only one that takes several statements, as in a migration file.
    const result: pg.QueryResult<R> | pg.QueryResult<R>[] = await client.query<R>(text);
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  }
  const result = await client.query<R>({ text, values: [...query.values], ...(name === undefined ? {} : { name }) });
  return result.rows;
}

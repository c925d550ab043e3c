import type { Sql } from './sql.ts';

export type Row = Record<string, unknown>;

/**
 * Somewhere to ask. Dates come as YYYY-MM-DD, timestamps as ISO 8601 in UTC, bytea as Buffer, bigint as number, or as its
 * digits where JavaScript has no such number.
 */
export interface Queryable {
  /**
   * Runs one statement and gives its rows. `name` lets a real PostgreSQL keep the plan (same name, same text);
   * the embedded database ignores it. Throws the driver's error with its SQLSTATE in `code`.
   */
  query<R extends Row = Row>(query: Sql, name?: string): Promise<R[]>;
}

export interface Database extends Queryable {
  /** `embedded` has no ST_AsMVT, one session for all, and no statement_timeout. */
  readonly kind: 'embedded' | 'postgres';
  /**
   * All or nothing. On the embedded database everybody else waits meanwhile: keep it short, read files and check
   * rows before.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Reads several times from one state of the data. On the embedded database everybody else waits meanwhile. */
  snapshot<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** A connection of its own for small questions that must be answered while all others are busy. */
  readonly aside: Queryable;
  /**
   * Hears notifications on a channel, over a connection that is made anew when it breaks (`heard` is called then too,
   * since some may have been missed). The embedded database sends none. Resolves to what ends it.
   */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

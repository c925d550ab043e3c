import pg from 'pg';
import { identifier, sql, textOf } from './sql.ts';

const againAfterMs = 1_000;

/**
 * LISTEN on a connection of its own. When it breaks it is made again, and `heard` is called, since notifications may
 * have been missed meanwhile. Resolves to what ends it.
 */
export async function listen(connection: pg.ClientConfig, channel: string, heard: () => void) {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const connect = async () => {
    const fresh = new pg.Client({ ...connection, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = fresh;
    let broken = false;
    const again = () => {
      if (broken || ended) return;
      broken = true;
      // Whoever listens finds out by himself whether the database is away.
      heard();
      void fresh.end().catch(() => {});
      timer = setTimeout(connect, againAfterMs);
      timer.unref();
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', heard);
    try {
      await fresh.connect();
      await fresh.query(textOf(sql`listen ${identifier(channel)}`));
      heard();
    } catch {
      again();
    }
  };

  await connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}

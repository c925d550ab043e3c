import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { z } from 'zod';
import { PGliteInTurns } from './turns.ts';

/** PGlite in a thread of its own, so that WASM never blocks HTTP; reached with `pg` over a Unix socket. */
const { folder, socket } = z.object({ folder: z.string(), socket: z.string() }).parse(workerData);

mkdirSync(folder, { recursive: true, mode: 0o700 });
mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
rmSync(socket, { force: true });

const database = new PGliteInTurns({ dataDir: folder, extensions: { postgis, pg_trgm, fuzzystrmatch } });
await database.waitReady;
await database.exec("set time zone 'UTC'");

const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: 20 });
await server.start();
chmodSync(socket, 0o600);

parentPort?.on('message', async (message) => {
  if (message === 'ping') parentPort?.postMessage('pong');
  if (message !== 'stop') return;
  await server.stop();
  await database.close();
  rmSync(socket, { force: true });
  parentPort?.postMessage('stopped');
  parentPort?.close();
});
parentPort?.postMessage('ready');

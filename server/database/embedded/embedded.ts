import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../threads/worker-thread.ts';
import { type LockHolder, lockFolder } from './folder-lock.ts';

/** The PostgreSQL major of the PGlite that package.json pins: its folder can be read by no other. */
const postgresMajor = 18;
const socketName = '.s.PGSQL.5432';
/** Linux allows 107 bytes in a socket's path, macOS 103. */
const longestSocketPath = 100;

/** Somebody else uses the data folder, or it belongs to another version. */
export class EmbeddedDatabaseError extends Error {}

export interface EmbeddedDatabase {
  /** Folder of the Unix socket, as `pg` wants it in `host`. */
  socketFolder: string;
  /** True when another process has the database open and we are its guest. */
  guest: boolean;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  join: boolean;
  /** A query that holds the database for so long is ended with it, and the database starts anew. */
  watchdogMs: number;
  /** We are at work ourselves on something that takes its time. */
  isBusy(): boolean;
  log(text: string): void;
}

/**
 * Opens the database in the data folder, or, with `join`, becomes a guest of the process that has it open. Only one
 * process ever opens the folder itself. Throws EmbeddedDatabaseError when it is taken and `join` is not set.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  mkdirSync(dataDir, { recursive: true });
  refuseOtherMajor(dataDir);
  const socket = socketPath(dataDir);
  const locked = lockFolder(dataDir, socket);
  if ('heldBy' in locked) return joinHolder(dataDir, locked.heldBy, options.join);
  try {
    const start = () => startDatabase(join(dataDir, `postgres-${postgresMajor}`), socket);
    const watched = await keepAlive(start, options);
    return {
      socketFolder: dirname(socket),
      guest: false,
      async close() {
        await watched.close();
        locked.lock.release();
      },
    };
  } catch (error) {
    locked.lock.release();
    throw error;
  }
}

function socketPath(dataDir: string): string {
  const inside = join(dataDir, 'socket', socketName);
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(tmpdir(), `allmanning-${process.getuid?.() ?? 0}-${name}`, socketName);
}

function refuseOtherMajor(dataDir: string): void {
  const other = readdirSync(dataDir).find(
    (name) => /^postgres-\d+$/.test(name) && name !== `postgres-${postgresMajor}`,
  );
  if (!other || existsSync(join(dataDir, `postgres-${postgresMajor}`))) return;
  throw new EmbeddedDatabaseError(
    `${dataDir} har en databas från ${other.replace('postgres-', 'PostgreSQL ')}, den här versionen läser PostgreSQL ${postgresMajor}. ` +
      'Se docs/run.md, "Byta PostgreSQL-version".',
  );
}

async function joinHolder(dataDir: string, holder: LockHolder, join: boolean): Promise<EmbeddedDatabase> {
  if (!join) {
    throw new EmbeddedDatabaseError(
      `${dataDir} används redan av en annan process (nummer ${holder.pid} på ${holder.host}). ` +
        'Stäng den först, eller välj en annan mapp med DATA_DIR.',
    );
  }
  // It may have taken the lock a moment ago and still be creating the database.
  const deadline = Date.now() + 60_000;
  while (!(await answers(holder.socket))) {
    if (Date.now() > deadline) {
      throw new EmbeddedDatabaseError(
        `${dataDir} används av process ${holder.pid} på ${holder.host}, men dess databas svarar inte på ${holder.socket}.`,
      );
    }
    await sleep(200);
  }
  return { socketFolder: dirname(holder.socket), guest: true, close: async () => {} };
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

function startDatabase(folder: string, socket: string): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(new URL('./worker.ts', import.meta.url), { workerData: { folder, socket } });
    const onExit = (code: number) =>
      reject(new EmbeddedDatabaseError(`Den inbyggda databasen stannade (kod ${code}).`));
    worker.once('error', reject);
    worker.once('exit', onExit);
    worker.once('message', () => {
      // One by one: removeAllListeners() on a Worker also removes Node's own, and no message ever comes again.
      worker.off('error', reject).off('exit', onExit);
      resolve(worker);
    });
  });
}

const pingEveryMs = 1_000;

/**
 * Keeps the database alive: it starts anew when its thread has ended or does not answer any more (WebAssembly cannot be
 * interrupted). Nothing that was committed is lost by that.
 */
async function keepAlive(start: () => Promise<Worker>, options: EmbeddedOptions) {
  let worker = await start();
  let answered = Date.now();
  let closing = false;
  let restarting = false;

  const onMessage = () => {
    answered = Date.now();
  };
  const onError = (error: Error) => options.log(`Den inbyggda databasen: ${error.message}`);
  const onExit = () => void restart('har stannat');
  const listen = () => worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  const forget = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);

  async function restart(reason: string): Promise<void> {
    if (closing || restarting) return;
    restarting = true;
    options.log(`Den inbyggda databasen ${reason} och startas om.`);
    forget();
    await worker.terminate();
    try {
      worker = await start();
      listen();
    } catch (error) {
      options.log(`Den inbyggda databasen kunde inte startas: ${error instanceof Error ? error.message : error}`);
    }
    answered = Date.now();
    restarting = false;
  }

  listen();
  const pinging = setInterval(() => {
    if (options.isBusy()) answered = Date.now();
    if (Date.now() - answered > options.watchdogMs) void restart('svarar inte');
    else if (!restarting) worker.postMessage('ping');
  }, pingEveryMs);
  pinging.unref();

  return {
    async close() {
      closing = true;
      clearInterval(pinging);
      forget();
      await stopDatabase(worker);
    },
  };
}

async function stopDatabase(worker: Worker): Promise<void> {
  const stopped = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage('stop');
  await Promise.race([stopped, sleep(3_000)]);
  await worker.terminate();
}

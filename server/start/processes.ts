import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Server processes that share one port. The one that dies is replaced; the others never notice. */
export interface Workers {
  /** Address that a browser on this machine can open. */
  url: string;
  close(): Promise<void>;
}

/** A worker that dies at once is started again after a pause, so that a lasting fault does not keep a core busy. */
const pauseMs = 1_000;
const closeWithinMs = 4_500;

/** Starts the workers. Resolves when all of them answer; rejects when one cannot. `log` is told of deaths. */
export async function startWorkers(count: number, log: (text: string) => void): Promise<Workers> {
  let closing = false;
  const ready = await Promise.all(Array.from({ length: count }, (_, index) => start(index)));

  function start(index: number): Promise<string> {
    // One of them makes tiles in advance; all of them keep what they make.
    const worker = cluster.fork(index === 0 ? {} : { WARM_UP: 'off' });
    return new Promise((resolve, reject) => {
      worker.on('message', (message) => {
        if (typeof message === 'string') return;
        // What one of them learns of the tiles, all of them tell.
        for (const other of Object.values(cluster.workers ?? {})) if (other !== worker) other?.send(message);
      });
      worker.once('message', (url: unknown) => {
        worker.once('exit', (code, signal) => void replace(worker, index, signal ?? code));
        resolve(String(url));
      });
      worker.once('exit', (code) => reject(new Error(`Serverprocessen slutade innan den svarade (${code}).`)));
    });
  }

  async function replace(worker: Worker, index: number, reason: string | number): Promise<void> {
    if (closing) return;
    log(`Serverprocess ${worker.process.pid} slutade (${reason}) och ersätts.`);
    while (!closing) {
      try {
        await start(index);
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await sleep(pauseMs);
      }
    }
  }

  return {
    url: ready[0] ?? '',
    async close() {
      closing = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      const gone = Promise.all(workers.map((worker) => once(worker, 'exit')));
      for (const worker of workers) worker.process.kill('SIGTERM');
      await Promise.race([gone, sleep(closeWithinMs)]);
      for (const worker of workers) worker.process.kill('SIGKILL');
    },
  };
}

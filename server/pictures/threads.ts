import type { Worker } from 'node:worker_threads';
import { startWorker } from '../threads/worker-thread.ts';
import type { Task } from './tasks.ts';

/** Threads that draw, so that the event loop answers others meanwhile. They start when the first picture is asked for. */
export interface DrawingThreads {
  draw(task: Task): Promise<Buffer>;
  close(): Promise<void>;
}

/** Drawing that takes longer than this is given up, with its thread. */
const mostMs = 60_000;

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

export function drawingThreads(count: number): DrawingThreads {
  const threads: Thread[] = [];
  let number = 0;

  function start(): Thread {
    const worker = startWorker(new URL('./drawing-worker.ts', import.meta.url), { workerData: {} });
    const thread: Thread = { worker, waiting: new Map() };
    const gone = (error: Error) => {
      const at = threads.indexOf(thread);
      if (at >= 0) threads.splice(at, 1);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (message: { number: number; bytes?: Uint8Array; error?: string }) => {
      const one = thread.waiting.get(message.number);
      thread.waiting.delete(message.number);
      if (thread.waiting.size === 0) worker.unref();
      if (message.bytes) one?.resolve(message.bytes);
      else one?.reject(new Error(`bilden kunde inte ritas: ${message.error}`));
    });
    worker.on('error', gone);
    worker.on('exit', (code) => gone(new Error(`tråden som ritar bilder slutade (${code})`)));
    threads.push(thread);
    return thread;
  }

  /** The one with the least to do. */
  function free(): Thread {
    const idle = threads.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (threads.length < count) return start();
    return threads.reduce((best, one) => (one.waiting.size < best.waiting.size ? one : best));
  }

  return {
    async draw(task) {
      const thread = free();
      const mine = ++number;
      const made = new Promise<Uint8Array>((resolve, reject) => thread.waiting.set(mine, { resolve, reject }));
      thread.worker.ref();
      thread.worker.postMessage({ number: mine, task });
      const timer = setTimeout(() => void thread.worker.terminate(), mostMs);
      try {
        const bytes = await made;
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

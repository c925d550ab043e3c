import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a TypeScript file as a worker thread, with the loader that a thread does not get from its parent. */
export function startWorker(
  file: URL,
  options: WorkerOptions & { workerData: Readonly<Record<string, unknown>> },
): Worker {
  const workerData = { ...options.workerData, threadFile: file.href };
  return new Worker(new URL('./worker-thread-boot.js', import.meta.url), { ...options, workerData });
}

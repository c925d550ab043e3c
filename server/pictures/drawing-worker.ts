import { parentPort } from 'node:worker_threads';
import { drawTask, type Task } from './tasks.ts';

/** The thread in which pictures are drawn: one task after the other. */

const port = parentPort;
if (!port) throw new Error('drawing-worker.ts is a thread of threads.ts');
port.on('message', ({ number, task }: { number: number; task: Task }) => {
  drawTask(task).then(
    (bytes) => port.postMessage({ number, bytes }, [bytes.buffer]),
    (error: unknown) =>
      port.postMessage({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

import { problem } from '../../http/problems.ts';
import { startWorker } from '../../threads/worker-thread.ts';
import { TooLarge } from './layer.ts';

export interface ThreadLimits {
  /** After so many milliseconds the thread is ended. */
  deadline: number;
  /** What GDAL's memory may grow to; it begins at 537 MB, most of it never touched. */
  memoryBytes: number;
}

const heap = { maxOldGenerationSizeMb: 256 };

/** What GDAL says when a format or its memory has no more room. */
const full = /2GB|4GB|file size limit|out of memory|cannot allocate|memory|aborted/i;

/** Runs the steps in a thread of their own. Throws TooLarge, a 503 problem after the deadline, or what GDAL said. */
export async function runInThread(
  work: { folder: string; steps: readonly { vrt: string; options: readonly string[]; name: string }[] },
  { deadline, memoryBytes }: ThreadLimits,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const worker = startWorker(new URL('./writing-worker.ts', import.meta.url), {
    resourceLimits: heap,
    workerData: { ...work, memoryBytes },
  });
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  try {
    const failure = await new Promise<string | null>((fulfil, reject) => {
      timer = setTimeout(() => reject(problem('unavailable')), deadline);
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      worker.once('message', ({ failure }: { failure: string | null }) => fulfil(failure));
      // GDAL aborts the whole thread when its memory ends.
      worker.once('error', (error) => fulfil(error.message));
      worker.once('exit', (code) => fulfil(`exit ${code}`));
    });
    if (failure === null) return;
    if (full.test(failure)) throw new TooLarge('size', failure);
    throw new Error(`GDAL: ${failure}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}

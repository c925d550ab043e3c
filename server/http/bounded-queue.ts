import { problem } from './problems.ts';

/** Heavy work: a bounded number at once, and a bounded number that wait for their turn. */
export interface BoundedQueue {
  /** Runs the work when it is its turn. Throws a 503 problem at once when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function boundedQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): BoundedQueue {
  let running = 0;
  const line: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= atOnce) {
        if (line.length >= waiting) throw problem('unavailable');
        await new Promise<void>((resolve) => line.push(resolve));
      } else running += 1;
      try {
        return await work();
      } finally {
        // The place is handed on, so whoever comes now cannot slip in between.
        const next = line.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

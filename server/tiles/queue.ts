import { problem } from '../http/problems.ts';

/** A bounded number of encodes at once, and a bounded number that wait for their turn. */
export interface EncodeQueue {
  /** Runs the work when it is its turn. Throws a 503 problem at once when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function encodeQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): EncodeQueue {
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

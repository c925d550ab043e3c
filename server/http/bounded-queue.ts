import { problem } from './problems.ts';

/** Heavy work: a bounded number at once, and a bounded number that wait for their turn. */
export interface BoundedQueue {
  /**
   * Runs the work when it is its turn. Throws a 503 problem at once when too many wait already. `abandoned` before its
   * turn: it leaves the line, and is not done.
   */
  run<T>(work: () => Promise<T>, abandoned?: AbortSignal): Promise<T>;
}

export function boundedQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): BoundedQueue {
  let running = 0;
  const line: (() => void)[] = [];

  function turn(abandoned: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      line.push(resolve);
      const leave = () => {
        const place = line.indexOf(resolve);
        if (place < 0) return;
        line.splice(place, 1);
        reject(problem('unavailable'));
      };
      abandoned?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async run(work, abandoned) {
      if (abandoned?.aborted) throw problem('unavailable');
      if (running >= atOnce) {
        if (line.length >= waiting) throw problem('unavailable');
        await turn(abandoned);
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

import { problem } from './problems.ts';

/** Heavy work: a bounded number at once, and a bounded number that wait for their turn. */
export interface BoundedQueue {
  /**
   * Runs the work when it is its turn. Throws a 503 problem at once when too many wait already, and when its turn does not
   * come within the patience. `abandoned` before its turn: it leaves the line, and is not done.
   */
  run<T>(work: () => Promise<T>, abandoned?: AbortSignal): Promise<T>;
}

export interface QueueLimits {
  atOnce: number;
  waiting: number;
  /** Nobody waits longer for his turn. Absent: however long it takes. */
  patienceMs?: number;
}

export function boundedQueue({ atOnce, waiting, patienceMs }: QueueLimits): BoundedQueue {
  let running = 0;
  const line: (() => void)[] = [];

  function turn(abandoned: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = patienceMs === undefined ? undefined : setTimeout(() => leave(), patienceMs);
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      line.push(begin);
      const leave = () => {
        clearTimeout(timer);
        const place = line.indexOf(begin);
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

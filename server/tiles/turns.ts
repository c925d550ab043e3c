import { problem } from '../http/problems.ts';

/** A turn of the event loop ends with the piece that comes after so long. */
const turnMs = 1;

/**
 * Short work that must not hold others up: a few pieces in each turn of the event loop, so that whatever has arrived
 * meanwhile (a request for a tile that is in memory) is answered in between.
 */
export interface Turns {
  /** Throws a 503 problem at once when too many wait already. */
  run<T>(work: () => T): Promise<T>;
}

export function inTurns(mostWaiting: number): Turns {
  const line: (() => void)[] = [];
  let isScheduled = false;
  const next = () => {
    const end = performance.now() + turnMs;
    do line.shift()?.();
    while (line.length > 0 && performance.now() < end);
    isScheduled = line.length > 0;
    if (isScheduled) setImmediate(next);
  };
  return {
    async run<T>(work: () => T) {
      if (line.length >= mostWaiting) throw problem('unavailable');
      return new Promise<T>((resolve, reject) => {
        line.push(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        });
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(next);
      });
    },
  };
}

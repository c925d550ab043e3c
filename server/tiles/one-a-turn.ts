import { problem } from '../http/problems.ts';

/**
 * Short work that must not hold others up: one piece in each turn of the event loop, so that whatever has arrived
 * meanwhile (a tile that is in memory) is answered between two pieces.
 */
export interface Turns {
  /** Throws a 503 problem at once when too many wait already. */
  run<T>(work: () => T): Promise<T>;
}

export function oneATurn(mostWaiting: number): Turns {
  const line: (() => void)[] = [];
  let isScheduled = false;
  const next = () => {
    line.shift()?.();
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

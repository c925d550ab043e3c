import { setTimeout as sleep } from 'node:timers/promises';
import { fileFormatsOf } from '../formats/index.ts';
import type { Published } from '../geometry/layers.ts';
import { Problem } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { tidyFiles, wholeFile } from './files.ts';

/** Files are made when a dataset has been quiet for so long, or has waited for so much longer. */
const quietMs = 5_000;
const longestWaitMs = 60_000;
/** When others had taken all of GDAL's line. */
const retryAfterMs = 30_000;
/** Visitors come first: no file is begun while somebody has asked for something within this time … */
const restMs = 300;
/** … unless they never rest. */
const longestRestMs = 1_200;

/**
 * Makes the files of all datasets in the background, and again after each change. Returns how to stop. `log` is told
 * what cannot be made.
 */
export function keepFilesFresh(service: Service, log: (text: string) => void): () => void {
  let stopped = false;
  /** Datasets to be made, with when they first and last changed. */
  const waiting = new Map<string, { first: number; last: number }>();
  const changed = (id: string, now: number) => waiting.set(id, { first: waiting.get(id)?.first ?? now, last: now });
  let published: Published | undefined;
  service.changes.subscribe({
    after: (changes) => {
      const ids = changes ? changes.map(({ dataset }) => dataset) : service.published.definitions.map(({ id }) => id);
      for (const id of ids) changed(id, Date.now());
    },
  });

  async function work(): Promise<void> {
    while (!stopped) {
      const now = Date.now();
      if (published !== service.published) {
        published = service.published;
        for (const { id } of published.definitions) waiting.set(id, { first: 0, last: 0 });
        await tidyFiles(service).catch(() => {});
      }
      const due = [...waiting].find(([, { first, last }]) => now - last >= quietMs || now - first >= longestWaitMs);
      if (!due) {
        await sleep(500, undefined, { ref: false });
        continue;
      }
      waiting.delete(due[0]);
      await makeAll(due[0]);
    }
  }

  async function makeAll(id: string): Promise<void> {
    const definition = service.published.definitions.find((one) => one.id === id);
    if (!definition || !service.published.isTracked(id)) return;
    for (const format of fileFormatsOf(definition)) {
      for (let rested = 0; rested < longestRestMs && Date.now() - service.lastAskedAt < restMs; rested += restMs)
        await sleep(restMs, undefined, { ref: false });
      if (stopped) return;
      await wholeFile(service, definition, format).catch((error: unknown) => {
        if (stopped || service.changes.awaySince !== undefined) return;
        if (error instanceof Problem && error.code === 'unavailable') changed(id, Date.now() + retryAfterMs);
        else log(`${id}.${format.extension} gick inte att skapa: ${String(error)}`);
      });
    }
  }

  void work();
  return () => {
    stopped = true;
  };
}

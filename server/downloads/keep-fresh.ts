import { setTimeout as sleep } from 'node:timers/promises';
import { type Format, fileFormatsOf } from '../formats/index.ts';
import type { Published } from '../geometry/layers.ts';
import { Problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { wasAskedWithin } from './asked.ts';
import { tidyFiles, wholeFile } from './files.ts';

/** Files are made when a dataset has been quiet for so long, or has waited for so much longer. */
const quietMs = 5_000;
const longestWaitMs = 60_000;
/** What somebody has asked for so lately is made again after a change, all else when there is nothing else to do. */
const latelyMs = 24 * 3_600_000;
/** Nobody has asked for anything for so long. */
const idleMs = 3_000;
/** When others had taken all of GDAL's line. */
const retryAfterMs = 30_000;
/** Visitors come first: no file is begun while somebody has asked for something within this time … */
const restMs = 300;
/** … unless they never rest. */
const longestRestMs = 1_200;

interface Task {
  id: string;
  format: Format;
}

/**
 * Makes the files of all datasets in the background, one at a time, and again after changes. Whatever is not there yet is
 * made when it is asked for (files.ts). Returns how to stop. `log` is told what cannot be made.
 */
export function keepFilesFresh(service: OpenData, log: (text: string) => void): () => void {
  let stopped = false;
  /** Datasets whose files are old, with when they first and last changed. */
  const changed = new Map<string, { first: number; last: number }>();
  const soon = new Map<string, Task>();
  const later = new Map<string, Task>();
  const note = (id: string, now: number) => changed.set(id, { first: changed.get(id)?.first ?? now, last: now });
  let published: Published | undefined;
  service.changes.subscribe({
    after: (changes) => {
      const ids = changes ? changes.map(({ dataset }) => dataset) : service.published.definitions.map(({ id }) => id);
      for (const id of ids) note(id, Date.now());
    },
  });

  async function work(): Promise<void> {
    while (!stopped) {
      if (published !== service.published) {
        published = service.published;
        for (const { id } of published.definitions) changed.set(id, { first: 0, last: 0 });
        await tidyFiles(service).catch(() => {});
      }
      takeDue(Date.now());
      const task = first(soon) ?? (Date.now() - service.lastAskedAt > idleMs ? first(later) : undefined);
      if (task) await make(task);
      else await sleep(500, undefined, { ref: false });
    }
  }

  function takeDue(now: number): void {
    for (const [id, { first, last }] of changed) {
      if (now - last < quietMs && now - first < longestWaitMs) continue;
      changed.delete(id);
      const definition = service.published.definitions.find((one) => one.id === id);
      if (!definition || !service.published.isTracked(id)) continue;
      for (const format of fileFormatsOf(definition)) {
        const line = wasAskedWithin(latelyMs, id, format) ? soon : later;
        line.set(`${id} ${format.id}`, { id, format });
      }
    }
  }

  async function make({ id, format }: Task): Promise<void> {
    for (let rested = 0; rested < longestRestMs && Date.now() - service.lastAskedAt < restMs; rested += restMs)
      await sleep(restMs, undefined, { ref: false });
    const definition = service.published.definitions.find((one) => one.id === id);
    if (stopped || !definition) return;
    await wholeFile(service, definition, format).catch((error: unknown) => {
      if (stopped || service.changes.awaySince !== undefined) return;
      if (error instanceof Problem && error.code === 'unavailable') note(id, Date.now() + retryAfterMs);
      else log(`${id}.${format.extension} gick inte att skapa: ${String(error)}`);
    });
  }

  void work();
  return () => {
    stopped = true;
  };
}

/** Takes the one that has waited longest. */
function first(line: Map<string, Task>): Task | undefined {
  for (const [name, task] of line) {
    line.delete(name);
    return task;
  }
  return undefined;
}

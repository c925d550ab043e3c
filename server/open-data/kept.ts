import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import type { OpenData } from './open-data.ts';

/** Answers about a dataset that hold until its rows change: made once for all who ask, the oldest dropped first. */
export type Kept<T> = (
  service: Pick<OpenData, 'published' | 'changes'>,
  definition: Definition,
  name: string,
  make: () => Promise<T>,
) => Promise<T>;

/** How long an answer waits to hear of what was committed before the question. */
const hearWithinMs = 1_000;

/** Nothing is kept of a dataset whose changes are not written down. `most`: how many answers. */
export function keptUntilChanged<T>(most: number): Kept<T> {
  const kept = new Map<string, Promise<T>>();
  return async (service, definition, name, make) => {
    if (!service.published.isTracked(definition.id)) return make();
    await service.changes.catchUpWithin(hearWithinMs);
    const key = `${versionOf(service.changes, [definition], '')} ${name}`;
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.set(key, made);
    for (const old of kept.keys()) if (kept.size > most) kept.delete(old);
    made.catch(() => kept.delete(key));
    return made;
  };
}

import type { Follower } from '../changes/follow.ts';
import type { Database } from '../database/database.ts';
import type { Published } from './layers.ts';
import { mayHaveStrayed, type Strays, straysOf } from './strays.ts';

/** Knows which datasets have rows far away, and tells when that changes. */
export interface StrayWatch {
  /** By dataset. */
  readonly found: ReadonlyMap<string, Strays>;
  /** Looks at all of these datasets, in the background. */
  look(published: Published): void;
  stop(): void;
}

/** Looks at start, and at what a change may have moved far away or back. */
export function watchStrays(
  database: Database,
  changes: Follower,
  first: Published,
  log: (text: string) => void,
): StrayWatch {
  let published = first;
  const found = new Map<string, Strays>();
  const waiting = new Set<string>();
  let working = false;
  let stopped = false;

  async function lookFor(id: string): Promise<void> {
    const definition = published.definitions.find((one) => one.id === id);
    const strays = definition?.geometry ? await straysOf(database, published.layer(id)) : undefined;
    const before = found.get(id)?.rows ?? 0;
    if (strays) found.set(id, strays);
    else found.delete(id);
    if (strays && strays.rows !== before) log(textOf(id, strays));
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (const id of waiting) {
      if (stopped) break;
      waiting.delete(id);
      // A database that is away is told by others; the next change or start looks again.
      await lookFor(id).catch(() => {});
    }
    working = false;
  }

  const lookAt = (ids: readonly string[]) => {
    for (const id of ids) waiting.add(id);
    void work();
  };
  const lookAtAll = () => lookAt(published.definitions.map(({ id }) => id));
  changes.subscribe({
    after: (heard) => (heard ? lookAt(heard.filter(mayHaveStrayed).map(({ dataset }) => dataset)) : lookAtAll()),
  });
  lookAtAll();
  return {
    found,
    look(next) {
      published = next;
      lookAtAll();
    },
    stop() {
      stopped = true;
    },
  };
}

function textOf(id: string, { rows, key }: Strays): string {
  const many = rows === 1 ? '1 rad' : `${rows} rader`;
  return `Långt bort: ${id} har ${many} utanför Sverige, till exempel nyckeln ${key}. Är öst och nord omkastade, eller koordinatsystemet ett annat?`;
}

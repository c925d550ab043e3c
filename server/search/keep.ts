import type { Database } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import type { Definition } from '../datasets/definition.ts';
import { typeOfKey } from '../geometry/derived.ts';
import type { Published } from '../geometry/layers.ts';
import { ensureSearched, forgetOthers, refill } from './filling.ts';

/** The index of the search, made and kept for what is published. */
export interface SearchIndex {
  /** Makes it for these definitions, one call after the other. Resolves when those that follow their tables are in it. */
  keep(published: Published): Promise<void>;
  /** Nothing of other datasets stays in it. For the server: a command may know fewer definitions. */
  forgetOthers(published: Published): Promise<void>;
  /** The SQL type of a dataset's key. Undefined: the dataset is new, or is not searched. */
  keyTypeOf(id: string): string | undefined;
  stop(): void;
}

/** Views and tables without our triggers are read anew so often, and what triggers had to give up is made again. */
const refillEveryMs = 600_000;

export async function openSearchIndex(
  database: Database,
  published: Published,
  log: (text: string) => void,
): Promise<SearchIndex> {
  let refilled: readonly Definition[] = [];
  let refilling = Promise.resolve();
  const keyTypes = new Map<string, string>();
  let stopped = false;

  async function refillAll(): Promise<void> {
    for (const definition of refilled) {
      if (stopped) return;
      await refill(database, definition).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        log(`Sökningen: ${definition.id} gick inte att läsa (${reason})`);
      });
    }
  }

  const inBackground = () => {
    refilling = refilling.then(refillAll);
  };

  async function keepNow({ definitions }: Published): Promise<void> {
    const without: Definition[] = [];
    for (const definition of definitions) {
      const kept = await ensureSearched(database, definition).catch((error: unknown) => {
        const reason = refusalOf(error);
        if (reason === undefined) throw error;
        log(`Går inte att söka i: ${definition.id}\n    databasen säger: ${reason}`);
        return undefined;
      });
      if (kept === 'refilled') without.push(definition);
      if (kept) keyTypes.set(definition.id, await typeOfKey(database, definition));
    }
    refilled = without;
    inBackground();
  }

  let keeping = Promise.resolve();
  let newest = published;
  const keep = (next: Published) => {
    newest = next;
    keeping = keeping.catch(() => {}).then(() => keepNow(next));
    return keeping;
  };
  await keep(published);
  // A database that is away is told by others; the next time mends what was missed.
  const timer = setInterval(() => void keep(newest).catch(() => {}), refillEveryMs);
  return {
    keep,
    forgetOthers: ({ definitions }) =>
      forgetOthers(
        database,
        definitions.map(({ id }) => id),
      ),
    keyTypeOf: (id) => keyTypes.get(id),
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

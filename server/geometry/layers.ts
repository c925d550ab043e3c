import { ensureRecorded } from '../changes/record.ts';
import type { Database } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Filter } from '../filter/index.ts';
import { notePublicness } from '../history/publicness.ts';
import { ensureRemembered, type Remembered } from '../history/record.ts';
import { problem } from '../http/problems.ts';
import { type Derived, ensureDerived, hasGeometry, type WithGeometry } from './derived.ts';
import { tableProblems } from './table-problems.ts';

/** A dataset with geometry as tiles draw it, and how its derived geometry is had. */
export interface Layer {
  definition: WithGeometry;
  derived: Derived;
  /** `points`: one point on each feature, for its name. The point lies in one tile only, an area in many. */
  shape: 'whole' | 'points';
  /** Its changes are written down (server/changes): what is made of it may be kept until then. */
  tracked: boolean;
  /** Only these of its rows. */
  filter?: Filter;
}

const pointsSuffix = '.points';

/** The layer's name in addresses and in tiles: `detaljplaner`, or `detaljplaner.points`. */
export function layerName({ definition, shape }: Layer): string {
  return shape === 'points' ? definition.id + pointsSuffix : definition.id;
}

/** The published datasets of the service, by id. */
export interface Published {
  definitions: readonly Definition[];
  /** Whether the dataset's changes are written down. */
  isTracked(id: string): boolean;
  /** The tables behind it whose past is kept. Undefined: its own is not. */
  remembered(id: string): Remembered | undefined;
  /** Those that do not fit the database now, with what is wrong: they are back when that is mended. */
  withdrawn: ReadonlyMap<string, readonly string[]>;
  /** Throws a 404 problem for an unknown dataset. */
  dataset(id: string): Definition;
  /** By name (see layerName). Throws a 404 problem for an unknown dataset or one without geometry. */
  layer(name: string): Layer;
}

/**
 * Makes the derived geometry of all definitions and answers for them by id. A definition that does not fit its table is
 * told and left out: one broken file must not take the others down.
 */
export async function publishLayers(
  database: Database,
  candidates: readonly Definition[],
  log: (text: string) => void,
): Promise<Published> {
  const definitions: Definition[] = [];
  const tracked = new Set<string>();
  const remembered = new Map<string, Remembered>();
  const layers = new Map<string, Omit<Layer, 'shape'>>();
  const withdrawn = new Map<string, readonly string[]>();
  const withdraw = (id: string, reasons: readonly string[]) => {
    withdrawn.set(id, reasons);
    log(`Inte publicerad: ${id}\n    ${reasons.join('\n    ')}`);
  };
  for (const definition of candidates) {
    const problems = await tableProblems(database, definition);
    if (problems.length > 0) {
      withdraw(definition.id, problems);
      continue;
    }
    try {
      const past = await ensureRemembered(database, definition);
      const isTracked = await ensureRecorded(database, definition);
      await notePublicness(database, definition);
      if (hasGeometry(definition)) {
        const derived = await ensureDerived(database, definition);
        layers.set(definition.id, { definition, derived, tracked: isTracked });
      }
      if (isTracked) tracked.add(definition.id);
      if (isTracked && past) remembered.set(definition.id, past);
      definitions.push(definition);
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === undefined) throw error;
      log(`Inte publicerad: ${definition.id}\n    databasen säger: ${reason}`);
      // What it says may quote a row: that stays in the log.
      withdrawn.set(definition.id, ['databasen tog inte emot den: se loggen']);
    }
  }
  const dataset = (id: string) => {
    const definition = definitions.find((candidate) => candidate.id === id);
    if (!definition) throw problem('no-such-dataset', { id });
    return definition;
  };
  return {
    definitions,
    withdrawn,
    isTracked: (id) => tracked.has(id),
    remembered: (id) => remembered.get(id),
    dataset,
    layer(name) {
      const shape = name.endsWith(pointsSuffix) ? 'points' : 'whole';
      const { id } = dataset(shape === 'points' ? name.slice(0, -pointsSuffix.length) : name);
      const layer = layers.get(id);
      if (!layer) throw problem('no-geometry', { id });
      return { ...layer, shape };
    },
  };
}

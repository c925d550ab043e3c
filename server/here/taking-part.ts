import type { Definition } from '../datasets/definition.ts';
import type { Published } from '../geometry/layers.ts';
import { isBackground } from '../styles/layers.ts';

/** A dataset whose features are somewhere. */
export type Placed = Definition & { geometry: NonNullable<Definition['geometry']> };

/** A dataset that takes part in an answer, as it is or as it was. */
export interface Taking {
  definition: Placed;
  /** Its features are told so many metres away; undefined: as far as is asked for. */
  near: number | undefined;
}

/** The datasets that say so, and those that say nothing, have a geometry and are no paper. */
export function takingPart({ definitions }: Pick<Published, 'definitions'>): Definition[] {
  return definitions.filter(
    (definition) =>
      definition.geometry && definition.here !== false && (definition.here !== undefined || !isBackground(definition)),
  );
}

export function taking(definition: Definition): Taking {
  const { geometry, here } = definition;
  if (!geometry) throw new Error(`${definition.id} has no geometry`);
  return { definition: { ...definition, geometry }, near: here ? here.near : undefined };
}

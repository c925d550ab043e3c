import type { Definition } from '../../../datasets/definition.ts';
import { layersOf } from '../../../styles/layers.ts';
import { scaleOfZoom } from '../legend-graphic.ts';

/** Scale denominators between which a layer draws something; undefined: no limit. */
export interface Scales {
  min: number | undefined;
  max: number | undefined;
}

/** Closer than this nothing ends. */
const closest = 22;

/** Metres of the ground are half as many as those of Web Mercator, at 60° north. */
const ground = 0.5;

/** From the zooms of the layers that draw the datasets, so wide that every client's scales are within. */
export function scalesOf(datasets: readonly Definition[], definitions: readonly Definition[]): Scales {
  const zooms = datasets.flatMap((definition): { minzoom?: number; maxzoom?: number }[] =>
    // The colours of a forecast are there at all zooms.
    definition.map?.measures ? [{}] : [...layersOf(definition, definitions)],
  );
  const from = Math.min(...zooms.map(({ minzoom = 0 }) => minzoom));
  const to = Math.max(...zooms.map(({ maxzoom = 24 }) => maxzoom));
  return {
    min: to < closest ? Math.floor(scaleOfZoom(to) * ground) : undefined,
    max: from > 0 ? Math.ceil(scaleOfZoom(from)) : undefined,
  };
}

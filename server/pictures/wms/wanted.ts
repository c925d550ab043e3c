import type { Definition } from '../../datasets/definition.ts';
import type { Content } from '../content.ts';
import type { Frame } from '../frame.ts';
import type { PictureLayer } from '../groups.ts';
import { yearOf } from '../year.ts';
import type { Asked } from './asked.ts';
import { conditionsIn } from './conditions.ts';
import { fault, short } from './faults.ts';
import { layersNamed } from './layers.ts';
import { lookOfAll } from './looks.ts';
import { frameIn } from './place.ts';

/** What is to be seen, where: the part that a map and a question about a point of it share. */
export interface Wanted {
  layers: readonly PictureLayer[];
  frame: Frame;
  content: Content;
}

export function wantedIn({ service, query, version, lang }: Omit<Asked, 'baseUrl'>): Wanted {
  const { definitions } = service.published;
  const layers = layersNamed(definitions, query.list('LAYERS'), 'LAYERS');
  const look = lookOfAll(layers, query.list('STYLES'));
  const frame = frameIn(query, version);
  const { filters, excluded } = conditionsIn(query.get('CQL_FILTER'), layers, frame.crs);
  const asked = layers.flatMap(({ definitions }) => definitions.map(({ id }) => id));
  return {
    layers,
    frame,
    content: {
      datasets: [...new Set(asked)].filter((id) => !excluded.has(id)),
      paper: false,
      transparent: true,
      theme: look.theme,
      lang,
      ended: false,
      filters,
      measure: look.measure,
      year: yearIn(
        query.get('TIME'),
        layers.flatMap(({ definitions }) => definitions),
      ),
    },
  };
}

/**
 * A year, or the year of a date or time; undefined: the one that the map opens with. The nearest that there is is drawn
 * (`nearestValue`, 1.3.0 §C.4.2). Layers without years have no time, and do not care.
 */
export function yearIn(value: string | undefined, definitions: readonly Definition[]): number | undefined {
  if (value === undefined || /^(current|default)$/i.test(value) || !definitions.some(hasYears)) return undefined;
  const year = yearOf(value);
  if (year !== undefined) return year;
  throw fault(
    'InvalidDimensionValue',
    'TIME',
    `TIME är "${short(value)}" men ska vara ett år ur GetCapabilities, till exempel 2035.`,
    `TIME is "${short(value)}" but must be a year of GetCapabilities, such as 2035.`,
  );
}

/** What it shows is another for each year. */
export function hasYears({ map, series }: Definition): boolean {
  return map?.measures !== undefined && series !== undefined;
}

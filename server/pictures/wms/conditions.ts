import type { Definition } from '../../datasets/definition.ts';
import type { Crs } from '../../features/index.ts';
import { type Filter, parseFilter } from '../../filter/index.ts';
import { Problem, problemDocument } from '../../http/problems.ts';
import { asCql2 } from '../ecql.ts';
import type { PictureLayer } from '../groups.ts';
import { Fault, fault } from './faults.ts';

/** What a `CQL_FILTER` leaves of datasets: conditions, and those of which nothing is left. */
export interface Conditions {
  filters: ReadonlyMap<string, Filter>;
  excluded: ReadonlySet<string>;
}

/**
 * Conditions as GeoServer's clients write them: one for each layer with semicolons between, or one for all; `INCLUDE` and nothing
 * are all features, `EXCLUDE` none. A group's condition holds for each of its datasets. Coordinates are in the map's system, east
 * before north.
 */
export function conditionsIn(text: string | undefined, layers: readonly PictureLayer[], crs: Crs): Conditions {
  const filters = new Map<string, Filter>();
  const excluded = new Set<string>();
  if (text === undefined) return { filters, excluded };
  const parts = partsOf(text);
  if (parts.length !== 1 && parts.length !== layers.length) {
    throw fault(
      'InvalidParameterValue',
      'CQL_FILTER',
      `CQL_FILTER har ${parts.length} villkor för ${layers.length} lager: ett för varje, med semikolon mellan.`,
      `CQL_FILTER has ${parts.length} conditions for ${layers.length} layers: one for each, with semicolons between.`,
    );
  }
  layers.forEach(({ definitions }, index) => {
    const part = parts.length === 1 ? (parts[0] ?? '') : (parts[index] ?? '');
    if (part === '' || /^include$/i.test(part)) return;
    for (const definition of definitions) {
      if (/^exclude$/i.test(part)) excluded.add(definition.id);
      else filters.set(definition.id, conditionOf(asCql2(part), definition, crs));
    }
  });
  return { filters, excluded };
}

function conditionOf(text: string, definition: Definition, { srid }: Crs): Filter {
  try {
    return parseFilter(text, 'cql2-text', definition, { srid, flipped: false });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const sentence = (lang: 'sv' | 'en') => problemDocument(error, lang).body.detail ?? '';
    const text = { sv: `${definition.id}: ${sentence('sv')}`, en: `${definition.id}: ${sentence('en')}` };
    throw new Fault('InvalidParameterValue', text, 'CQL_FILTER');
  }
}

/** At semicolons outside of texts and quoted names. */
export function partsOf(text: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/'(?:[^']|'')*'?|"[^"]*"?|;|[^'";]+/g)) {
    if (piece === ';') parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => part.trim());
}

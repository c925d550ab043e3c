import type { Definition } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import { parseBbox } from './bbox.ts';
import { type Crs, crs84, parseCrs } from './crs.ts';
import { parseCursor } from './cursor.ts';
import { parseDatetime } from './datetime.ts';
import { filterFields, namedFields, parseFiltering, selectingParameters } from './filtering.ts';
import { parseProperties } from './properties.ts';
import type { Wanted } from './reading.ts';
import type { Slice } from './selection.ts';
import { parseSorting, type Sorting } from './sorting.ts';

export const defaultLimit = 10;
export const mostFeatures = 10_000;

/** The parameters that say which features of a dataset and how, the same for pages and for files. */
export function selecting(definition: Definition, query: URLSearchParams): string[] {
  const fields = [...filterFields(definition), ...namedFields(definition, query)];
  return [...new Set([...selectingParameters, ...fields.map(({ name }) => name)])];
}

/** Parses what a query selects. `crs`: the system when nobody asks for another. Throws 400 problems that name the parameter. */
export function parseWanted(definition: Definition, query: URLSearchParams, crs: Crs): Wanted {
  const system = (name: string, otherwise: Crs) => {
    const text = query.get(name);
    return text === null ? otherwise : parseCrs(name, text);
  };
  const bbox = query.get('bbox');
  const bboxCrs = system('bbox-crs', crs84);
  const datetime = query.get('datetime');
  return {
    selection: {
      definition,
      bbox: bbox === null ? undefined : parseBbox(bbox, bboxCrs),
      datetime: datetime === null ? undefined : parseDatetime(datetime),
      filter: parseFiltering(definition, query, system('filter-crs', crs84)),
    },
    sorting: parseSorting(definition, query.get('sortby')),
    properties: parseProperties(definition, query.get('properties')),
    crs: system('crs', crs),
  };
}

/** Everything of a dataset. */
export function wholeDataset(definition: Definition, crs: Crs): Wanted {
  return { selection: { definition }, sorting: parseSorting(definition, null), properties: 'all', crs };
}

/** Throws a 400 problem for a parameter that is not known or stands there twice (OGC API – Common, /req/core/query-param-unknown). */
export function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw problem('unknown-parameter', { name, known: known.join(', ') });
    if (query.getAll(name).length > 1) {
      const expected = { sv: 'en gång, inte flera', en: 'there once, not several times' };
      throw problem('bad-parameter', { name, value: query.getAll(name).join(', '), expected });
    }
  }
}

/** Features that a page may pass over at most: what lies deeper is reached by `next` links. */
export const mostSkipped = 100_000;

/** Which page: `limit` with `cursor`, or with `offset` as many clients have it. Throws a 400 problem. */
export function parseSlice(query: URLSearchParams, sorting: Sorting): Slice {
  const limit = wholeNumber(query, 'limit', { least: 1, most: mostFeatures, otherwise: defaultLimit });
  const offset = wholeNumber(query, 'offset', { least: 0, most: mostSkipped, otherwise: 0 });
  const cursor = query.get('cursor');
  if (offset > mostSkipped) throw notBetween('offset', String(offset), 0, mostSkipped);
  if (cursor !== null && offset > 0) {
    const expected = { sv: 'utelämnad när cursor finns', en: 'left out where there is a cursor' };
    throw problem('bad-parameter', { name: 'offset', value: offset, expected });
  }
  // More than the most is the most.
  return {
    limit: Math.min(limit, mostFeatures),
    offset,
    after: cursor === null ? undefined : parseCursor(sorting, cursor),
  };
}

function wholeNumber(
  query: URLSearchParams,
  name: string,
  { least, most, otherwise }: Record<'least' | 'most' | 'otherwise', number>,
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text) || Number(text) < least) throw notBetween(name, text, least, most);
  return Number(text);
}

function notBetween(name: string, value: string, least: number, most: number): Error {
  const expected = { sv: `ett heltal från ${least} till ${most}`, en: `a whole number from ${least} to ${most}` };
  return problem('bad-parameter', { name, value, expected });
}

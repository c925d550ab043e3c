import type { Definition } from '../datasets/definition.ts';
import type { WrittenFilter } from '../filter/index.ts';
import { once, type QueryParameter, valueIn, wholeNumber } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { bboxParameter, placeBbox } from './bbox.ts';
import { bboxCrs, type Crs, crs, crs84, systemIn } from './crs.ts';
import { cursor, parseCursor } from './cursor.ts';
import { datetimeParameter, timeRangeOf } from './datetime.ts';
import { fieldParameter, filterFields, filterParameters, namedFields, parseFiltering } from './filtering.ts';
import { propertiesParameter } from './properties.ts';
import type { Wanted } from './reading.ts';
import type { Selection, Slice } from './selection.ts';
import { type Sorting, sortbyParameter, sortingBy } from './sorting.ts';

const ofDataset = once((definition: Definition) => {
  const bbox = bboxParameter(definition);
  const datetime = datetimeParameter(definition);
  const sortby = sortbyParameter(definition);
  const properties = propertiesParameter(definition);
  const fields = filterFields(definition).map(fieldParameter);
  const which: readonly QueryParameter[] = [bbox, bboxCrs, datetime, ...filterParameters, ...fields];
  const all: readonly QueryParameter[] = [
    ...[bbox, bboxCrs, datetime, ...filterParameters],
    ...[sortby, properties, crs, ...fields],
  ];
  return { bbox, datetime, sortby, properties, which, all };
});

/**
 * The parameters that say which features of a dataset and how, the same for pages and for files. `query`: with the yearly
 * totals that it names, of which there are too many to list.
 */
export function selecting(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return withNamed(definition, ofDataset(definition).all, query);
}

/** The parameters that say which features of a dataset, where none of them is told. `query`: as above. */
export function choosing(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return withNamed(definition, ofDataset(definition).which, query);
}

function withNamed(
  definition: Definition,
  parameters: readonly QueryParameter[],
  query: URLSearchParams | undefined,
): readonly QueryParameter[] {
  if (!query) return parameters;
  const known = new Set(parameters.map(({ name }) => name));
  return [
    ...parameters,
    ...namedFields(definition, query)
      .map(fieldParameter)
      .filter(({ name }) => !known.has(name)),
  ];
}

/** The parameters that say how one feature is told. */
export function shaping(definition: Definition): readonly QueryParameter[] {
  return [crs, ofDataset(definition).properties];
}

/** A selection whose filter can be taken apart. */
export interface WrittenSelection extends Selection {
  filter?: WrittenFilter | undefined;
}

/** Which features a query asks for. Throws 400 problems that name the parameter. */
export function parseSelection(definition: Definition, query: URLSearchParams): WrittenSelection {
  const { bbox, datetime } = ofDataset(definition);
  const corners = valueIn(query, bbox);
  const bboxSystem = systemIn(query, bboxCrs, crs84);
  const time = valueIn(query, datetime);
  return {
    definition,
    bbox: corners && placeBbox(corners, bboxSystem),
    datetime: time === undefined ? undefined : timeRangeOf(time),
    filter: parseFiltering(definition, query),
  };
}

/** What a query selects. `system`: that of the answer when nobody asks for another. Throws 400 problems that name the parameter. */
export function parseWanted(definition: Definition, query: URLSearchParams, system: Crs): Wanted {
  const { sortby, properties } = ofDataset(definition);
  return {
    selection: parseSelection(definition, query),
    sorting: sortingBy(definition, valueIn(query, sortby) ?? []),
    properties: valueIn(query, properties) ?? 'all',
    crs: systemIn(query, crs, system),
  };
}

/** Everything of a dataset. */
export function wholeDataset(definition: Definition, system: Crs): Wanted {
  return { selection: { definition }, sorting: sortingBy(definition, []), properties: 'all', crs: system };
}

export const mostFeatures = 10_000;

const limit = wholeNumber(
  { least: 1, most: mostFeatures, otherwise: 10, clamped: true },
  {
    name: 'limit',
    about: {
      sv: 'Högst så många objekt i svaret. Länken `next` leder till resten. Mer än det största räknas som det största.',
      en: 'At most so many features in the answer. The `next` link leads to the rest. More than the most counts as the most.',
    },
    example: 5,
  },
);

/** What lies deeper is reached by `next` links. */
const mostSkipped = 100_000;

const offset = wholeNumber(
  { least: 0, most: mostSkipped, otherwise: 0 },
  {
    name: 'offset',
    about: {
      sv: 'Hoppa över så många objekt. Länken `next` är säkrare och lika snabb på varje sida.',
      en: 'Pass over so many features. The `next` link is safer, and as fast on every page.',
    },
    example: 0,
  },
);

/** Which page of features. */
export const paging = [limit, offset, cursor] as const;

/** Which page: `limit` with `cursor`, or with `offset` as many clients have it. Throws a 400 problem. */
export function parseSlice(query: URLSearchParams, sorting: Sorting): Slice {
  const skipped = valueIn(query, offset);
  const after = valueIn(query, cursor);
  if (after !== undefined && skipped > 0) {
    const expected = { sv: 'utelämnad när cursor finns', en: 'left out where there is a cursor' };
    throw problem('bad-parameter', { name: 'offset', value: skipped, expected });
  }
  return {
    limit: valueIn(query, limit),
    offset: skipped,
    after: after === undefined ? undefined : parseCursor(sorting, after),
  };
}

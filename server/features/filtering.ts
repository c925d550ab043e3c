import { z } from 'zod';
import { join } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { totalColumn } from '../datasets/totals.ts';
import { type FilterLang, parseFilter, queryables, type WrittenFilter } from '../filter/index.ts';
import { choice, once, type QueryParameter, text, valueIn } from '../http/parameters.ts';
import { crs84, filterCrs, systemIn } from './crs.ts';

export const filter = text({
  name: 'filter',
  about: {
    sv: 'Villkor i CQL2. Fälten som går att fråga om finns i `queryables`.',
    en: 'Condition in CQL2. The fields that can be asked about are in `queryables`.',
  },
});

export const filterLang = choice(['cql2-text', 'cql2-json'] as const satisfies readonly FilterLang[], {
  name: 'filter-lang',
  about: {
    sv: 'Språk som `filter` är skrivet på: CQL2 som text eller som JSON. Utan den är det som börjar med `{` JSON.',
    en: 'Language that `filter` is written in: CQL2 as text or as JSON. Without it what begins with `{` is JSON.',
  },
  example: 'cql2-text',
});

/** As in /items and on tiles (OGC API – Features Part 3 §8). */
export const filterParameters = [filter, filterLang, filterCrs] as const;

/** What a parameter of the API means whatever a dataset's fields are called. */
const taken = new Set([
  ...['bbox', 'bbox-crs', 'datetime', 'filter', 'filter-lang', 'filter-crs', 'sortby', 'properties', 'crs'],
  ...['limit', 'offset', 'cursor', 'facets', 'f', 'lang', 'collections', 'v'],
]);

/**
 * The fields that are parameters of their own: `status=samråd` (OGC API – Features Part 3 §6.3). A field named like a
 * parameter of the API is none: it is reached by `filter`.
 */
export const filterFields = once((definition: Definition): readonly Field[] =>
  queryables(definition).flatMap((one) => ('field' in one && !taken.has(one.field.name) ? [one.field] : [])),
);

/** `status=samråd`. A list is asked for one of its values. */
export const fieldParameter = once(({ name, type, title }: Field): QueryParameter<string | undefined> => {
  const [schema, expected] = valuesOf(type);
  return {
    name,
    about:
      type === 'list'
        ? { sv: `Bara objekt som har detta bland ${title.sv}.`, en: `Only features that have this among ${title.en}.` }
        : { sv: `Bara objekt där ${title.sv} är detta.`, en: `Only features whose ${title.en} is this.` },
    schema: schema.optional(),
    expected,
  };
});

function valuesOf(type: Field['type']): [z.ZodType<string>, QueryParameter['expected']] {
  switch (type) {
    case 'integer':
    case 'double':
      return [
        z.string().refine((value) => value.trim() !== '' && Number.isFinite(Number(value))),
        { sv: 'ett tal', en: 'a number' },
      ];
    case 'boolean':
      return [z.enum(['true', 'false']), { sv: 'true eller false', en: 'true or false' }];
    default:
      return [z.string(), { sv: 'text', en: 'text' }];
  }
}

/** The fields that a query names as parameters: also yearly totals, of which there are too many to list. */
export function namedFields(definition: Definition, query: URLSearchParams): Field[] {
  const known = filterFields(definition);
  return [...new Set(query.keys())]
    .filter((name) => !taken.has(name))
    .flatMap((name) => known.find((field) => field.name === name) ?? totalColumn(definition, name)?.field ?? []);
}

/**
 * What `filter` and the fields' own parameters ask for together, or undefined when nobody asks (OGC API – Features
 * Part 3 §8). Throws a 400 problem.
 */
export function parseFiltering(definition: Definition, query: URLSearchParams): WrittenFilter | undefined {
  const condition = valueIn(query, filter);
  const guessed = condition?.trimStart().startsWith('{') ? 'cql2-json' : 'cql2-text';
  const lang = valueIn(query, filterLang) ?? guessed;
  const system = systemIn(query, filterCrs, crs84);
  const filters = [
    ...(condition === undefined ? [] : [parseFilter(condition, lang, definition, system)]),
    ...namedFields(definition, query).flatMap((field) => {
      const value = valueIn(query, fieldParameter(field));
      return value === undefined ? [] : [equals(definition, field, value)];
    }),
  ];
  const [first, ...others] = filters;
  if (!first || others.length === 0) return first;
  return {
    canonical: JSON.stringify(filters.map(({ canonical }) => canonical).sort()),
    condition: join(
      filters.map((one) => one.condition),
      ' and ',
    ),
    parts: () => filters.flatMap((one) => one.parts()),
  };
}

function equals(definition: Definition, field: Field, value: string): WrittenFilter {
  const property = JSON.stringify({ property: field.name });
  const comparison =
    field.type === 'list'
      ? `{"op":"a_contains","args":[${property},${JSON.stringify([value])}]}`
      : `{"op":"=","args":[${property},${typedValue(field, value)}]}`;
  return parseFilter(comparison, 'cql2-json', definition, crs84);
}

/** As JSON. A whole number keeps its digits. */
function typedValue({ type }: Field, value: string): string {
  switch (type) {
    case 'integer':
    case 'double':
      return /^-?\d+$/.test(value) ? BigInt(value).toString() : String(Number(value));
    case 'boolean':
      return value;
    default:
      return JSON.stringify(value);
  }
}

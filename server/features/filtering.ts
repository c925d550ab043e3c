import { join } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { totalColumn } from '../datasets/totals.ts';
import { type Filter, type FilterLang, parseFilter, queryables } from '../filter/index.ts';
import { problem } from '../http/problems.ts';
import { type Crs, crs84 } from './crs.ts';

const languages: readonly FilterLang[] = ['cql2-text', 'cql2-json'];

/** The parameters with which the standards select features. */
export const selectingParameters: readonly string[] = [
  ...['bbox', 'bbox-crs', 'datetime', 'filter', 'filter-lang', 'filter-crs', 'sortby', 'properties', 'crs'],
];

/** What a parameter of the API means whatever a dataset's fields are called. */
const taken = new Set([...selectingParameters, 'limit', 'offset', 'cursor', 'f', 'lang', 'collections', 'v']);

/**
 * The fields that are parameters of their own: `status=samråd` (OGC API – Features Part 3 §6.3). A field named like a
 * parameter of the API is none: it is reached by `filter`.
 */
export function filterFields(definition: Definition): Field[] {
  return queryables(definition).flatMap((one) => ('field' in one && !taken.has(one.field.name) ? [one.field] : []));
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
export function parseFiltering(definition: Definition, query: URLSearchParams, filterCrs: Crs): Filter | undefined {
  const text = query.get('filter');
  const filters = [
    ...(text === null ? [] : [parseFilter(text, languageOf(text, query.get('filter-lang')), definition, filterCrs)]),
    ...namedFields(definition, query).map((field) => equals(definition, field, query.get(field.name) ?? '')),
  ];
  const [first, ...others] = filters;
  if (!first || others.length === 0) return first;
  return {
    canonical: JSON.stringify(filters.map(({ canonical }) => canonical).sort()),
    condition: join(
      filters.map(({ condition }) => condition),
      ' and ',
    ),
  };
}

function languageOf(filter: string, name: string | null): FilterLang {
  if (name === null) return filter.trimStart().startsWith('{') ? 'cql2-json' : 'cql2-text';
  const found = languages.find((one) => one === name);
  if (found) return found;
  const expected = { sv: languages.join(' eller '), en: languages.join(' or ') };
  throw problem('bad-parameter', { name: 'filter-lang', value: name, expected });
}

function equals(definition: Definition, field: Field, text: string): Filter {
  const property = JSON.stringify({ property: field.name });
  const comparison =
    field.type === 'list'
      ? `{"op":"a_contains","args":[${property},${JSON.stringify([text])}]}`
      : `{"op":"=","args":[${property},${typedValue(field, text)}]}`;
  return parseFilter(comparison, 'cql2-json', definition, crs84);
}

/** As JSON. A whole number keeps its digits. */
function typedValue({ name, type }: Field, text: string): string {
  const wrong = (sv: string, en: string) => problem('bad-parameter', { name, value: text, expected: { sv, en } });
  switch (type) {
    case 'integer':
    case 'double': {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) throw wrong('ett tal', 'a number');
      return /^-?\d+$/.test(text) ? BigInt(text).toString() : String(value);
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw wrong('true eller false', 'true or false');
      return text;
    default:
      return JSON.stringify(text);
  }
}

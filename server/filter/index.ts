import type { Sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { canonicalJson, hasGeometry } from './canonical.ts';
import { compileFilter } from './compile.ts';
import { parseJson } from './json.ts';
import { conjuncts, propertiesOf } from './parts.ts';
import { queryables } from './queryables.ts';
import type { FilterCrs } from './shape.ts';
import { parseText } from './text.ts';

export { queryables, supportsArrays } from './queryables.ts';
export type { FilterCrs } from './shape.ts';

export type FilterLang = 'cql2-text' | 'cql2-json';

/** One of the conditions that a filter asks for together. */
export interface FilterPart {
  /** Names of the properties that it mentions, each once. */
  readonly properties: readonly string[];
  readonly condition: Sql;
}

export interface Filter {
  /** The same text for filters that are the same at a glance: CQL2 JSON, and the CRS where it says something. */
  readonly canonical: string;
  /** For the `where` of a statement over `fromTables(definition)`. Raises no error, whatever is in the table. */
  readonly condition: Sql;
}

/** A filter that somebody wrote. */
export interface WrittenFilter extends Filter {
  /** What AND joins at the top, each part by itself: together they are the condition. */
  parts(): readonly FilterPart[];
}

/**
 * Reads a filter (OGC 21-065r2) against what the dataset lets people ask about. Coordinates in it are in `crs`, in its axis
 * order. Throws a 400 problem that says where it is wrong and what would be right.
 */
export function parseFilter(text: string, lang: FilterLang, definition: Definition, crs: FilterCrs): WrittenFilter {
  const expression = lang === 'cql2-text' ? parseText(text) : parseJson(text);
  const json = canonicalJson(expression);
  const scope = { definition, queryables: queryables(definition), crs };
  return {
    canonical: hasGeometry(expression) ? `${json} EPSG:${crs.srid}${crs.flipped ? ' north,east' : ''}` : json,
    condition: compileFilter(expression, scope),
    parts: () =>
      conjuncts(expression).map((part) => ({
        properties: propertiesOf(part),
        condition: compileFilter(part, scope),
      })),
  };
}

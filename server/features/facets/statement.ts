import { identifier, join, raw, type Sql, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { fromTables, publicCondition } from '../../datasets/select.ts';
import type { FilterPart } from '../../filter/index.ts';
import type { Published } from '../../geometry/layers.ts';
import { matching, type Selection } from '../selection.ts';
import type { FacetColumn } from './columns.ts';

/** A facet, and into which bars its values go: where each begins, as PostgreSQL reads them. */
export interface CountedColumn extends FacetColumn {
  edges?: readonly (number | string)[] | undefined;
}

/** One line of what the statement tells of a facet. */
export interface FacetLine {
  [column: string]: unknown;
  /** -1: all that match the whole filter. Else the facet's place in the list. */
  facet: number;
  /** Null: the line is about the facet as a whole. Else a value, or the number of a bar from 1. */
  value: string | null;
  count: number;
  /** Of the whole. */
  missing: number | null;
  least: string | null;
  most: string | null;
}

/** So many values are told of a field without a list of codes, and beside those of one with. */
export const mostValues = 20;

/** `select` of one row: the least and the most of each facet that is a number or a time, of all public features. */
export function boundsStatement(definition: Definition, columns: readonly FacetColumn[]): Sql {
  const bounds = columns.map(({ value }) => sql`min(${value})::text, max(${value})::text`);
  return sql`select array[${join(bounds)}] as bounds from ${fromTables(definition)} where ${publicCondition(definition)}`;
}

/**
 * Counts all facets by one look at the table. A part of the filter that mentions one facet only is left out where that facet
 * is counted, and holds for all others.
 */
export function facetStatement(
  published: Published,
  { filter: _, ...selection }: Selection,
  parts: readonly FilterPart[],
  columns: readonly CountedColumn[],
): Sql {
  const placeOf = ({ properties: [only, ...others] }: FilterPart) =>
    others.length > 0 ? -1 : columns.findIndex(({ field }) => field.name === only);
  const common = parts.filter((part) => placeOf(part) < 0).map(({ condition }) => condition);
  const own = columns.map((_column, index) =>
    parts.filter((part) => placeOf(part) === index).map(({ condition }) => condition),
  );
  const filter = common.length > 0 ? { canonical: '', condition: and(common) } : undefined;
  const read = columns.flatMap(({ value, isMissing }, index) => [
    sql`${value} as ${name('v', index)}`,
    ...(isMissing ? [sql`(${isMissing}) as ${name('n', index)}`] : []),
    ...(own[index]?.length ? [sql`coalesce(${and(own[index])}, false) as ${name('o', index)}`] : []),
  ]);
  const holds = (but: number) =>
    and(columns.flatMap((_column, index) => (index !== but && own[index]?.length ? [name('o', index)] : [])));
  const lines = columns.flatMap((column, index) => linesOf(column, index, holds(index)));
  return sql`with matched as materialized (
      select ${join([...read, raw('1 as one')])} ${matching(published, { ...selection, filter })})
    ${join([wholes(columns, holds), ...lines], ' union all ')}`;
}

function name(kind: 'v' | 'n' | 'o', index: number): Sql {
  return identifier(`${kind}${index}`);
}

function and(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? sql`(${join(conditions, ' and ')})` : raw('true');
}

/** All facets as wholes by one aggregate, each then a line of its own. */
function wholes(columns: readonly FacetColumn[], holds: (but: number) => Sql): Sql {
  const all = [-1, ...columns.keys()];
  const each = (of: (index: number) => Sql) => sql`array[${join(all.map(of))}]`;
  const bound = (of: 'min' | 'max') => (index: number) => {
    const kind = columns[index]?.kind;
    if (kind !== 'numbers' && kind !== 'days') return raw('null::text');
    return sql`(${raw(of)}(${name('v', index)}) filter (where ${holds(index)}))::text`;
  };
  const counted = each((index) => sql`count(*) filter (where ${holds(index)})`);
  const missing = each((index) => {
    const isMissing = columns[index]?.isMissing ? name('n', index) : sql`${name('v', index)} is null`;
    return index < 0 ? raw('0') : sql`count(*) filter (where ${holds(index)} and ${isMissing})`;
  });
  return sql`select line.place::int - 2 as facet, null::text as value, line.count, line.missing, line.least, line.most
    from (select ${counted} as counted, ${missing} as missing, ${each(bound('min'))} as least, ${each(bound('max'))} as most
      from matched) whole,
    unnest(whole.counted, whole.missing, whole.least, whole.most) with ordinality line (count, missing, least, most, place)`;
}

/** The values of one facet, or its bars. */
function linesOf({ kind, field, edges }: CountedColumn, index: number, holds: Sql): Sql[] {
  const value = name('v', index);
  const lines = (of: Sql, from: Sql, condition: Sql, last: Sql) => sql`(
    select ${raw(String(index))}, (${of})::text, count(*), null::bigint, null::text, null::text
    from ${from} where ${condition} and ${holds} group by 2${last})`;
  if (kind === 'values') {
    const codes = (field.codes ?? []).map((code) => code.value);
    const isList = field.type === 'list';
    const from = isList
      ? sql`matched cross join lateral (select distinct part from unnest(matched.${value}) part) each`
      : raw('matched');
    const of = isList ? raw('each.part') : value;
    const last = sql` order by (${of}) = any (${codes}::text[]) desc, count(*) desc, (${of}) collate "C"
      limit ${codes.length + mostValues}`;
    return [lines(of, from, sql`${of} is not null`, sql`, (${of})${last}`)];
  }
  if (!edges || edges.length === 0) return [];
  const type = raw(kind === 'days' ? 'date' : 'double precision');
  const bar = sql`width_bucket(${value}::${type}, ${edges.map(String)}::${type}[])`;
  return [lines(bar, raw('matched'), sql`${value} is not null`, raw(''))];
}

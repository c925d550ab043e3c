import { empty, identifier, join, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, publicCondition, reprojected, temporalColumn } from '../datasets/select.ts';
import type { Filter } from '../filter/index.ts';
import { fullBand } from '../geometry/bands.ts';
import { derivedSource } from '../geometry/derived.ts';
import type { Published } from '../geometry/layers.ts';
import { type Bbox, intersectsBbox } from './bbox.ts';
import { type TimeRange, withinTime } from './datetime.ts';
import { comesAfter, cursorColumn, orderBy, type Place, type Sorting } from './sorting.ts';

/** Which features of a dataset are wanted. */
export interface Selection {
  definition: Definition;
  bbox?: Bbox | undefined;
  datetime?: TimeRange | undefined;
  filter?: Filter | undefined;
  /** Only the feature with this key. */
  key?: string;
}

/** `… from … where …` of the public features that match. */
export function matching(published: Published, { definition, bbox, datetime, filter, key }: Selection): Sql {
  const prepared = definition.geometry && bbox && { bbox, ...preparedGeometry(published, definition) };
  const temporal = datetime && temporalColumn(definition);
  const conditions = [
    publicCondition(definition),
    ...(prepared ? [intersectsBbox(prepared.geometry, prepared.bbox)] : []),
    ...(datetime && temporal ? [withinTime(temporal, datetime)] : []),
    ...(filter ? [filter.condition] : []),
    ...(key === undefined ? [] : [sql`t.${identifier(definition.key)} = ${key}`]),
  ];
  return sql`from ${fromTables(definition)}${prepared ? prepared.join : empty} where ${join(conditions, ' and ')}`;
}

/** The geometry of a dataset's features in EPSG:3857, with an index where it is kept, and the join that it comes by. */
export function preparedGeometry(published: Published, definition: Definition): { join: Sql; geometry: Sql } {
  // What was has no geometry made ready.
  if (definition.asOf && definition.geometry) {
    return { join: empty, geometry: reprojected(sql`t.${identifier(definition.geometry.column)}`, 3857) };
  }
  const source = derivedSource(published.layer(definition.id));
  return {
    join: sql` join ${source} d on d.key = t.${identifier(definition.key)}`,
    geometry: sql`d.${identifier(fullBand.column)}`,
  };
}

/** The same text for the same selection, whatever the words it came in. */
export function canonicalOf({ bbox, datetime, filter }: Selection): string {
  return JSON.stringify([bbox ?? null, datetime ?? null, filter?.canonical ?? null]);
}

/** Which part of a selection is read. */
export interface Slice {
  after?: Place | undefined;
  /** So many features before it are passed over: slow where they are many. */
  offset?: number;
  limit: number;
}

/**
 * A page of a selection in its order: the wanted columns, and `cursor`, the values after which the next page starts.
 */
export function pageOf(
  published: Published,
  selection: Selection,
  columns: Sql,
  { sorting, after, offset, limit }: Slice & { sorting: Sorting },
): Sql {
  const later = after ? sql` and ${comesAfter(sorting, after)}` : empty;
  return sql`select ${columns}, ${cursorColumn(sorting)} as cursor
    ${matching(published, selection)}${later}
    order by ${orderBy(sorting)} limit ${limit}${offset ? sql` offset ${offset}` : empty}`;
}

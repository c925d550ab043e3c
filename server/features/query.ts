import type { Database, Row } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import {
  fromTables,
  plainValue,
  publicColumns,
  publicCondition,
  reprojected,
  seriesObject,
} from '../datasets/select.ts';
import { fullBand } from '../geometry/bands.ts';
import { derivedSource } from '../geometry/derived.ts';
import type { Published } from '../geometry/layers.ts';
import type { Bbox } from './parameters.ts';

/** Which features of a dataset are wanted. */
export interface FeatureQuery {
  definition: Definition;
  bbox?: Bbox | undefined;
  /** Only features whose key comes after this one, in key order. */
  after?: string | undefined;
}

interface FeatureRow extends Row {
  feature_key: string;
  geometry: string | null;
  properties: string;
}

/** A feature as the text of a GeoJSON Feature in CRS84, and the key that the next page starts after. */
export interface FeatureText {
  key: string;
  text: string;
}

/** At most `limit` public features in key order, each key once however the pages are cut. */
export async function readFeatures(
  database: Database,
  published: Published,
  query: FeatureQuery,
  limit: number,
): Promise<FeatureText[]> {
  const key = sql`t.${identifier(query.definition.key)}`;
  const rows = await database.query<FeatureRow>(sql`
    ${selectFeature(query.definition)}
    from ${source(published, query)}
    where ${condition(query)}${query.after === undefined ? raw('') : sql` and ${key} > ${query.after}`}
    order by ${key}
    limit ${limit}`);
  return rows.map(toText);
}

/** A text that the key's type cannot be (SQLSTATE class 22: not a UUID, not a number) is the key of nothing. */
function nothingWhenNoKey(error: unknown): FeatureRow[] {
  if (isBadValue(error)) return [];
  throw error;
}

/** The database could not read a value as the type of its column. */
export function isBadValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22');
}

/** One public feature by its key, or undefined. */
export async function readFeature(
  database: Database,
  published: Published,
  definition: Definition,
  key: string,
): Promise<string | undefined> {
  const [row] = await database
    .query<FeatureRow>(sql`
    ${selectFeature(definition)}
    from ${source(published, { definition })}
    where ${condition({ definition })} and t.${identifier(definition.key)} = ${key}`)
    .catch(nothingWhenNoKey);
  return row && toText(row).text;
}

/** The exact number of public features that match, whatever the page. */
export async function countFeatures(database: Database, published: Published, query: FeatureQuery): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    sql`select count(*) as count from ${source(published, query)} where ${condition(query)}`,
  );
  return row?.count ?? 0;
}

function selectFeature(definition: Definition): Sql {
  const columns = publicColumns(definition).map(
    (column) => sql`${plainValue(column)} as ${identifier(column.field.name)}`,
  );
  const own = sql`(select to_jsonb(p) from (select ${join(columns)}) p)`;
  const series = (definition.series ?? []).map((series) => sql` || coalesce(${seriesObject(series)}, '{}')`);
  const geometry = definition.geometry
    ? sql`st_asgeojson(${reprojected(sql`t.${identifier(definition.geometry.column)}`, 4326)}, 7)`
    : raw('null::text');
  return sql`select t.${identifier(definition.key)}::text as feature_key, ${geometry} as geometry,
    (${own}${join(series, '')})::text as properties`;
}

function source(published: Published, { definition, bbox }: FeatureQuery): Sql {
  const tables = fromTables(definition);
  if (!bbox || !definition.geometry) return tables;
  return sql`${tables} join ${derivedSource(published.layer(definition.id))} d on d.key = t.${identifier(definition.key)}`;
}

function condition({ definition, bbox }: FeatureQuery): Sql {
  if (!bbox || !definition.geometry) return publicCondition(definition);
  const geometry = sql`d.${identifier(fullBand.column)}`;
  // A bbox in degrees stays a rectangle in EPSG:3857, so nothing is lost by asking there.
  const boxes = bbox.map(([west, south, east, north]) => {
    const box = sql`st_transform(st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326), 3857)`;
    return sql`(${geometry} && ${box} and st_intersects(${geometry}, ${box}))`;
  });
  return sql`${publicCondition(definition)} and (${join(boxes, ' or ')})`;
}

function toText({ feature_key, geometry, properties }: FeatureRow): FeatureText {
  const id = JSON.stringify(feature_key);
  return {
    key: feature_key,
    text: `{"type":"Feature","id":${id},"geometry":${geometry ?? 'null'},"properties":${properties}}`,
  };
}

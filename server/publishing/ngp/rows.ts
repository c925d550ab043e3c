import type { Geometry } from 'geojson';
import type { Queryable } from '../../database/database.ts';
import { identifier, join, type Sql, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { plainValue, reprojected } from '../../datasets/select.ts';
import { matching, type Selection } from '../../features/index.ts';
import type { Published } from '../../geometry/layers.ts';
import { isObject, type Json } from './place.ts';

/** A row that is to be an object of a delivery. */
export interface OutgoingRow {
  key: string;
  /** By column, as JSON has them: dates as YYYY-MM-DD, times in UTC. */
  values: Json;
  /** The object that it came as. */
  raw: Json | undefined;
  /** EPSG:3006, east before north, whole millimetres. */
  geometry: Geometry | undefined;
}

/** The rows of a selection in the order of their keys, without invented ones, and how many those are. */
export async function outgoingRows(
  database: Queryable,
  published: Published,
  selection: Selection,
  condition: Sql,
): Promise<{ rows: OutgoingRow[]; examples: number }> {
  const { definition } = selection;
  const { geometry, exampleColumn } = definition;
  const raw = definition.import?.raw;
  const columns = definition.fields.map(
    (field) => sql`${plainValue({ field, expression: sql`t.${identifier(field.name)}` })} as ${identifier(field.name)}`,
  );
  const found = await database.query(sql`
    select ${join(columns)}, ${raw ? sql`t.${identifier(raw)}::text` : sql`null`} as allmanning_raw,
      ${geometry ? sql`st_asgeojson(${reprojected(sql`t.${identifier(geometry.column)}`, 3006)}, 3, 0)` : sql`null`} as allmanning_geometry
    ${matching(published, selection)} and ${condition} order by t.${identifier(definition.key)}`);
  const real = found.filter((row) => exampleColumn === undefined || row[exampleColumn] !== true);
  return { rows: real.map((row) => rowOf(definition, row)), examples: found.length - real.length };
}

function rowOf({ key }: Definition, row: Json): OutgoingRow {
  const { allmanning_raw: raw, allmanning_geometry: place, ...values } = row;
  const object: unknown = typeof raw === 'string' ? JSON.parse(raw) : undefined;
  const geometry: Geometry | undefined = typeof place === 'string' ? JSON.parse(place) : undefined;
  return { key: String(values[key]), values, raw: isObject(object) ? object : undefined, geometry };
}

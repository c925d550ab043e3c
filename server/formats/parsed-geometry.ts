import type { Geometry } from 'geojson';
import { z } from 'zod';
import { raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Crs, geometryOf } from '../features/index.ts';

/** Geometry for the formats that are written coordinate by coordinate: GeoJSON's arrays in any system, east before north. */

const geometrySchema = z.custom<Geometry>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** The text that `parsedGeometry` reads. */
export function geometryText(geometry: NonNullable<Definition['geometry']>, crs: Crs): Sql {
  return sql`st_asgeojson(${geometryOf(geometry, crs)}, ${raw(String(crs.decimals))}, 0)`;
}

export function parsedGeometry(text: unknown): Geometry | undefined {
  return typeof text === 'string' ? geometrySchema.parse(JSON.parse(text)) : undefined;
}

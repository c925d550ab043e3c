import { type Sql, sql } from '../database/sql.ts';
import type { Frame } from './frame.ts';

/** Parts of a side that is straight in the frame's system and bent in EPSG:3857. */
const partsOfSide = 16;

/**
 * A rectangle in EPSG:3857 that holds the frame as far as its system goes: degrees beyond the edge of Web Mercator and metres
 * far outside Sweden are no places there.
 */
export function frameInMercator({ crs, box }: Frame): Sql {
  const [left, bottom, right, top] = crs.area;
  const [west, south] = [clamp(box[0], left, right), clamp(box[1], bottom, top)];
  const [east, north] = [clamp(box[2], left, right), clamp(box[3], bottom, top)];
  const rectangle = sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, ${crs.srid}::int)`;
  if (crs.srid === 3857) return rectangle;
  const side = Math.max(east - west, north - south) / partsOfSide;
  if (side === 0) return sql`st_transform(${rectangle}, 3857)`;
  // Between the corners of a bent side something may reach a little farther in.
  return sql`st_envelope(st_expand(st_transform(st_segmentize(${rectangle}, ${side}::float8), 3857), ${crs.unit === 'degree' ? 0 : side / 50}::float8))`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

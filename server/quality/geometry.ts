import { identifier, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { reprojected } from '../datasets/select.ts';

/** Geometry as checks reckon with it: mended first, since GEOS throws at what is not valid. PostGIS 3.3 and later. */

/** The geometry of a row in metres (EPSG:3006); a dataset without geometry cannot be asked. */
export function placeOf({ id, geometry }: Definition, row: Sql): Sql {
  if (!geometry) throw new Error(`${id} has no geometry to check`);
  const place = sql`${row}.${identifier(geometry.column)}`;
  return geometry.srid === 3006 ? place : reprojected(place, 3006);
}

export function sound(geometry: Sql): Sql {
  return sql`case when st_isvalid(${geometry}) then ${geometry} else st_makevalid(${geometry}) end`;
}

/** What of it is surface. */
export function surfaces(geometry: Sql): Sql {
  return sql`st_collectionextract(${sound(geometry)}, 3)`;
}

/** The width of a long strip: area by half the way round. */
export function widthOf(surface: Sql): Sql {
  return sql`2 * st_area(${surface}) / nullif(st_perimeter(${surface}), 0)`;
}

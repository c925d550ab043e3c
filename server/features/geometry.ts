import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { reprojected } from '../datasets/select.ts';
import type { Crs } from './crs.ts';

/** A feature's geometry in a system, east before north, or null where it cannot be. */
export function geometryOf({ column, type }: NonNullable<Definition['geometry']>, { srid }: Crs): Sql {
  const stored = sql`t.${identifier(column)}`;
  return reprojected(type === 'Geometry' ? withoutNesting(stored) : stored, srid);
}

/** A collection within a collection, which GeoJSON and most programs have no place for, as one of its parts. */
function withoutNesting(geometry: Sql): Sql {
  return sql`case when geometrytype(${geometry}) = 'GEOMETRYCOLLECTION' and exists (
      select from generate_series(1, st_numgeometries(${geometry})) n
      where geometrytype(st_geometryn(${geometry}, n)) = 'GEOMETRYCOLLECTION')
    then (select st_collect(part.geom) from st_dump(${geometry}) part) else ${geometry} end`;
}

/**
 * A point on the feature, for a name or a cell of a sheet. The same one in every system: it is chosen in the stored one.
 */
export function pointOn({ column, srid }: NonNullable<Definition['geometry']>, crs: Crs): Sql {
  return reprojected(sql`st_pointonsurface(${reprojected(sql`t.${identifier(column)}`, srid)})`, crs.srid);
}

/** The columns `allmanning_x` and `allmanning_y`, rounded, of a page's column that holds a point. */
export function coordinatesOf(point: string, { decimals }: Crs): Sql {
  const rounded = (read: string) =>
    sql`round(${raw(read)}(page.${identifier(point)})::numeric, ${raw(String(decimals))})::double precision`;
  return sql`${rounded('st_x')} as allmanning_x, ${rounded('st_y')} as allmanning_y`;
}

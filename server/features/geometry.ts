import { identifier, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { reprojected } from '../datasets/select.ts';
import type { Crs } from './crs.ts';

/** A feature's geometry in a system, east before north, or null where it cannot be. */
export function geometryOf({ column }: NonNullable<Definition['geometry']>, { srid }: Crs): Sql {
  return reprojected(sql`t.${identifier(column)}`, srid);
}

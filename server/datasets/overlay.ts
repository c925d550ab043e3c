import { raw, type Sql, sql } from '../database/sql.ts';

/**
 * What two surfaces, or several, have in common or not: geometry in metres. On a grid of a tenth of a millimetre GEOS needs
 * no second try. Without one it throws and tries again where edges nearly coincide, and the embedded database then
 * loses the statement: no rows come, whatever there are (database/embedded/turns.ts).
 */
const grid = raw('0.0001');

export function difference(geometry: Sql, without: Sql): Sql {
  return sql`st_difference(${geometry}, ${without}, ${grid})`;
}

export function intersection(one: Sql, other: Sql): Sql {
  return sql`st_intersection(${one}, ${other}, ${grid})`;
}

/** An aggregate. */
export function union(geometries: Sql): Sql {
  return sql`st_unaryunion(st_collect(${geometries}), ${grid})`;
}

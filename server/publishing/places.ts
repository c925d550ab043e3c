import type { Geometry } from 'geojson';
import type { Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { backgroundSubject } from '../datasets/subjects.ts';

/** Simplified, in whole metres of EPSG:3006, easting before northing. */
export type Shape = Geometry;

/** Where rows of a dataset came, changed and went, for the small map of a report. */
export interface Places {
  added: Shape[];
  changed: Shape[];
  removed: Shape[];
  /** What lies around them: rows of the dataset and of the map's background. */
  around: { own: Shape[]; background: Shape[] };
}

/** Of each kind. */
export const mostShapes = 2_000;
const mostOfBackground = 400;
/** A shape's detail: this part of its own width. */
const detail = 1 / 60;

export function noPlaces(): Places {
  return { added: [], changed: [], removed: [], around: { own: [], background: [] } };
}

/** A geometry as a shape. What simplifies to nothing is its middle. */
export function asShape(geometry: Sql): Sql {
  const here = sql`st_transform(${geometry}, 3006)`;
  const width = sql`greatest(st_xmax(${here}) - st_xmin(${here}), st_ymax(${here}) - st_ymin(${here}))`;
  return sql`st_asgeojson(coalesce(st_simplify(st_force2d(${here}), ${width} * ${detail}::float8), st_centroid(${here})), 0)::json`;
}

/** Easting and northing of the south-west and the north-east corner. */
export type Frame = readonly [west: number, south: number, east: number, north: number];

/** Fills in what lies around, within a frame in EPSG:3006. */
export async function lookAround(
  database: Queryable,
  definitions: readonly Definition[],
  own: Definition,
  places: Places,
  frame: Frame,
): Promise<void> {
  places.around.own.push(...(await within(database, own, frame, mostShapes)));
  for (const definition of definitions) {
    if (definition.id === own.id || definition.map?.subject !== backgroundSubject) continue;
    places.around.background.push(...(await within(database, definition, frame, mostOfBackground)));
  }
}

async function within(database: Queryable, { table: name, geometry }: Definition, frame: Frame, most: number) {
  if (!geometry) return [];
  const [west, south, east, north] = frame;
  const place = sql`t.${identifier(geometry.column)}`;
  const box = sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 3006)`;
  try {
    const rows = await database.query<{ shape: Shape }>(sql`
      select ${asShape(place)} as shape from ${table(name)} t
      where ${place} && st_transform(${box}, ${geometry.srid}::int) and not st_isempty(${place}) limit ${most}`);
    return rows.map(({ shape }) => shape);
  } catch (error) {
    // A dataset may be without its table; what was published is published, and can be told without it.
    if (refusalOf(error) === undefined) throw error;
    return [];
  }
}

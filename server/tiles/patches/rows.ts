import type { Row } from '../../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../../database/sql.ts';
import type { Band } from '../../geometry/bands.ts';
import { derivedSource } from '../../geometry/derived.ts';
import { attributeNames, drawnRows, reached, reaches } from '../../geometry/drawn-rows.ts';
import type { Layer } from '../../geometry/layers.ts';
import { inMatrixSet, reachOf } from '../tile-envelope.ts';
import { matrixSetOf, type TileCoordinates } from '../tile-matrix-sets.ts';

/** Which rows of a square: of a band of zooms, those that may be drawn down to `zoom`, and no more than `most`. */
export interface Wanted {
  band: Band;
  zoom: number;
  most?: number;
}

/** The features of a square in its coordinate system (see drawnRows). */
export function squareRows(layer: Layer, square: TileCoordinates, wanted: Wanted): Sql {
  const matrixSet = matrixSetOf(square);
  return drawnRows(layer, {
    ...wanted,
    reach: reachOf(square),
    into: (mercator) => inMatrixSet(matrixSet, mercator),
    withGeometry: layer.shape === 'whole',
  });
}

/** The same as it travels: geometry as well-known binary. */
export function patchQuery(layer: Layer, square: TileCoordinates, wanted: Wanted): Sql {
  const { columns, series } = attributeNames(layer.definition, wanted.zoom);
  const names = [...columns.map(({ alias }) => alias), ...series];
  return sql`select feature_id, dimension, longest, area, st_x(point) as x, st_y(point) as y,
      st_asbinary(geometry, 'NDR') as wkb ${join(
        names.map((name) => sql`, ${identifier(name)}`),
        '',
      )}
    from (${squareRows(layer, square, wanted)}) r`;
}

export interface PatchRow extends Row {
  /** A whole number. */
  feature_id: number;
  dimension: number;
  longest: number;
  area: number;
  /** Null: outside what the coordinate system covers. */
  x: number | null;
  y: number | null;
  wkb: Buffer | null;
}

/** How many rows there may be for a tile, whatever is left out. */
export function countRows(layer: Layer, tile: TileCoordinates, zoom: number): Sql {
  return sql`select count(*)::int as rows from ${reached(layer, { reach: reachOf(tile), zoom })}`;
}

/** As many of the features around a square as are there, but no more than `most`. */
export function countReached(layer: Layer, square: TileCoordinates, most: number): Sql {
  return sql`select count(*)::int as rows from (
    select from ${derivedSource(layer)} d where ${reaches(reachOf(square))} limit ${raw(String(most))}) r`;
}

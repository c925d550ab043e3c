import type { Box } from '../changes/log.ts';
import { join, raw, type Sql, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import { matrixSetOf, type TileCoordinates, type TileMatrixSet, webMercatorQuad } from './tile-matrix-sets.ts';

/**
 * Where tiles lie, in SQL. Derived geometry is in EPSG:3857: rows are found there, for tiles of other matrix sets by a
 * rectangle around them, and what is found is moved corner by corner.
 */

/** The tile's square in the coordinate system of its matrix set, with a margin in shares of its width. */
export function tileEnvelope(tile: TileCoordinates, margin = 0): Sql {
  const { z, x, y } = tile;
  return envelopeOf(matrixSetOf(tile), { z: sql`${z}::int`, x: sql`${x}::int`, y: sql`${y}::int` }, margin);
}

/** The same for tiles whose z, x and y are columns. */
export function envelopeOf(matrixSet: TileMatrixSet, { z, x, y }: Record<'z' | 'x' | 'y', Sql>, margin: number): Sql {
  const wider = margin === 0 ? raw('') : sql`, margin => ${raw(String(margin))}`;
  if (matrixSet === webMercatorQuad) return sql`st_tileenvelope(${z}, ${x}, ${y}${wider})`;
  const { centre, half, srid, halvings } = matrixSet;
  const square = [centre.east - half, centre.north - half, centre.east + half, centre.north + half, srid].join(', ');
  return sql`st_tileenvelope(${z} + ${raw(String(halvings))}, ${x}, ${y}, bounds => st_makeenvelope(${raw(square)})${wider})`;
}

/**
 * A line that is straight in the matrix set bends in EPSG:3857, by this much (metres there) when it is 17 km long: so far
 * outside its corners' rectangle a feature may still reach.
 */
const bend = 20;

/** A rectangle in EPSG:3857 that holds the tile and its buffer. */
export function reachOf(tile: TileCoordinates): Sql {
  const square = tileEnvelope(tile, buffer / extent);
  if (matrixSetOf(tile) === webMercatorQuad) return square;
  return sql`st_expand(${inMercator(square)}, ${raw(String(bend))})`;
}

/** A rectangle of another matrix set in EPSG:3857, where its sides bend: with corners enough to keep to them. */
function inMercator(square: Sql): Sql {
  return sql`st_transform(st_segmentize(${square}, (st_xmax(${square}) - st_xmin(${square})) / 16), 3857)`;
}

/** Beyond this (EPSG:3857) there is no tile of SWEREF 99 TM, and far beyond it no coordinate. */
const sweref = { west: -5_600_000, south: 3_000_000, east: 10_100_000, north: 15_500_000 } as const;
const swerefArea = raw(`st_makeenvelope(${sweref.west}, ${sweref.south}, ${sweref.east}, ${sweref.north}, 3857)`);

/** EPSG:3857 geometry in the coordinate system of a matrix set, as far as that goes. */
export function inMatrixSet({ srid }: TileMatrixSet, geometry: Sql): Sql {
  if (srid === 3857) return geometry;
  // Whatever lies inside is not copied.
  return sql`st_transform(st_clipbybox2d(${geometry}, ${swerefArea}), ${raw(String(srid))})`;
}

/** For each box in EPSG:3857 that reaches into the matrix set, a rectangle there that holds it: west, south, east, north. */
export function rectanglesIn(matrixSet: TileMatrixSet, boxes: readonly Box[]): Sql {
  const edges = [0, 1, 2, 3].map((edge) => sql`${boxes.map((box) => box[edge])}::double precision[]`);
  const bent = inMatrixSet(
    matrixSet,
    sql`st_segmentize(st_makeenvelope(b.west, b.south, b.east, b.north, 3857), greatest(b.side / 16, 1))`,
  );
  return sql`
    select st_xmin(r.box) as west, st_ymin(r.box) as south, st_xmax(r.box) as east, st_ymax(r.box) as north
    from (select *, greatest(east - west, north - south) as side
        from unnest(${join(edges)}) u (west, south, east, north)) b,
      lateral (select st_expand(${bent}, ${raw(String(bend))} + b.side / 500) as box) r
    where not st_isempty(r.box)`;
}

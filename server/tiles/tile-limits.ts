import type { Box } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { buffer, extent } from '../geometry/bands.ts';
import type { Bounds } from '../geometry/extent.ts';
import { inMercator } from '../geometry/mercator.ts';
import { rectanglesIn } from './tile-envelope.ts';
import { type TileMatrixSet, tilesAcross, tileWidth, webMercatorQuad } from './tile-matrix-sets.ts';

/** Of a tile matrix, the rows and columns that have data (17-083r4 §7.4, TileMatrixLimits). */
interface TileMatrixLimits {
  tileMatrix: string;
  minTileRow: number;
  maxTileRow: number;
  minTileCol: number;
  maxTileCol: number;
}

/** A rectangle in degrees as one of the matrix set's system. */
export async function boxIn(database: Queryable, matrixSet: TileMatrixSet, bounds: Bounds): Promise<Box> {
  const box: Box = inMercator(bounds);
  if (matrixSet === webMercatorQuad) return box;
  const [moved] = await database.query<{ west: number; south: number; east: number; north: number }>(
    rectanglesIn(matrixSet, [box]),
  );
  // Where the system ends nobody can say.
  return moved ? [moved.west, moved.south, moved.east, moved.north] : everywhere;
}

const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity];

/** The tiles of each tile matrix that a rectangle reaches, with what reaches over a tile's edge: a share of its width. */
export function limitsOf(
  matrixSet: TileMatrixSet,
  [west, south, east, north]: Box,
  reach: number = buffer / extent,
): TileMatrixLimits[] {
  const left = matrixSet.centre.east - matrixSet.half;
  const top = matrixSet.centre.north + matrixSet.half;
  return Array.from({ length: matrixSet.deepest + 1 }, (_, z) => {
    const width = tileWidth(matrixSet, z);
    const margin = width * reach;
    const last = tilesAcross(matrixSet, z) - 1;
    const within = (place: number) => Math.min(last, Math.max(0, Math.floor(place / width)));
    return {
      tileMatrix: String(z),
      minTileRow: within(top - north - margin),
      maxTileRow: within(top - south + margin),
      minTileCol: within(west - margin - left),
      maxTileCol: within(east + margin - left),
    };
  });
}

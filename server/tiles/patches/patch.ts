import type { Definition } from '../../datasets/definition.ts';
import { bandOf, fullBand } from '../../geometry/bands.ts';
import { type PatchRows, type Place, patchUnits } from '../encoder/patch-rows.ts';
import { matrixSetOf, nearestZoom, type TileCoordinates } from '../tile-matrix-sets.ts';
import type { Tileset } from '../tilesets.ts';

/**
 * The rows of a layer in the square of a tile, from which all tiles inside it are made without asking the database: of a
 * band of zooms, since each has its own generalised geometry.
 */
export interface Patch {
  /** The layer's, with the band in its key. */
  tileset: Tileset;
  z: number;
  x: number;
  y: number;
  definition: Definition;
  /** Undefined: too many to be kept together. Ask for a smaller square. */
  rows: PatchRows | undefined;
  /** `Date.now()` when they were read. */
  readAt: number;
  /** A change has come that may be one of theirs, and it is being found out: nothing made of them is kept. */
  doubted: boolean;
  used: boolean;
  kept: boolean;
  onDrop: (() => void)[];
}

/**
 * The largest squares that rows are kept for, by band: its first zoom. Close up from z 12, which is 5 km here: some
 * hundred rows, read once for a thousand tiles.
 */
const fullBandFrom = 12;

/** By zoom, that of the largest squares. */
const topZooms = Array.from({ length: 30 }, (_, zoom) => {
  if (bandOf(zoom) === fullBand) return fullBandFrom;
  return Array.from({ length: zoom + 1 }, (_, other) => other).find((other) => bandOf(other) === bandOf(zoom)) ?? zoom;
});

/** The tile matrix of the largest square around a tile whose rows it is made of. */
export function topMatrixOf(tile: TileCoordinates): number {
  const zoom = nearestZoom(tile);
  return Math.max(0, tile.z - zoom + (topZooms[zoom] ?? zoom));
}

/** The square of a tile matrix that holds a tile. */
export function squareAround({ matrixSet, z, x, y }: TileCoordinates, matrix: number): TileCoordinates {
  const square = { z: matrix, x: x >> (z - matrix), y: y >> (z - matrix) };
  return matrixSet ? { matrixSet, ...square } : square;
}

/** Where a square lies, in its matrix set: metres of its upper left corner, and patch units a metre. */
export function frameOf(square: TileCoordinates): { west: number; north: number; scale: number } {
  const { centre, half, halvings } = matrixSetOf(square);
  const width = (2 * half) / 2 ** (halvings + square.z);
  return {
    west: centre.east - half + square.x * width,
    north: centre.north + half - square.y * width,
    scale: patchUnits / width,
  };
}

/** Where a tile lies in a patch that holds it. */
export function placeIn(patch: Pick<Patch, 'z' | 'x' | 'y'>, tile: TileCoordinates): Place {
  const halved = tile.z - patch.z;
  return { halved, right: tile.x - patch.x * 2 ** halved, down: tile.y - patch.y * 2 ** halved };
}

import type { Definition } from '../../datasets/definition.ts';
import { bandOf, buffer, extent, fullBand } from '../../geometry/bands.ts';
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

/** Units across a patch: the tile units of its deepest tiles (ten zooms down) are 256 of them. */
export const patchUnits = 2 ** 30;

/** A tile shows so much around itself, and so a patch has it. */
export const patchBuffer = (patchUnits * buffer) / extent;

/** Rows in typed arrays, the most important first. Coordinates in patch units from the upper left corner, y downwards. */
export interface PatchRows {
  count: number;
  ids: Float64Array;
  /** 0 point, 1 line, 2 area. */
  dimensions: Uint8Array;
  /** Metres in EPSG:3857: longer side, and area (m²) as generalised. */
  longest: Float64Array;
  areas: Float64Array;
  /** For features too small for their outline, and for layers of points: x and y of each. */
  points: Int32Array;
  /** West, north, east, south of each. */
  boxes: Int32Array;
  /** What the geometry is: GeomType of a vector tile (1 point, 2 line, 3 polygon), 0: nothing but the point. */
  kinds: Uint8Array;
  /** Of feature n: lines or rings `lineStarts[n]` … `lineStarts[n + 1]`. */
  lineStarts: Uint32Array;
  /** Of line n: corners `cornerStarts[n]` … `cornerStarts[n + 1]`; rings without the first once more at the end. */
  cornerStarts: Uint32Array;
  corners: Int32Array;
  /** 1: a hole in the ring before that is none. */
  holes: Uint8Array;
  names: readonly PatchName[];
  /** Values as in a vector tile, each once: value n is bytes `valueStarts[n]` … `valueStarts[n + 1]`. */
  valueStarts: Uint32Array;
  valueBytes: Uint8Array;
  /** Of feature n: tags `tagStarts[n]` … `tagStarts[n + 1]`, number of the name and number of the value by turns. */
  tagStarts: Uint32Array;
  tags: Uint32Array;
  /** What they take in memory. */
  bytes: number;
}

/** An attribute, and from which zoom it is in tiles. */
export interface PatchName {
  name: string;
  minzoom: number;
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

/** A tile inside a patch: how often that was halved, and how many tiles to the right and down. */
export interface Place {
  halved: number;
  right: number;
  down: number;
}

/** The patch itself. */
export const wholeSquare: Place = { halved: 0, right: 0, down: 0 };

export function placeIn(patch: Pick<Patch, 'z' | 'x' | 'y'>, tile: TileCoordinates): Place {
  const halved = tile.z - patch.z;
  return { halved, right: tile.x - patch.x * 2 ** halved, down: tile.y - patch.y * 2 ** halved };
}

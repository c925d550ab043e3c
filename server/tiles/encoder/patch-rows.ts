import { buffer, extent } from '../../geometry/bands.ts';

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

/** A tile inside a patch: how often that was halved, and how many tiles to the right and down. */
export interface Place {
  halved: number;
  right: number;
  down: number;
}

/** The patch itself. */
export const wholeSquare: Place = { halved: 0, right: 0, down: 0 };

import type { Layer } from '../gdal-layer.ts';

/** What the thread that reads a GeoPackage says. */
export type Said =
  | { layers: readonly FoundLayer[] }
  | { rows: RowBatch }
  | { end: true }
  /** The row, from 1, whose geometry has too many bytes. */
  | { tooLarge: number }
  /** It is GDAL's to read: from here on, or from the beginning. */
  | { notOurs: true };

/** What it is asked: a layer first, then for each batch of its rows that may be read ahead. */
export type Asked = { layer: string } | { more: true };

/** As GDAL describes it. */
export type FoundLayer = Layer & {
  /** Nothing in it is beyond our reader as far as can be seen without its rows. */
  isOurs: boolean;
};

/** Rows in the order of the table, column by column where they are many and alike. */
export interface RowBatch {
  rowNumbers: readonly (number | string)[];
  /** Of each row, the values in the order of the layer's fields. */
  values: readonly (readonly unknown[])[];
  /** EWKB of all rows, one after the other; each ends at its `ends`. */
  bytes: Uint8Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  /** Eight numbers a row, see `measures`. */
  measures: Float64Array<ArrayBuffer>;
}

/** Numbers of a row in `measures`: type (0: no geometry), corners, dimension (-1: mixed), state, west, south, east, north. */
export const measuresOfRow = 8;
export const state = { whole: 0, empty: 1, broken: 2 } as const;

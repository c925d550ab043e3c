import type { Geometry } from 'geojson';
import type { Field } from '../../datasets/definition.ts';
import type { Shape } from '../checking/wkb.ts';

/** A row as it came, not checked. */
export interface SourceRow {
  /** Place in the file, from 1. */
  number: number;
  properties: Readonly<Record<string, unknown>>;
  /** In the file's own coordinates, east before north. */
  geometry: Geometry | null;
  /** The same, where the reader has it as bytes: `geometry` is then made when somebody asks for it. */
  shape?: Shape;
  /** Where rows of one file may be in different systems (NGP); else the source's. */
  srid?: number;
  /** Where a property has another column of the file in each row: property → column. */
  columns?: Readonly<Record<string, string>>;
  /** The object as it was delivered, where that is kept. */
  raw?: unknown;
}

/** What a reader gives: rows for one dataset. */
export interface Source {
  columns: readonly string[];
  /** No rows at all: nothing is missing in them. */
  isEmpty: boolean;
  /** How many rows, where that is known beforehand. */
  count?: number;
  hasGeometry: boolean;
  /** EPSG code; null when the file does not say. */
  srid: number | null;
  /** Types that the format itself gives its columns; a sheet has none. */
  types?: ReadonlyMap<string, Field['type']>;
  /** The column with the format's own number of a row, which no attribute says. */
  rowNumber?: string;
  /** The rows in the file's order, from the start each time. */
  rows(): AsyncIterable<SourceRow> | Iterable<SourceRow>;
  /** Values that the file speaks for even where it has no rows: a plan without provisions. */
  speaksFor?: readonly Readonly<Record<string, string>>[];
  /** As it would be delivered to the national platform, whose rules hold for it. */
  isDelivery?: true;
}

/** An opened file; `close` removes what reading it left behind. */
export interface OpenedFile {
  source: Source;
  notes: readonly { sv: string; en: string }[];
  close(): Promise<void>;
}

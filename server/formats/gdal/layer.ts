import type { Field, geometryTypes, Localized } from '../../datasets/definition.ts';

/** What a file says about the dataset that it holds: the public part of a definition. */
export interface Layer {
  /** The dataset's id. Names the layer, table, element or sheet. */
  name: string;
  title: Localized;
  description: Localized;
  /** The file's coordinate system as an EPSG code; null for a table without geometry. */
  geometry: { type: (typeof geometryTypes)[number]; srid: number } | null;
  fields: readonly LayerField[];
  /** The field that names a feature on a map (KML). */
  label?: string | undefined;
}

export type LayerField = Pick<Field, 'name' | 'type' | 'title' | 'description'>;

/** In the one form of `plainValue`: dates as YYYY-MM-DD, times as ISO 8601 in UTC. Lists as arrays or JSON text. */
export type Value = string | number | bigint | boolean | null | readonly unknown[];

export interface LayerRow {
  /** WKB or EWKB in hex, axis order east, north. */
  geometry: string | null;
  /** One for each field of the layer, in the same order. */
  values: readonly Value[];
}

/** A list as people read it in one cell; an import of ours reads it back. */
export function joinedList(json: string): string {
  const parts: unknown = JSON.parse(json);
  return Array.isArray(parts) ? parts.map(String).join('; ') : json;
}

/** The text of a value in a file of rows, and null for what is no value: nothing, NaN, infinity. */
export function textOf(value: Value): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

/** The dataset is too large for the format, which the public may be told. */
export class TooLarge extends Error {
  readonly limit: 'rows' | 'text' | 'size';
  constructor(limit: TooLarge['limit'], detail: string) {
    super(detail);
    this.limit = limit;
  }
}

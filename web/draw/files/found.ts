import type { Geometry } from 'geojson';

/** What a reader has found in a file, in the file's own coordinates, x before y. */
export interface Found {
  features: FoundFeature[];
  /** EPSG, as the file says; undefined: it does not. */
  system: number | undefined;
  /** What drawings do not have, by its name in the file, and how many there are. */
  skipped: Record<string, number>;
}

export interface FoundFeature {
  geometry: Geometry;
  /** What it is called, and all else that our own files keep (keeping.ts). */
  properties: Readonly<Record<string, unknown>>;
}

export function skip(found: Found, kind: string): void {
  found.skipped[kind] = (found.skipped[kind] ?? 0) + 1;
}

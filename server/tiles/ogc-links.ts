import type { Language } from '../http/language.ts';
import type { TileMatrixSet } from './tile-matrix-sets.ts';

/** What the documents of OGC API – Tiles Part 1 (20-057) link to. */

/** Where the service is, and the reader's language. */
export interface Place {
  baseUrl: string;
  lang: Language;
}

export interface Link {
  href: string;
  rel: string;
  type?: string;
  title?: string;
  templated?: true;
}

export const api = '/geodata/v1';
export const json = 'application/json';

export function relation(name: 'geodata' | 'tiling-scheme'): string {
  return `http://www.opengis.net/def/rel/ogc/1.0/${name}`;
}

export function epsg(srid: number): string {
  return `http://www.opengis.net/def/crs/EPSG/0/${srid}`;
}

export function matrixSetUrl(baseUrl: string, { id }: TileMatrixSet): string {
  return `${baseUrl}${api}/tileMatrixSets/${id}`;
}

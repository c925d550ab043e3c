import { problem } from '../http/problems.ts';
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from './tile-matrix-sets.ts';

/** What the addresses of OGC API – Tiles ask for. */

/** Absent: WebMercatorQuad. Throws a 404 problem for one that is not here. */
export function matrixSetNamed(id: string | undefined): TileMatrixSet {
  if (id === undefined) return webMercatorQuad;
  const found = tileMatrixSets.find((one) => one.id === id);
  if (!found) throw problem('no-such-page', { path: `/geodata/v1/tileMatrixSets/${id}` });
  return found;
}

/**
 * `collections=a,b` (20-057 §12): ids, or the addresses of collections. Absent: all. Gives the ids as our own addresses
 * have them.
 */
export function selectedCollections(query: URLSearchParams): string | undefined {
  const list = query.get('collections');
  if (list === null) return undefined;
  return list
    .split(',')
    .map((one) => one.replace(/^https?:\/\/.*\/collections\/([^/?#]+)\/?$/, '$1'))
    .join(',');
}

/** Throws a 400 problem when the query asks for another format than the only one. */
export function refuseFormat(query: URLSearchParams, only: string): void {
  const format = query.get('f');
  if (format === null || format === only) return;
  throw problem('bad-parameter', { name: 'f', value: format, expected: { sv: only, en: only } });
}

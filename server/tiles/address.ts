import { problem } from '../http/problems.ts';
import { type TileCoordinates, type TileMatrixSet, tilesAcross, webMercatorQuad } from './tile-matrix-sets.ts';

const mostDatasets = 20;

/** `b,a,a` → `['a', 'b']`: the order and repeats of a composite never make another tile. */
export function parseDatasets(list: string): string[] {
  const ids = [...new Set(list.split(',').filter(Boolean))].sort();
  if (ids.length === 0 || ids.length > mostDatasets) throw problem('tile-address', { most: mostDatasets });
  return ids;
}

/** Parses z, x and y of a tile. Throws a 400 problem when there is no such tile. */
export function parseCoordinates(matrixSet: TileMatrixSet, z: string, x: string, y: string): TileCoordinates {
  const zoom = wholeNumber(z);
  const { deepest } = matrixSet;
  if (zoom === undefined || zoom > deepest) throw problem('tile-zoom', { value: z, most: deepest });
  const column = wholeNumber(x);
  const row = wholeNumber(y);
  const side = tilesAcross(matrixSet, zoom);
  if (column === undefined || row === undefined || column >= side || row >= side) {
    throw problem('tile-outside', { x, y, z, most: side - 1 });
  }
  const coordinates = { z: zoom, x: column, y: row };
  return matrixSet === webMercatorQuad ? coordinates : { matrixSet, ...coordinates };
}

function wholeNumber(text: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}

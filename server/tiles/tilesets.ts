import { type Layer, layerName } from '../geometry/layers.ts';
import { type TileMatrixSet, webMercatorQuad } from './tile-matrix-sets.ts';

/** The tiles of some layers, with their filters, in one tile matrix set: what an address names before z, x and y. */
export interface Tileset {
  /** The same for all that is the same: `detaljplaner`, with matrix set and filters where there are any. */
  key: string;
  /** Names of its layers. */
  names: readonly string[];
  matrixSet: TileMatrixSet;
  /** There is no end of filtered ones, and each is for few. */
  filtered: boolean;
}

export function tilesetOf(layers: readonly Layer[], matrixSet: TileMatrixSet = webMercatorQuad): Tileset {
  const names = layers.map(layerName);
  const filtered = layers.some(({ filter }) => filter);
  const key = names.join(',');
  if (!filtered && matrixSet === webMercatorQuad) return { key, names, matrixSet, filtered };
  const filters = filtered ? JSON.stringify(layers.map(({ filter }) => filter?.canonical ?? null)) : '';
  return { key: `${key} ${matrixSet.id} ${filters}`, names, matrixSet, filtered };
}

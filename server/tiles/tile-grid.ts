import type { Bounds } from '../geometry/extent.ts';
import type { TileCoordinates } from './tile-matrix-sets.ts';

/** WebMercatorQuad: where a place in degrees lies among the tiles of a zoom. 2.5 is the middle of the third column. */

export function columnAt(longitude: number, z: number): number {
  return ((longitude + 180) / 360) * 2 ** z;
}

export function rowAt(latitude: number, z: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z;
}

/** All tiles of a zoom that a rectangle reaches. */
export function* tilesIn([west, south, east, north]: Bounds, z: number): Generator<TileCoordinates> {
  const within = (value: number) => Math.min(Math.max(Math.floor(value), 0), 2 ** z - 1);
  const bottom = within(rowAt(south, z));
  for (let x = within(columnAt(west, z)); x <= within(columnAt(east, z)); x++) {
    for (let y = within(rowAt(north, z)); y <= bottom; y++) yield { z, x, y };
  }
}

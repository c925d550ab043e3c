import type { Bounds } from '../geometry/extent.ts';
import type { TileCoordinates } from './address.ts';

/** All tiles of a zoom that a rectangle in degrees reaches. */
export function* tilesIn([west, south, east, north]: Bounds, z: number): Generator<TileCoordinates> {
  const side = 2 ** z;
  const within = (value: number) => Math.min(Math.max(Math.floor(value), 0), side - 1);
  const column = (longitude: number) => within(((longitude + 180) / 360) * side);
  const row = (latitude: number) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return within((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  };
  for (let x = column(west); x <= column(east); x++) {
    for (let y = row(north); y <= row(south); y++) yield { z, x, y };
  }
}

import type { Geometry } from 'geojson';

/** All positions of a GeoJSON geometry, east before north unless its system says otherwise. */
export function positions(geometry: Geometry | null): [number, number][] {
  if (!geometry) return [];
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positions);
  return pairs(geometry.coordinates);
}

function pairs(coordinates: unknown): [number, number][] {
  if (!Array.isArray(coordinates)) return [];
  const [first, second] = coordinates;
  if (typeof first === 'number' && typeof second === 'number') return [[first, second]];
  return coordinates.flatMap(pairs);
}

/** West, south, east, north: degrees or metres. */
export type Box = readonly [number, number, number, number];

/** The smallest box around positions, east before north. Undefined: there are none. */
export function boxAround(places: Iterable<readonly number[]>): Box | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [east = 0, north = 0] of places) {
    box[0] = Math.min(box[0], east);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box[0] > box[2] ? undefined : box;
}

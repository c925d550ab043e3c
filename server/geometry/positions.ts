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

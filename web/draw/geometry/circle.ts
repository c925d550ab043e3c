import type { Polygon, Position } from 'geojson';
import { placeAt } from './measure.ts';

/** Of a drawn circle: its area is 0.02 % less than the circle's. */
const usual = 180;

/** All that lies so many metres from a place, as an area whose corners lie on the circle; counter-clockwise (RFC 7946 §3.1.6). */
export function circleAround(centre: Position, radius: number, corners = usual): Polygon {
  const ring = Array.from({ length: corners }, (_, index) => placeAt(centre, -(360 * index) / corners, radius));
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [...centre]]] };
}

import { buffer } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { positions } from '../../../server/geometry/positions.ts';
import { mapped, mappedArea, type OneGeometry, planeAround } from './plane.ts';

/** Of a quarter of a circle around a corner. */
const steps = 16;
/** Degrees of a metre on turf's sphere (earthRadius of @turf/helpers). */
const degrees = 360 / (2 * Math.PI * 6_371_008.8);

/**
 * All that lies no more than so many metres from a geometry; with fewer than 0, an area without its rim. Undefined: nothing is left.
 *
 * Turf measures on a sphere, up to 0.3 % wrong here. So it is given our own plane, laid where its sphere has no distortion, at longitude
 * and latitude 0, and its metres are ours.
 */
export function bufferOf(geometry: OneGeometry, metres: number): Polygon | MultiPolygon | undefined {
  const plane = planeAround(positions(geometry));
  const laid = mapped(geometry, (position) => plane.flat(position).map((metre) => metre * degrees));
  const around = buffer(laid, metres, { units: 'meters', steps })?.geometry;
  if (!around || positions(around).length === 0) return undefined;
  return mappedArea(around, ([x = 0, y = 0]) => plane.round([x / degrees, y / degrees]));
}

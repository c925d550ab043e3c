import geodesic from 'geographiclib-geodesic';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { project, projections } from '../../../server/geometry/gauss-kruger.ts';

/** Figures of what is drawn, on the ellipsoid (WGS 84; Karney, J. Geodesy 87, 2013). Positions are longitude, latitude. */

const ellipsoid = geodesic.Geodesic.WGS84;

/** Metres along the shortest way over the ellipsoid from corner to corner. */
export function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, corner, index) => sum + distance(line[index] ?? corner, corner), 0);
}

export function distance([fromEast = 0, fromNorth = 0]: Position, [toEast = 0, toNorth = 0]: Position): number {
  return ellipsoid.Inverse(fromNorth, fromEast, toNorth, toEast).s12 ?? 0;
}

/** Degrees clockwise from true north, 0 up to 360, in which one leaves for another place. */
export function bearing([fromEast = 0, fromNorth = 0]: Position, [toEast = 0, toNorth = 0]: Position): number {
  const { azi1 = 0 } = ellipsoid.Inverse(fromNorth, fromEast, toNorth, toEast);
  return (azi1 + 360) % 360;
}

/** Where one comes after so many metres in a direction. */
export function placeAt([east = 0, north = 0]: Position, direction: number, metres: number): [number, number] {
  const { lon2 = east, lat2 = north } = ellipsoid.Direct(north, east, direction, metres);
  return [lon2, lat2];
}

/** Square metres on the ellipsoid, without the holes. */
export function areaOf(area: Polygon | MultiPolygon): number {
  return sumOfRings(area, (ring) => aroundRing(ring).area);
}

/** Square metres in SWEREF 99 TM, as ST_Area has them: some hundredths of a per cent less than on the ground in Enköping. */
export function gridAreaOf(area: Polygon | MultiPolygon): number {
  return sumOfRings(area, (ring) => {
    const flat = ring.map(([east = 0, north = 0]) => project(projections[3006], east, north));
    const [firstEast = 0, firstNorth = 0] = flat[0] ?? [];
    const twice = flat.slice(1).reduce((sum, [east, north], index) => {
      const [eastBefore, northBefore] = flat[index] ?? [firstEast, firstNorth];
      return sum + (eastBefore - firstEast) * (north - firstNorth) - (east - firstEast) * (northBefore - firstNorth);
    }, 0);
    return Math.abs(twice) / 2;
  });
}

/** Metres around, holes too. */
export function perimeterOf(area: Polygon | MultiPolygon): number {
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  return rings.reduce((sum, ring) => sum + aroundRing(ring).perimeter, 0);
}

/** Square metres of a circle of so many metres' radius on the sphere that fits the ellipsoid there: 1 in 10^9 up to 10 km. */
export function circleArea(radius: number): number {
  const sphere = 6_371_000;
  return 2 * Math.PI * sphere ** 2 * 2 * Math.sin(radius / sphere / 2) ** 2;
}

function sumOfRings({ type, coordinates }: Polygon | MultiPolygon, areaOfRing: (ring: Position[]) => number): number {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.reduce(
    (total, rings) => total + rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * areaOfRing(ring), 0),
    0,
  );
}

function aroundRing(ring: readonly Position[]): { area: number; perimeter: number } {
  const around = ellipsoid.Polygon(false);
  // The first corner once more at the end adds an edge of no length.
  for (const [east = 0, north = 0] of ring) around.AddPoint(north, east);
  const { area = 0, perimeter } = around.Compute(false, true);
  return { area: Math.abs(area), perimeter };
}

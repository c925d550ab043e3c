import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Drawing } from '../drawing.ts';
import { circleAround } from '../geometry/circle.ts';

/** A drawn area as the question, the filter and the selection of others. */

/** More corners make addresses that are cut on their way. */
export const mostCorners = 200;
/** Of a circle in an address: 0.1 % smaller than it is. */
const circleCorners = 72;

/** To the decimetre. Undefined: it has no extent. */
export function areaOf(drawing: Drawing): Polygon | MultiPolygon | undefined {
  const geometry =
    drawing.kind === 'circle'
      ? circleAround(drawing.geometry.coordinates, drawing.radius, circleCorners)
      : drawing.kind === 'area'
        ? drawing.geometry
        : undefined;
  const round = (ring: Position[]) => ring.map((position) => position.map((degrees) => Number(degrees.toFixed(6))));
  if (geometry?.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(round) };
  return geometry && { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(round)) };
}

export function cornersIn({ type, coordinates }: Polygon | MultiPolygon): number {
  const rings = type === 'Polygon' ? coordinates : coordinates.flat();
  return rings.reduce((sum, ring) => sum + ring.length - 1, 0);
}

const touching = 'S_INTERSECTS(geometry, ';

/** CQL2: features that touch the area, under what is filtered already but for another area. */
export function withArea(filter: string | undefined, area: Polygon | MultiPolygon): string {
  const own = `${touching}${wellKnownText(area)})`;
  const other = filter?.startsWith(touching) ? / AND \((.*)\)$/s.exec(filter)?.[1] : filter;
  return other ? `${own} AND (${other})` : own;
}

function wellKnownText({ type, coordinates }: Polygon | MultiPolygon): string {
  const ring = (positions: Position[]) => `(${positions.map(([x, y]) => `${x} ${y}`).join(', ')})`;
  const polygon = (rings: Position[][]) => `(${rings.map(ring).join(', ')})`;
  return type === 'Polygon' ? `POLYGON${polygon(coordinates)}` : `MULTIPOLYGON(${coordinates.map(polygon).join(', ')})`;
}

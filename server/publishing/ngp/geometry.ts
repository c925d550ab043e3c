import type { Geometry, Polygon, Position } from 'geojson';
import type { NgpGeometry } from './schema.ts';

/** An NGP geometry as GeoJSON, with the EPSG code of its coordinates. */
export interface Located {
  geometry: Geometry;
  srid: number;
}

export function locate({ geometri }: NgpGeometry): Located {
  const srid = Number(geometri.koordinatsystemPlan.slice('EPSG:'.length));
  const solid = geometri.typ === 'kropp' || geometri.typ === 'multikropp';
  return { geometry: solid ? footprint(geometri.position) : geometri.position, srid };
}

/** A body is told by its outer faces; seen from above those that do not stand upright make its surface. */
function footprint(geometry: Geometry): Geometry {
  if (geometry.type !== 'MultiPolygon') return geometry;
  const faces = geometry.coordinates
    .filter(([shell]) => shell && Math.abs(doubleArea(shell)) > 0.001)
    .map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return { type: 'GeometryCollection', geometries: faces };
}

function doubleArea(ring: readonly Position[]): number {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  let sum = 0;
  ring.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  });
  return sum;
}

/** Several surfaces of one plan as one. Undefined when they are in different systems. */
export function together(all: readonly Located[]): Located | undefined {
  const [first] = all;
  if (!first || all.length === 1) return first;
  if (all.some(({ srid }) => srid !== first.srid)) return undefined;
  return {
    srid: first.srid,
    geometry: { type: 'GeometryCollection', geometries: all.flatMap(({ geometry }) => parts(geometry)) },
  };
}

function parts(geometry: Geometry): Geometry[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(parts);
  if (geometry.type === 'MultiPolygon') {
    return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  }
  return [geometry];
}

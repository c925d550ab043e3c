import type { Geometry, GeometryCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { type Projection, project, unproject } from '../../../server/geometry/gauss-kruger.ts';
import { boxAround } from '../../../server/geometry/positions.ts';

/** Metres east and north of the middle of what is drawn, in which plane geometry is as good as that on the ellipsoid. */
export interface Plane {
  flat(position: Position): [number, number];
  round(position: Position): [number, number];
}

/** A plane that touches the ground along the meridian through the middle: lengths are 1 in 10^6 too long 9 km from it. */
export function planeAround(places: readonly Position[]): Plane {
  const [west, south, east, north] = boxAround(places) ?? [0, 0, 0, 0];
  const own: Projection = { meridian: (west + east) / 2, scale: 1, falseEasting: 0 };
  const [, up] = project(own, own.meridian, (south + north) / 2);
  return {
    flat([longitude = 0, latitude = 0]) {
      const [x, y] = project(own, longitude, latitude);
      return [x, y - up];
    },
    round: ([x = 0, y = 0]) => unproject(own, x, y + up),
  };
}

/** A geometry of one kind. */
export type OneGeometry = Exclude<Geometry, GeometryCollection>;

type Change = (position: Position) => Position;

/** The same geometry with its positions changed one by one. */
export function mapped(geometry: OneGeometry, change: Change): OneGeometry {
  const line = (corners: Position[]) => corners.map(change);
  switch (geometry.type) {
    case 'Point':
      return { ...geometry, coordinates: change(geometry.coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { ...geometry, coordinates: line(geometry.coordinates) };
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.map(line) };
    default:
      return mappedArea(geometry, change);
  }
}

export function mappedArea(area: Polygon | MultiPolygon, change: Change): Polygon | MultiPolygon {
  const rings = (all: Position[][]) => all.map((ring) => ring.map(change));
  return area.type === 'Polygon'
    ? { ...area, coordinates: rings(area.coordinates) }
    : { ...area, coordinates: area.coordinates.map(rings) };
}

import type { Expression, Geometry, Place, Position } from './expression.ts';
import { fault } from './fault.ts';

/** The coordinate system of the geometry literals of a filter (`filter-crs`). */
export interface FilterCrs {
  /** EPSG code. */
  readonly srid: number;
  /** The first coordinate is north (or latitude), as the authority says of 4326 and 3006. */
  readonly flipped: boolean;
}

type Literal = Expression & { kind: 'geometry' | 'bbox' };

/** A geometry literal as WKT in east, north, without heights. Throws a fault for degrees that do not exist. */
export function wktOf(literal: Literal, crs: FilterCrs): string {
  const point = (position: Position) => {
    const [first = 0, second = 0] = position;
    const [east, north] = crs.flipped ? [sizeable(second), sizeable(first)] : [sizeable(first), sizeable(second)];
    checkPlace(east, north, crs, literal.place);
    return `${east} ${north}`;
  };
  return literal.kind === 'bbox' ? boxWkt(literal, crs, point) : geometryWkt(literal.geometry, point);
}

type Write = (position: Position) => string;

function geometryWkt(geometry: Geometry, point: Write): string {
  const line = (positions: readonly Position[]) => list(positions.map(point));
  const rings = (lines: readonly (readonly Position[])[]) => list(lines.map(line));
  const type = geometry.type.toUpperCase();
  switch (geometry.type) {
    case 'Point':
      return `${type}${line([geometry.coordinates])}`;
    case 'LineString':
    case 'MultiPoint':
      return `${type}${line(geometry.coordinates)}`;
    case 'Polygon':
    case 'MultiLineString':
      return `${type}${rings(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `${type}${list(geometry.coordinates.map(rings))}`;
    case 'GeometryCollection':
      return `${type}${list(geometry.geometries.map((member) => geometryWkt(member, point)))}`;
  }
}

function list(parts: readonly string[]): string {
  return `(${parts.join(',')})`;
}

/** CQL2 §7.5.1: over the date line its west is greater than its east. Without width or height: a line or a point. */
function boxWkt({ bbox, place }: Literal & { kind: 'bbox' }, crs: FilterCrs, point: Write): string {
  const dimensions = bbox.length / 2;
  const [x1 = 0, y1 = 0] = bbox;
  const [x2 = 0, y2 = 0] = bbox.slice(dimensions);
  const [west, south, east, north] = crs.flipped ? [y1, x1, y2, x2] : [x1, y1, x2, y2];
  if (south > north || (west > east && crs.srid !== 4326)) {
    throw fault(place, {
      sv: `BBOX börjar med det nedre hörnet, men ${bbox.join(', ')} gör inte det.`,
      en: `BBOX begins with the lower corner, but ${bbox.join(', ')} does not.`,
    });
  }
  const corner = (x: number, y: number) => point(crs.flipped ? [y, x] : [x, y]);
  const box = (from: number, to: number) => {
    const corners = [corner(from, south), corner(to, south), corner(to, north), corner(from, north)];
    return `((${[...corners, corners[0]].join(',')}))`;
  };
  if (west > east) return `MULTIPOLYGON(${box(west, 180)},${box(-180, east)})`;
  if (west === east && south === north) return `POINT(${corner(west, south)})`;
  if (west === east || south === north) return `LINESTRING(${corner(west, south)},${corner(east, north)})`;
  return `POLYGON${box(west, east)}`;
}

/** Shorter than an atom; the products of such numbers are lost. */
function sizeable(axis: number): number {
  return Math.abs(axis) < 1e-12 ? 0 : axis;
}

/** GEOS does not always survive coordinates that are nowhere on the Earth. */
const furthest = 1e9;

function checkPlace(east: number, north: number, { srid, flipped }: FilterCrs, place: Place): void {
  if (
    srid === 4326
      ? Math.abs(east) <= 180 && Math.abs(north) <= 90
      : Math.abs(east) <= furthest && Math.abs(north) <= furthest
  )
    return;
  const names = srid === 4326 ? degrees : metres;
  const order = (lang: 'sv' | 'en') => (flipped ? names[lang].toReversed() : names[lang]).join(', ');
  const found = (lang: 'sv' | 'en') => `${names[lang][0]} ${east}, ${names[lang][1]} ${north}`;
  throw fault(place, {
    sv: `${found('sv')} finns inte. Ordningen är ${order('sv')}; ett annat koordinatsystem anges med filter-crs.`,
    en: `there is no ${found('en')}. The order is ${order('en')}; another coordinate system is named by filter-crs.`,
  });
}

const degrees = { sv: ['longitud', 'latitud'], en: ['longitude', 'latitude'] };
const metres = { sv: ['öst', 'nord'], en: ['east', 'north'] };

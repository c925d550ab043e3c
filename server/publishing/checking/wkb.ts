import type { Geometry, Position } from 'geojson';
import type { Extent } from '../crs.ts';

/** OGC 06-103r4 table 7; a GeoJSON type has the number of its place here plus one. */
export const geometryNames = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;

/** PostGIS's flag for "an SRID follows". */
const withSrid = 0x20000000;

export interface Encoded {
  /** EWKB, 2D, little endian. */
  bytes: Buffer;
  extent: Extent;
}

/** A row's geometry, ready to be looked at and stored: from GeoJSON, or as a reader has it without. */
export interface Shape {
  type: Geometry['type'];
  corners: number;
  /** 0 points, 1 lines, 2 surfaces; null for a mixture. */
  dimension: 0 | 1 | 2 | null;
  /** Undefined when empty. Throws BrokenGeometryError. */
  encode(srid: number): Encoded | undefined;
}

export function shapeOf(geometry: Geometry): Shape {
  return {
    type: geometry.type,
    corners: cornersOf(geometry),
    dimension: dimensionOf(geometry),
    encode: (srid) => encodeGeometry(geometry, srid),
  };
}

/** A geometry cannot be encoded: a ring of three points, a coordinate that is no number. */
export class BrokenGeometryError extends Error {}

/** GeoJSON as PostGIS's EWKB: exact, 2D, with open rings closed. Throws BrokenGeometryError; undefined when empty. */
export function encodeGeometry(geometry: Geometry, srid: number): Encoded | undefined {
  const bytes = byteList();
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];

  const position = (at: Position) => {
    const [east, north] = at;
    if (!Number.isFinite(east) || !Number.isFinite(north)) throw new BrokenGeometryError();
    const [x, y] = [Number(east), Number(north)];
    extent[0] = Math.min(extent[0], x);
    extent[1] = Math.min(extent[1], y);
    extent[2] = Math.max(extent[2], x);
    extent[3] = Math.max(extent[3], y);
    bytes.double(x);
    bytes.double(y);
  };
  const line = (positions: readonly Position[], least: number) => {
    if (positions.length < least) throw new BrokenGeometryError();
    bytes.integer(positions.length);
    positions.forEach(position);
  };
  const ring = (positions: readonly Position[]) => {
    const [first] = positions;
    const last = positions.at(-1);
    const closed = first && last && first[0] === last[0] && first[1] === last[1];
    line(closed || !first ? positions : [...positions, first], 4);
  };
  const write = (one: Geometry, outermost: boolean) => {
    const type = geometryNames.indexOf(one.type) + 1;
    bytes.byte(1);
    bytes.integer(outermost ? type | withSrid : type);
    if (outermost) bytes.integer(srid);
    const members = (list: readonly Geometry[]) => {
      bytes.integer(list.length);
      for (const member of list) write(member, false);
    };
    switch (one.type) {
      case 'Point':
        return position(one.coordinates);
      case 'LineString':
        return line(one.coordinates, 2);
      case 'Polygon':
        bytes.integer(one.coordinates.length);
        return one.coordinates.forEach(ring);
      case 'MultiPoint':
        return members(one.coordinates.map((coordinates) => ({ type: 'Point', coordinates })));
      case 'MultiLineString':
        return members(one.coordinates.map((coordinates) => ({ type: 'LineString', coordinates })));
      case 'MultiPolygon':
        return members(one.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates })));
      case 'GeometryCollection':
        return members(one.geometries);
    }
  };

  if (isEmpty(geometry)) return undefined;
  write(geometry, true);
  return { bytes: bytes.all(), extent };
}

function isEmpty(geometry: Geometry): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.every(isEmpty);
  return geometry.coordinates.length === 0;
}

function byteList() {
  let buffer = Buffer.alloc(1024);
  let length = 0;
  const reserve = (more: number) => {
    if (length + more <= buffer.length) return;
    buffer = Buffer.concat([buffer], Math.max(buffer.length * 2, length + more));
  };
  return {
    byte(value: number) {
      reserve(1);
      length = buffer.writeUInt8(value, length);
    },
    integer(value: number) {
      reserve(4);
      length = buffer.writeUInt32LE(value, length);
    },
    double(value: number) {
      reserve(8);
      length = buffer.writeDoubleLE(value, length);
    },
    all: () => buffer.subarray(0, length),
  };
}

export function cornersOf(geometry: Geometry): number {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  switch (geometry.type) {
    case 'Point':
      return 1;
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates.length;
    case 'MultiLineString':
    case 'Polygon':
      return sum(geometry.coordinates.map((line) => line.length));
    case 'MultiPolygon':
      return sum(geometry.coordinates.flatMap((polygon) => polygon.map((line) => line.length)));
    case 'GeometryCollection':
      return sum(geometry.geometries.map(cornersOf));
  }
}

/** As a shape has it. */
export function dimensionOf(geometry: Geometry): 0 | 1 | 2 | null {
  if (geometry.type === 'GeometryCollection') {
    const [first = null, ...others] = new Set(geometry.geometries.map(dimensionOf));
    return others.length === 0 ? first : null;
  }
  if (geometry.type.endsWith('Polygon')) return 2;
  return geometry.type.endsWith('LineString') ? 1 : 0;
}

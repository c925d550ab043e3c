import type { Geometry, Position } from 'geojson';
import type { OneGeometry } from '../geometry/plane.ts';

/** Well-known binary (OGC 06-103r4 §8.2), in the browser: without Node's Buffer. Heights and measures are left out. */

const types = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;

/** Undefined: a kind that GeoJSON does not have, such as arcs. */
export function readWkb(view: DataView, from: number): Geometry | undefined {
  let at = from;
  const read = (): Geometry | undefined => {
    const isLittle = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, isLittle);
    at += 5;
    // ISO adds thousands, PostGIS has flags above, and may say a system.
    const plain = code & 0xffff;
    const type = types[(plain % 1000) - 1];
    const flags = code >>> 28;
    if (flags & 2) at += 4;
    const more = Math.floor(plain / 1000);
    const dimensions = 2 + (flags & 8 ? 1 : 0) + (flags & 4 ? 1 : 0) + (more === 3 ? 2 : more > 0 ? 1 : 0);
    const count = () => {
      at += 4;
      return view.getUint32(at - 4, isLittle);
    };
    const position = (): Position => {
      const place = [view.getFloat64(at, isLittle), view.getFloat64(at + 8, isLittle)];
      at += 8 * dimensions;
      return place;
    };
    const many = <T>(one: () => T): T[] => Array.from({ length: count() }, one);
    const line = () => many(position);
    if (type === 'Point') return { type, coordinates: position() };
    if (type === 'LineString') return { type, coordinates: line() };
    if (type === 'Polygon') return { type, coordinates: many(line) };
    if (type === undefined) return undefined;
    const geometries = many(read).filter((geometry) => geometry !== undefined);
    return { type: 'GeometryCollection', geometries };
  };
  return read();
}

export function writeWkb(geometry: OneGeometry): Uint8Array {
  const bytes: number[] = [];
  const scratch = new DataView(new ArrayBuffer(8));
  const number = (value: number, size: 4 | 8) => {
    if (size === 4) scratch.setUint32(0, value, true);
    else scratch.setFloat64(0, value, true);
    for (let index = 0; index < size; index++) bytes.push(scratch.getUint8(index));
  };
  const position = ([x = 0, y = 0]: Position) => {
    number(x, 8);
    number(y, 8);
  };
  const many = <T>(all: readonly T[], one: (part: T) => void) => {
    number(all.length, 4);
    for (const part of all) one(part);
  };
  const line = (corners: readonly Position[]) => many(corners, position);
  const write = (part: OneGeometry) => {
    bytes.push(1);
    number(types.indexOf(part.type) + 1, 4);
    switch (part.type) {
      case 'Point':
        return position(part.coordinates);
      case 'LineString':
        return line(part.coordinates);
      case 'Polygon':
        return many(part.coordinates, line);
      case 'MultiPoint':
        return many(part.coordinates, (coordinates) => write({ type: 'Point', coordinates }));
      case 'MultiLineString':
        return many(part.coordinates, (coordinates) => write({ type: 'LineString', coordinates }));
      case 'MultiPolygon':
        return many(part.coordinates, (coordinates) => write({ type: 'Polygon', coordinates }));
    }
  };
  write(geometry);
  return Uint8Array.from(bytes);
}

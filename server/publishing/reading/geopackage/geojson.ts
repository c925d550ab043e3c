import type { Geometry, Position } from 'geojson';
import { geometryNames } from '../../checking/wkb.ts';
import { withSrid } from './shape.ts';

/** One geometry of `Shapes` as GeoJSON. */
export function geometryOf(bytes: Buffer): Geometry {
  let at = 0;
  const count = () => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const position = (): Position => {
    at += 16;
    return [bytes.readDoubleLE(at - 16), bytes.readDoubleLE(at - 8)];
  };
  const list = <T>(read: () => T): T[] => Array.from({ length: count() }, read);
  const line = () => list(position);
  const polygon = () => list(line);
  const header = () => {
    const said = bytes.readUInt32LE(at + 1);
    at += said & withSrid ? 9 : 5;
    return geometryNames[(said & 0xff) - 1];
  };
  const member = <T>(read: () => T) => {
    return () => {
      header();
      return read();
    };
  };
  const geometry = (): Geometry => {
    const type = header();
    switch (type) {
      case 'Point':
        return { type, coordinates: position() };
      case 'LineString':
        return { type, coordinates: line() };
      case 'Polygon':
        return { type, coordinates: polygon() };
      case 'MultiPoint':
        return { type, coordinates: list(member(position)) };
      case 'MultiLineString':
        return { type, coordinates: list(member(line)) };
      case 'MultiPolygon':
        return { type, coordinates: list(member(polygon)) };
      default:
        return { type: 'GeometryCollection', geometries: list(geometry) };
    }
  };
  return geometry();
}

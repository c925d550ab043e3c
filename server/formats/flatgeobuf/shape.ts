import type { Builder } from 'flatbuffers';
import { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';

/** A geometry as FlatGeobuf has it: corners in a row, and where lines or rings end (in corners); or parts. */
export interface Shape {
  /** OGC 06-103r4 table 7, which is GeometryType of FlatGeobuf. */
  type: number;
  xy: number[];
  ends?: number[];
  parts?: Shape[];
}

const kind = {
  point: 1,
  lineString: 2,
  polygon: 3,
  multiPoint: 4,
  multiLineString: 5,
  triangle: 17,
} as const;

/** Reads little-endian well-known binary in two dimensions (OGC 06-103r4 §8.2), as ST_AsBinary writes it. */
export function readShape(wkb: Buffer): Shape {
  let at = 0;
  const count = () => {
    at += 4;
    return wkb.readUInt32LE(at - 4);
  };
  const corner = ({ xy }: Shape) => {
    xy.push(wkb.readDoubleLE(at), wkb.readDoubleLE(at + 8));
    at += 16;
  };
  const corners = (shape: Shape) => {
    for (let left = count(); left > 0; left--) corner(shape);
    return shape.xy.length / 2;
  };
  const readInto = (shape: Shape) => {
    switch (shape.type) {
      case kind.point:
        return corner(shape);
      case kind.lineString:
        return corners(shape);
      case kind.polygon:
      case kind.triangle:
        shape.ends = [];
        for (let left = count(); left > 0; left--) shape.ends.push(corners(shape));
        return;
      case kind.multiPoint:
        for (let left = count(); left > 0; left--) {
          at += 5;
          corner(shape);
        }
        return;
      case kind.multiLineString:
        shape.ends = [];
        for (let left = count(); left > 0; left--) {
          at += 5;
          shape.ends.push(corners(shape));
        }
        return;
      default:
        shape.parts = [];
        for (let left = count(); left > 0; left--) shape.parts.push(read());
    }
  };
  const read = (): Shape => {
    at += 1;
    const shape: Shape = { type: count(), xy: [] };
    readInto(shape);
    return shape;
  };
  return read();
}

/** West, south, east, north; infinite for a geometry without corners. */
export type Box = [number, number, number, number];
export const nowhere: Box = [Infinity, Infinity, -Infinity, -Infinity];

export function boxOf(shape: Shape): Box {
  const box: Box = [...nowhere];
  const include = ({ xy, parts = [] }: Shape) => {
    for (let at = 0; at < xy.length; at += 2) {
      const x = xy[at] ?? 0;
      const y = xy[at + 1] ?? 0;
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
    parts.forEach(include);
  };
  include(shape);
  return box;
}

/** Where in the buffer it was written. */
export function writeShape(builder: Builder, { type, xy, ends, parts }: Shape): number {
  const partsAt =
    parts &&
    Geometry.createPartsVector(
      builder,
      parts.map((part) => writeShape(builder, part)),
    );
  const xyAt = parts ? undefined : Geometry.createXyVector(builder, xy);
  const endsAt = ends && Geometry.createEndsVector(builder, ends);
  Geometry.startGeometry(builder);
  if (endsAt !== undefined) Geometry.addEnds(builder, endsAt);
  if (xyAt !== undefined) Geometry.addXy(builder, xyAt);
  Geometry.addType(builder, type);
  if (partsAt !== undefined) Geometry.addParts(builder, partsAt);
  return Geometry.endGeometry(builder);
}

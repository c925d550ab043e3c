import { type Corners, turnedRight } from './rings.ts';

/** A geometry's parts. Rings without their first corner once more at the end. */
export interface Parts {
  points: Corners;
  lines: Corners[];
  /** Each the outer ring first, then its holes; turned as vector tiles have them where `place` makes y grow downwards. */
  areas: Corners[][];
}

type Place = (x: number, y: number) => [number, number];

/** Geometry types (OGC 06-103r4 §8.2.3). */
const point = 1;
const lineString = 2;
const polygon = 3;

/** Reads little-endian well-known binary in two dimensions (OGC 06-103r4 §8.2), as ST_AsBinary writes it. */
export function readWellKnownBinary(wkb: Buffer, place: Place): Parts {
  const parts: Parts = { points: [], lines: [], areas: [] };
  let at = 0;
  const count = () => {
    at += 4;
    return wkb.readUInt32LE(at - 4);
  };
  const corners = (howMany: number): Corners => {
    const values: Corners = [];
    for (let index = 0; index < howMany; index++, at += 16) {
      const [x, y] = place(wkb.readDoubleLE(at), wkb.readDoubleLE(at + 8));
      values.push(x, y);
    }
    return values;
  };
  const read = () => {
    at += 1;
    const type = count();
    if (type === point) {
      const [x = Number.NaN, y = Number.NaN] = corners(1);
      // An empty point has no numbers for coordinates.
      if (!Number.isNaN(x)) parts.points.push(x, y);
    } else if (type === lineString) {
      parts.lines.push(corners(count()));
    } else if (type === polygon) {
      const rings: Corners[] = [];
      for (let left = count(); left > 0; left--)
        rings.push(turnedRight(corners(count()).slice(0, -2), rings.length > 0));
      if (rings.length > 0) parts.areas.push(rings);
    } else {
      for (let left = count(); left > 0; left--) read();
    }
  };
  read();
  return parts;
}

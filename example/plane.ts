import { around, item } from './lists.ts';

/** East, north in metres, EPSG:3006. */
export type Point = readonly [number, number];

/** To the millimetre, as everything that is stored. */
export function millimetre(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay);
}

/** Twice the area of the triangle: positive when c lies to the left of a → b. */
export function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** Square metres, positive for a counter-clockwise ring (not closed: the first point is not repeated). */
export function signedArea(ring: readonly Point[]): number {
  const [ox, oy] = item(ring, 0);
  let sum = 0;
  for (let index = 0; index < ring.length; index++) {
    const [ax, ay] = item(ring, index);
    const [bx, by] = around(ring, index + 1);
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum / 2;
}

export function centroid(ring: readonly Point[]): Point {
  const [ox, oy] = item(ring, 0);
  let x = 0;
  let y = 0;
  let sum = 0;
  for (let index = 0; index < ring.length; index++) {
    const [ax, ay] = item(ring, index);
    const [bx, by] = around(ring, index + 1);
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    x += (ax + bx - 2 * ox) * cross;
    y += (ay + by - 2 * oy) * cross;
    sum += cross;
  }
  return sum === 0 ? [ox, oy] : [ox + x / (3 * sum), oy + y / (3 * sum)];
}

export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (let index = 0; index < ring.length; index++) {
    const [ax, ay] = item(ring, index);
    const [bx, by] = around(ring, index + 1);
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** Metres from a point to the nearest place on a segment. */
export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Metres to the ring, positive inside. */
export function depthInside(ring: readonly Point[], point: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < ring.length; index++) {
    nearest = Math.min(nearest, distanceToSegment(point, item(ring, index), around(ring, index + 1)));
  }
  return contains(ring, point) ? nearest : -nearest;
}

/** Whether two segments cross or touch anywhere. */
export function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const one = turn(a, b, c);
  const two = turn(a, b, d);
  const three = turn(c, d, a);
  const four = turn(c, d, b);
  return one * two <= 0 && three * four <= 0 && (one !== 0 || two !== 0 || overlaps(a, b, c, d));
}

function overlaps([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point, [dx, dy]: Point): boolean {
  return (
    Math.max(Math.min(ax, bx), Math.min(cx, dx)) <= Math.min(Math.max(ax, bx), Math.max(cx, dx)) &&
    Math.max(Math.min(ay, by), Math.min(cy, dy)) <= Math.min(Math.max(ay, by), Math.max(cy, dy))
  );
}

/** Whether no two sides of the ring touch except neighbours in their common corner. */
export function isSimple(ring: readonly Point[]): boolean {
  const { length } = ring;
  for (let one = 0; one < length; one++) {
    for (let two = one + 2; two < length; two++) {
      if (one === 0 && two === length - 1) continue;
      if (segmentsMeet(item(ring, one), around(ring, one + 1), item(ring, two), around(ring, two + 1))) return false;
    }
  }
  return length >= 3;
}

/** The tightest rectangle around a ring, turned along one of its sides. `angle` is that of the long side. */
export interface Frame {
  centre: Point;
  angle: number;
  length: number;
  width: number;
}

export function frameOf(ring: readonly Point[]): Frame {
  let best: Frame | undefined;
  for (let index = 0; index < ring.length; index++) {
    const [ax, ay] = item(ring, index);
    const [bx, by] = around(ring, index + 1);
    if (Math.hypot(bx - ax, by - ay) < 1) continue;
    const frame = frameAlong(ring, Math.atan2(by - ay, bx - ax));
    if (!best || frame.length * frame.width < best.length * best.width) best = frame;
  }
  return best ?? frameAlong(ring, 0);
}

function frameAlong(ring: readonly Point[], angle: number): Frame {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [lowU, highU, lowV, highV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of ring) {
    const u = x * cos + y * sin;
    const v = y * cos - x * sin;
    lowU = Math.min(lowU, u);
    highU = Math.max(highU, u);
    lowV = Math.min(lowV, v);
    highV = Math.max(highV, v);
  }
  const u = (lowU + highU) / 2;
  const v = (lowV + highV) / 2;
  const centre: Point = [u * cos - v * sin, u * sin + v * cos];
  const [length, width] = [highU - lowU, highV - lowV];
  return length >= width
    ? { centre, angle, length, width }
    : { centre, angle: angle + Math.PI / 2, length: width, width: length };
}

/** A smooth line through the points (Catmull–Rom), with a point about every `step` metres. */
export function smoothThrough(points: readonly Point[], step: number): Point[][] {
  const pieces: Point[][] = [];
  const closed = points.length > 2 && points[0] === points.at(-1);
  const last = points.length - 1;
  for (let index = 0; index < last; index++) {
    const p1 = item(points, index);
    const p2 = item(points, index + 1);
    const p0 = points[index - 1] ?? (closed ? item(points, last - 1) : p1);
    const p3 = points[index + 2] ?? (closed ? item(points, 1) : p2);
    const count = Math.max(1, Math.round(distance(p1, p2) / step));
    const piece: Point[] = [];
    for (let part = 0; part <= count; part++) piece.push(catmullRom(p0, p1, p2, p3, part / count));
    pieces.push(piece);
  }
  return pieces;
}

function catmullRom(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const along = (a: number, b: number, c: number, d: number) =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return [along(p0[0], p1[0], p2[0], p3[0]), along(p0[1], p1[1], p2[1], p3[1])];
}

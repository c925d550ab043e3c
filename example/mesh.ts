import { around, item, listOf } from './lists.ts';
import { isSimple, millimetre, type Point, signedArea, turn } from './plane.ts';

/**
 * Areas that share their borders to the millimetre. A ring is a list of point numbers, counter-clockwise, without the
 * first repeated. When a side is divided, every ring that has the side gets the new point the next time it is read
 * with `expand`, so neighbours never drift apart.
 */
export interface Mesh {
  points: Point[];
  numbers: Map<string, number>;
  /** Side → the point that divides it. */
  divisions: Map<number, number>;
  /** Side → number of the street that runs along it. */
  streets: Map<number, number>;
}

export type Ring = readonly number[];

export function emptyMesh(): Mesh {
  return { points: [], numbers: new Map(), divisions: new Map(), streets: new Map() };
}

export function pointNumber(mesh: Mesh, [x, y]: Point): number {
  const place: Point = [millimetre(x), millimetre(y)];
  const key = `${place[0]} ${place[1]}`;
  const known = mesh.numbers.get(key);
  if (known !== undefined) return known;
  mesh.numbers.set(key, mesh.points.length);
  return mesh.points.push(place) - 1;
}

export function place(mesh: Mesh, number: number): Point {
  return item(mesh.points, number);
}

export function places(mesh: Mesh, ring: Ring): Point[] {
  return ring.map((number) => place(mesh, number));
}

/** One number for a side, the same in both directions. */
function side(a: number, b: number): number {
  return a < b ? a * 4194304 + b : b * 4194304 + a;
}

export function streetAlong(mesh: Mesh, a: number, b: number): number | undefined {
  return mesh.streets.get(side(a, b));
}

export function layStreet(mesh: Mesh, path: readonly number[], street: number): void {
  for (let index = 1; index < path.length; index++) {
    mesh.streets.set(side(item(path, index - 1), item(path, index)), street);
  }
}

/** Puts a point on the side a–b of every ring that has it. */
export function divide(mesh: Mesh, a: number, b: number, point: number): void {
  if (point === a || point === b) return;
  const whole = side(a, b);
  mesh.divisions.set(whole, point);
  const street = mesh.streets.get(whole);
  if (street === undefined) return;
  mesh.streets.set(side(a, point), street);
  mesh.streets.set(side(point, b), street);
}

/** The ring with every point that its sides have been given since. */
export function expand(mesh: Mesh, ring: Ring): number[] {
  const expanded: number[] = [];
  ring.forEach((from, index) => {
    expandSide(mesh, from, around(ring, index + 1), expanded);
  });
  return expanded;
}

/** The same for a line. */
export function expandLine(mesh: Mesh, path: readonly number[]): number[] {
  const expanded: number[] = [];
  for (let index = 1; index < path.length; index++) {
    expandSide(mesh, item(path, index - 1), item(path, index), expanded);
  }
  expanded.push(item(path, path.length - 1));
  return expanded;
}

function expandSide(mesh: Mesh, from: number, to: number, into: number[]): void {
  const between = mesh.divisions.get(side(from, to));
  if (between === undefined) {
    into.push(from);
    return;
  }
  expandSide(mesh, from, between, into);
  expandSide(mesh, between, to, into);
}

/** A straight or bowed cut. `bow`: how far the middle of the cut is pushed to the left, as a share of its length. */
export interface Cut {
  through: Point;
  angle: number;
  bow?: number;
  /** A corner this near takes the cut, so that streets meet and no slivers are left. Metres. */
  snap: number;
  /** No half smaller than this. Square metres. */
  smallest: number;
}

export interface Halves {
  left: number[];
  right: number[];
  path: number[];
}

/** Cuts a ring in two. Nothing comes of it when the line meets the ring more than twice or a half would be broken. */
export function cutRing(mesh: Mesh, ring: Ring, cut: Cut): Halves | undefined {
  const corners = expand(mesh, ring);
  const ahead: Point = [cut.through[0] + Math.cos(cut.angle), cut.through[1] + Math.sin(cut.angle)];
  const beside = corners.map((number) => turn(cut.through, ahead, place(mesh, number)));
  const ends: { index: number; point: Point; corner: number | undefined }[] = [];
  for (let index = 0; index < corners.length; index++) {
    const one = item(beside, index);
    const two = around(beside, index + 1);
    if (one > 0 === two > 0) continue;
    const a = place(mesh, item(corners, index));
    const b = place(mesh, around(corners, index + 1));
    const share = one / (one - two);
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const corner =
      share * length < cut.snap && share <= 0.5
        ? index
        : (1 - share) * length < cut.snap
          ? (index + 1) % corners.length
          : share * length < cut.snap
            ? index
            : undefined;
    ends.push({ index, point: [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])], corner });
  }
  const [first, second] = ends;
  if (ends.length !== 2 || !first || !second) return undefined;

  const endNumber = (end: typeof first) =>
    end.corner === undefined ? pointNumber(mesh, end.point) : item(corners, end.corner);
  const from = endNumber(first);
  const to = endNumber(second);
  if (from === to) return undefined;
  const inner = bowedPoints(place(mesh, from), place(mesh, to), cut.bow ?? 0);
  const whole = withEnd(withEnd(corners, second, to), first, from);
  const start = whole.indexOf(from);
  const stop = whole.indexOf(to);
  const span = (stop - start + whole.length) % whole.length;
  if (span < 2 || whole.length - span < 2) return undefined;

  const path = [from, ...inner.map((point) => pointNumber(mesh, point)), to];
  const turned = [...whole.slice(start), ...whole.slice(0, start)];
  const middle = path.slice(1, -1);
  const right = [...turned.slice(0, span + 1), ...[...middle].reverse()];
  const left = [...turned.slice(span), from, ...middle];
  if (![left, right].every((half) => isSound(mesh, half, cut.smallest))) return undefined;
  for (const [end, number] of [
    [first, from],
    [second, to],
  ] as const) {
    if (end.corner === undefined) divide(mesh, item(corners, end.index), around(corners, end.index + 1), number);
  }
  return { left, right, path };
}

function withEnd(corners: readonly number[], end: { index: number; corner: number | undefined }, number: number) {
  return end.corner === undefined
    ? [...corners.slice(0, end.index + 1), number, ...corners.slice(end.index + 1)]
    : [...corners];
}

function bowedPoints([ax, ay]: Point, [bx, by]: Point, bow: number): Point[] {
  const length = Math.hypot(bx - ax, by - ay);
  if (Math.abs(bow) < 0.005) return [];
  const count = Math.max(2, Math.min(12, Math.round(length / 35)));
  const points: Point[] = [];
  for (let index = 1; index < count; index++) {
    const t = index / count;
    const push = 4 * bow * t * (1 - t);
    points.push([ax + (bx - ax) * t - (by - ay) * push, ay + (by - ay) * t + (bx - ax) * push]);
  }
  return points;
}

/** A ring that turns left around that much ground and does not meet itself. */
function isSound(mesh: Mesh, ring: Ring, smallest: number): boolean {
  if (ring.length < 3 || new Set(ring).size !== ring.length) return false;
  const corners = places(mesh, ring);
  return signedArea(corners) >= smallest && isSimple(corners);
}

/**
 * The outline of rings taken together: sides that two of them share disappear. Outer rings turn left, holes right.
 * All rings must have been expanded.
 */
export function dissolve(mesh: Mesh, rings: readonly Ring[]): number[][] {
  const leaving = new Map<number, number[]>();
  for (const ring of rings) {
    ring.forEach((from, index) => {
      const to = around(ring, index + 1);
      const back = leaving.get(to);
      const met = back?.indexOf(from) ?? -1;
      if (back && met >= 0) back.splice(met, 1);
      else listOf(leaving, from).push(to);
    });
  }
  const outlines: number[][] = [];
  for (const start of leaving.keys()) {
    while ((leaving.get(start)?.length ?? 0) > 0) {
      const outline: number[] = [];
      let before = start;
      let at = start;
      do {
        outline.push(at);
        const next = takeLeftmost(mesh, leaving, before, at);
        before = at;
        at = next;
      } while (at !== start);
      outlines.push(outline);
    }
  }
  return outlines;
}

/** Where rings touch in a corner the sharpest turn to the left keeps them apart. */
function takeLeftmost(mesh: Mesh, leaving: Map<number, number[]>, before: number, at: number): number {
  const choices = leaving.get(at) ?? [];
  let best = 0;
  if (choices.length > 1 && before !== at) {
    const [x, y] = place(mesh, at);
    const came = Math.atan2(y - place(mesh, before)[1], x - place(mesh, before)[0]);
    let sharpest = -Infinity;
    choices.forEach((choice, index) => {
      const [cx, cy] = place(mesh, choice);
      let bend = Math.atan2(cy - y, cx - x) - came;
      while (bend <= -Math.PI) bend += 2 * Math.PI;
      while (bend > Math.PI) bend -= 2 * Math.PI;
      if (bend > sharpest) {
        sharpest = bend;
        best = index;
      }
    });
  }
  const [taken] = choices.splice(best, 1);
  if (taken === undefined) throw new Error('A ring that does not close');
  return taken;
}

import { around, item } from './lists.ts';
import { distance, isSimple, type Point, signedArea } from './plane.ts';

/** A ring moved inwards, and for each of its sides the number of the side that it came from. */
export interface Inset {
  ring: Point[];
  /** `sources[i]` is the outer side of the inner side from `ring[i]` to the next. */
  sources: number[];
}

interface Line {
  source: number;
  at: Point;
  direction: Point;
}

/** Sides that bend less than this run on as one: about 12 degrees. */
const straight = 0.2;

/**
 * Moves each side of a counter-clockwise ring inwards by its own distance (metres). Sides that vanish on the way are
 * left out. Nothing when no sound ring is left.
 */
export function inset(ring: readonly Point[], distances: readonly number[]): Inset | undefined {
  const depths = evened(ring, distances);
  const lines: Line[] = [];
  ring.forEach((from, source) => {
    const to = around(ring, source + 1);
    const length = distance(from, to);
    if (length < 0.01) return;
    const direction: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    const depth = item(depths, source);
    lines.push({ source, direction, at: [from[0] - direction[1] * depth, from[1] + direction[0] * depth] });
  });
  while (lines.length >= 3) {
    const corners = lines.map((line, index) => meet(around(lines, index - 1), line, ring));
    const lengths = lines.map((line, index) => {
      const [ax, ay] = item(corners, index);
      const [bx, by] = around(corners, index + 1);
      return (bx - ax) * line.direction[0] + (by - ay) * line.direction[1];
    });
    const shortest = lengths.reduce((best, length, index) => (length < item(lengths, best) ? index : best), 0);
    if (item(lengths, shortest) < 0.05) {
      lines.splice(shortest, 1);
      continue;
    }
    if (signedArea(corners) < 1 || !isSimple(corners)) return undefined;
    return { ring: corners, sources: lines.map((line) => line.source) };
  }
  return undefined;
}

/** Along a street that only bends, the widest part decides: else the block's edge would step sideways. */
function evened(ring: readonly Point[], distances: readonly number[]): number[] {
  const depths = [...distances];
  for (let pass = 0; pass < 2 * ring.length; pass++) {
    let changed = false;
    for (let index = 0; index < ring.length; index++) {
      const next = (index + 1) % ring.length;
      if (item(depths, index) === item(depths, next) || bend(ring, next) >= straight) continue;
      const widest = Math.max(item(depths, index), item(depths, next));
      depths[index] = widest;
      depths[next] = widest;
      changed = true;
    }
    if (!changed) break;
  }
  return depths;
}

function bend(ring: readonly Point[], corner: number): number {
  const [ax, ay] = around(ring, corner - 1);
  const [bx, by] = item(ring, corner);
  const [cx, cy] = around(ring, corner + 1);
  const change = Math.abs(Math.atan2(cy - by, cx - bx) - Math.atan2(by - ay, bx - ax));
  return Math.min(change, 2 * Math.PI - change);
}

function meet(one: Line, two: Line, ring: readonly Point[]): Point {
  const cross = one.direction[0] * two.direction[1] - one.direction[1] * two.direction[0];
  if (Math.abs(cross) < 0.02) {
    // Nearly parallel: straight in from the common corner, which lies on the second line's side of it.
    const corner = item(ring, two.source);
    const along = (corner[0] - two.at[0]) * two.direction[0] + (corner[1] - two.at[1]) * two.direction[1];
    return [two.at[0] + two.direction[0] * along, two.at[1] + two.direction[1] * along];
  }
  const dx = two.at[0] - one.at[0];
  const dy = two.at[1] - one.at[1];
  const along = (dx * two.direction[1] - dy * two.direction[0]) / cross;
  return [one.at[0] + one.direction[0] * along, one.at[1] + one.direction[1] * along];
}

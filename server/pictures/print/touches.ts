import type { Parts } from '../../geometry/well-known-binary.ts';
import { shareWithin } from '../drawing/lines.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Whether some of a geometry lies in a box of its own coordinate system. */
export function touches({ points, lines, areas }: Parts, box: Box): boolean {
  const [west, south, east, north] = box;
  const inside = (x: number, y: number) => x >= west && x <= east && y >= south && y <= north;
  for (let at = 0; at < points.length; at += 2) if (inside(points[at] ?? 0, points[at + 1] ?? 0)) return true;
  if (lines.some((line) => crosses(line, false, box))) return true;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return areas.some((rings) => rings.some((ring) => crosses(ring, true, box)) || holds(rings, x, y));
}

/** Some side of the line lies in the box. */
function crosses(corners: readonly number[], closed: boolean, [west, south, east, north]: Box): boolean {
  const sides = closed ? corners.length : corners.length - 2;
  for (let at = 0; at < sides; at += 2) {
    const [x1, y1] = [corners[at] ?? 0, corners[at + 1] ?? 0];
    const next = (at + 2) % corners.length;
    const [x2, y2] = [corners[next] ?? 0, corners[next + 1] ?? 0];
    if (shareWithin(x1, y1, x2, y2, west, south, east, north)) return true;
  }
  return false;
}

/** A place lies in the area, not in its holes. */
function holds(rings: readonly (readonly number[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      const [x1, y1] = [ring[at] ?? 0, ring[at + 1] ?? 0];
      const next = (at + 2) % ring.length;
      const [x2, y2] = [ring[next] ?? 0, ring[next + 1] ?? 0];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

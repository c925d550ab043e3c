import type { Corners } from './rings.ts';

/** Where in an area there is most room, for a name to be written. No node: imports here, the web app reads it too. */

/** Left, top, right, bottom. */
type Box = readonly [number, number, number, number];

export interface WidestPlace {
  x: number;
  y: number;
  /** How far it is to the nearest edge. */
  room: number;
}

/**
 * The place within a box that is farthest from all edges of the areas (each the outer ring first, then its holes; rings
 * without their first corner once more) and of the box, to `precision`. Undefined: nothing of them lies there.
 */
export function widestPlace(
  areas: readonly (readonly Corners[])[],
  box: Box,
  precision: number,
): WidestPlace | undefined {
  let widest: WidestPlace | undefined;
  for (const [outer = [], ...holes] of areas) {
    const seen = within(outer, box);
    if (seen.length < 6) continue;
    const place = widestOf(
      [seen, ...holes.map((hole) => within(hole, box)).filter(({ length }) => length >= 6)],
      precision,
    );
    if (place && place.room > (widest?.room ?? 0)) widest = place;
  }
  return widest;
}

/** What of a ring lies in a box (Sutherland–Hodgman): where it leaves it, it goes along the side. */
function within(ring: Corners, [left, top, right, bottom]: Box): Corners {
  let kept = ring;
  for (const [axis, limit, sign] of [
    [0, left, 1],
    [0, right, -1],
    [1, top, 1],
    [1, bottom, -1],
  ] as const) {
    const before = kept;
    kept = [];
    for (let at = 0; at < before.length; at += 2) {
      const last = (at + before.length - 2) % before.length;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [before[last], before[last + 1], before[at], before[at + 1]];
      const from = sign * ((axis === 0 ? x1 : y1) - limit);
      const to = sign * ((axis === 0 ? x2 : y2) - limit);
      if (from >= 0 !== to >= 0) {
        const share = from / (from - to);
        kept.push(x1 + share * (x2 - x1), y1 + share * (y2 - y1));
      }
      if (to >= 0) kept.push(x2, y2);
    }
  }
  return kept;
}

interface Cell extends WidestPlace {
  half: number;
  /** No place in it has more room than this. */
  most: number;
}

/** Halves squares where there may be more room than the best so far has (the way of mapbox/polylabel). */
function widestOf(rings: readonly Corners[], precision: number): WidestPlace | undefined {
  const [outer = []] = rings;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < outer.length; at += 2) {
    left = Math.min(left, outer[at] ?? 0);
    right = Math.max(right, outer[at] ?? 0);
    top = Math.min(top, outer[at + 1] ?? 0);
    bottom = Math.max(bottom, outer[at + 1] ?? 0);
  }
  const size = Math.min(right - left, bottom - top);
  if (!(size > 0)) return undefined;
  const cellAt = (x: number, y: number, half: number): Cell => {
    const room = roomAt(rings, x, y);
    return { x, y, half, room, most: room + half * Math.SQRT2 };
  };
  let best = cellAt((left + right) / 2, (top + bottom) / 2, 0);
  const open: Cell[] = [];
  // Of a thin long area squares as wide as it is would be very many.
  const half = Math.max(size, Math.max(right - left, bottom - top) / 32) / 2;
  for (let x = left; x < right; x += 2 * half)
    for (let y = top; y < bottom; y += 2 * half) open.push(cellAt(x + half, y + half, half));
  while (open.length > 0) {
    let widest = 0;
    for (let index = 1; index < open.length; index++)
      if ((open[index]?.most ?? 0) > (open[widest]?.most ?? 0)) widest = index;
    const [cell] = open.splice(widest, 1);
    if (!cell || cell.most - best.room <= precision) break;
    if (cell.room > best.room) best = cell;
    const quarter = cell.half / 2;
    for (const [right, down] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const) {
      const part = cellAt(cell.x + right * quarter, cell.y + down * quarter, quarter);
      if (part.room > best.room) best = part;
      if (part.most - best.room > precision) open.push(part);
    }
  }
  return best.room > 0 ? { x: best.x, y: best.y, room: best.room } : undefined;
}

/** How far a place lies from the nearest edge; below 0 outside. */
function roomAt(rings: readonly Corners[], x: number, y: number): number {
  let isIn = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      const last = (at + ring.length - 2) % ring.length;
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[last], ring[last + 1], ring[at], ring[at + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
      nearest = Math.min(nearest, squareOfDistance(x, y, ax, ay, bx, by));
    }
  }
  return (isIn ? 1 : -1) * Math.sqrt(nearest);
}

function squareOfDistance(...[x, y, ax, ay, bx, by]: [number, number, number, number, number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
}

import { twiceArea } from '../../geometry/rings.ts';
import { type Ring, withoutSpikes } from './spikes.ts';

/** Corners on a tile's grid, in turn, x and y alternating, with room that is used again. */
export interface Snapped {
  corners: Int32Array;
  /** Values written: two a corner. */
  length: number;
}

/** A tile's grid over that of its patch: what is `originX` there is 0, and so many units are one. */
export interface Grid {
  originX: number;
  originY: number;
  unit: number;
}

export function snapped(): Snapped {
  return { corners: new Int32Array(4_096), length: 0 };
}

/** Rounds corners `from` … `to` to the grid. Those that fall on the one before are left out. */
export function snap(into: Snapped, values: ArrayLike<number>, from: number, to: number, grid: Grid): void {
  const most = 2 * (to - from);
  if (into.corners.length < most) into.corners = new Int32Array(2 * most);
  const { corners } = into;
  const { originX, originY } = grid;
  const scale = 1 / grid.unit;
  let length = 0;
  let lastX = 0;
  let lastY = 0;
  for (let at = 2 * from; at < 2 * to; at += 2) {
    const x = Math.floor(((values[at] ?? 0) - originX) * scale + 0.5);
    const y = Math.floor(((values[at + 1] ?? 0) - originY) * scale + 0.5);
    if (length > 0 && x === lastX && y === lastY) continue;
    corners[length++] = x;
    corners[length++] = y;
    lastX = x;
    lastY = y;
  }
  into.length = length;
}

/**
 * As `snap`, for a ring without its first corner at the end: spikes that rounding makes are gone. Gives twice its area,
 * positive for the outer ring of a vector tile (its y grows downwards); 0: nothing is left.
 */
export function snapRing(into: Snapped, values: ArrayLike<number>, from: number, to: number, grid: Grid): number {
  snap(into, values, from, to, grid);
  const { corners } = into;
  while (into.length > 2 && corners[0] === corners[into.length - 2] && corners[1] === corners[into.length - 1]) {
    into.length -= 2;
  }
  if (into.length < 6) return 0;
  if (turnsBack(into)) unspike(into);
  return into.length < 6 ? 0 : twiceArea(into.corners, into.length);
}

/** Whether any corner is so sharp, and the way back so near to the way out, that it may be a spike. */
function turnsBack({ corners, length }: Snapped): boolean {
  let beforeX = (corners[length - 4] ?? 0) - (corners[length - 2] ?? 0);
  let beforeY = (corners[length - 3] ?? 0) - (corners[length - 1] ?? 0);
  let tipX = corners[length - 2] ?? 0;
  let tipY = corners[length - 1] ?? 0;
  for (let at = 0; at < length; at += 2) {
    const x = corners[at] ?? 0;
    const y = corners[at + 1] ?? 0;
    const afterX = x - tipX;
    const afterY = y - tipY;
    if (beforeX * afterX + beforeY * afterY > 0) {
      const cross = beforeX * afterY - beforeY * afterX;
      // The nearer end is at most this far from the line through the other: √½ or less may be a spike.
      const longer = Math.max(beforeX * beforeX + beforeY * beforeY, afterX * afterX + afterY * afterY);
      if (2 * cross * cross <= longer) return true;
    }
    beforeX = -afterX;
    beforeY = -afterY;
    tipX = x;
    tipY = y;
  }
  return false;
}

function unspike(into: Snapped): void {
  const ring: Ring = [];
  for (let at = 0; at < into.length; at += 2) ring.push([into.corners[at] ?? 0, into.corners[at + 1] ?? 0]);
  const [first] = ring;
  const left = first ? withoutSpikes([...ring, first]).slice(0, -1) : [];
  left.forEach(([x, y], index) => {
    into.corners[2 * index] = x;
    into.corners[2 * index + 1] = y;
  });
  into.length = 2 * left.length;
}

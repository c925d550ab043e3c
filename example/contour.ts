import { around, item } from './lists.ts';
import { millimetre, type Point, signedArea } from './plane.ts';

/** Values at the corners of square cells, row by row from the south-west. */
export interface Grid {
  origin: Point;
  cell: number;
  columns: number;
  rows: number;
  values: Float64Array;
}

/** Sides of a cell: south, east, north, west. */
type Side = 's' | 'e' | 'n' | 'w';

/** For each pattern of corners above zero (1 south-west, 2 south-east, 4 north-east, 8 north-west): lines with the high ground on the left. */
const crossings: readonly (readonly (readonly [Side, Side])[])[] = [
  [],
  [['s', 'w']],
  [['e', 's']],
  [['e', 'w']],
  [['n', 'e']],
  [
    ['s', 'w'],
    ['n', 'e'],
  ],
  [['n', 's']],
  [['n', 'w']],
  [['w', 'n']],
  [['s', 'n']],
  [
    ['e', 's'],
    ['w', 'n'],
  ],
  [['e', 'n']],
  [['w', 'e']],
  [['s', 'e']],
  [['w', 's']],
  [],
];

/**
 * Rings around the ground above zero (marching squares), smoothed once: outer rings turn left, holes right. Rings that
 * enclose less than `smallest` square metres are left out. The grid's edge must be below zero.
 */
export function contours(grid: Grid, smallest: number): Point[][] {
  const { columns, rows, values } = grid;
  const next = new Map<number, number>();
  const above = (index: number) => (values[index] ?? -1) > 0;
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const corner = row * columns + column;
      const pattern =
        (above(corner) ? 1 : 0) +
        (above(corner + 1) ? 2 : 0) +
        (above(corner + columns + 1) ? 4 : 0) +
        (above(corner + columns) ? 8 : 0);
      for (const [from, to] of item(crossings, pattern)) {
        next.set(sideNumber(grid, corner, from), sideNumber(grid, corner, to));
      }
    }
  }
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    const ring: Point[] = [];
    for (let at: number | undefined = start; at !== undefined; ) {
      ring.push(crossingAt(grid, at));
      const following: number | undefined = next.get(at);
      next.delete(at);
      at = following === start ? undefined : following;
    }
    if (ring.length > 3 && Math.abs(signedArea(ring)) >= smallest) rings.push(rounded(ring));
  }
  return rings;
}

/** Even numbers: the side east of a corner. Odd: the side north of it. */
function sideNumber({ columns }: Grid, corner: number, side: Side): number {
  switch (side) {
    case 's':
      return corner * 2;
    case 'n':
      return (corner + columns) * 2;
    case 'w':
      return corner * 2 + 1;
    case 'e':
      return (corner + 1) * 2 + 1;
  }
}

function crossingAt({ origin, cell, columns, values }: Grid, side: number): Point {
  const corner = Math.floor(side / 2);
  const north = side % 2 === 1;
  const a = values[corner] ?? 0;
  const b = values[north ? corner + columns : corner + 1] ?? 0;
  // Away from the corners, so that rings never touch in one.
  const share = Math.max(0.08, Math.min(0.92, a / (a - b)));
  const x = origin[0] + (corner % columns) * cell;
  const y = origin[1] + Math.floor(corner / columns) * cell;
  return north ? [x, y + share * cell] : [x + share * cell, y];
}

/** Cuts every corner once (Chaikin). */
function rounded(ring: readonly Point[]): Point[] {
  return ring.flatMap(([ax, ay], index): Point[] => {
    const [bx, by] = around(ring, index + 1);
    return [
      [millimetre(ax + (bx - ax) / 4), millimetre(ay + (by - ay) / 4)],
      [millimetre(ax + ((bx - ax) * 3) / 4), millimetre(ay + ((by - ay) * 3) / 4)],
    ];
  });
}

/** Left, top, right, bottom in pixels. */
export type Box = readonly [number, number, number, number];

/** Where symbols have been placed: two never lie on each other. */
export interface Placed {
  isFree(boxes: readonly Box[]): boolean;
  take(boxes: readonly Box[]): void;
  /** What finds no place now has no later turn. */
  isLast: boolean;
  /** Something at such places may have its turn now. */
  isTurnOf(box: Box): boolean;
}

/** Where pictures that are put beside each other meet, in pixels, and how far over an edge something may reach. */
export interface Edges {
  across: readonly number[];
  down: readonly number[];
  reach: number;
}

const cell = 64;

/** A grid over the picture, so that a box meets only those near it. */
export function placedSymbols(): Placed {
  const cells = new Map<string, Box[]>();
  const keysOf = function* ([left, top, right, bottom]: Box): Generator<string> {
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) yield `${x} ${y}`;
  };
  const isFreeFor = (box: Box) => {
    for (const key of keysOf(box)) if (cells.get(key)?.some((other) => meet(box, other))) return false;
    return true;
  };
  return {
    isLast: true,
    isTurnOf: () => true,
    isFree: (boxes) => boxes.every(isFreeFor),
    take(boxes) {
      for (const box of boxes) {
        for (const key of keysOf(box)) {
          const others = cells.get(key);
          if (others) others.push(box);
          else cells.set(key, [box]);
        }
      }
    },
  };
}

/**
 * What reaches over an edge is placed before all else, first what reaches over those at the sides, then what reaches over the
 * others: the neighbour, who sees only the nearest of this picture, places the same there. No picture depends on more than that.
 */
export function edgesFirst(placed: Placed, { across, down, reach }: Edges): Placed[] {
  const over = (edges: readonly number[], from: number, to: number) => edges.find((edge) => from < edge && edge < to);
  const turnOf = (boxes: readonly Box[]) => {
    const [left, top] = [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1]))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))];
    const side = over(across, left, right);
    const other = over(down, top, bottom);
    const farthest = (edge: number, from: number, to: number) => Math.max(edge - from, to - edge);
    if (side !== undefined && farthest(side, left, right) > reach) return undefined;
    if (other !== undefined && farthest(other, top, bottom) > reach) return undefined;
    return side === undefined ? (other === undefined ? 2 : 1) : 0;
  };
  const isNear = (edges: readonly number[], from: number, to: number) =>
    edges.some((edge) => from - reach < edge && edge < to + reach);
  return [0, 1, 2].map((turn) => ({
    isLast: turn === 2,
    isTurnOf: ([left, top, right, bottom]) =>
      turn === 2 || (turn === 0 ? isNear(across, left, right) : isNear(down, top, bottom)),
    isFree: (boxes) => turnOf(boxes) === turn && placed.isFree(boxes),
    take: placed.take,
  }));
}

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

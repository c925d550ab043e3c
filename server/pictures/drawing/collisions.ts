/** Left, top, right, bottom in pixels. */
export type Box = readonly [number, number, number, number];

/** Where symbols have been placed: two never lie on each other. */
export interface Placed {
  isFree(boxes: readonly Box[]): boolean;
  take(boxes: readonly Box[]): void;
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

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

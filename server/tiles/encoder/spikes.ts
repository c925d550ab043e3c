export type Ring = [number, number][];

/** ST_AsMVTGeom snaps an edge to every corner whose square of one tile unit it may pass through. */
const near = Math.SQRT1_2;

/**
 * A closed ring without spikes, parts that go out and back along the same line: where ST_AsMVTGeom's rounding lays the
 * way out on the way back it drops them, and so do we. Fewer than four points: nothing is left.
 */
export function withoutSpikes(ring: Ring): Ring {
  const corners = ring.slice(0, -1);
  let index = 0;
  let unchanged = 0;
  while (corners.length >= 3 && unchanged < corners.length) {
    const { length } = corners;
    const before = corners[(index + length - 1) % length];
    const tip = corners[index % length];
    const after = corners[(index + 1) % length];
    if (before && tip && after && isSpike(before, tip, after)) {
      corners.splice(index % length, 1);
      // The corner before may now be a tip itself.
      index = (index + length - 2) % length;
      unchanged = 0;
    } else {
      index = (index + 1) % length;
      unchanged++;
    }
  }
  const [first] = corners;
  return first && corners.length >= 3 ? [...corners, first] : [];
}

function isSpike(before: [number, number], tip: [number, number], after: [number, number]): boolean {
  const goesBack = (before[0] - tip[0]) * (after[0] - tip[0]) + (before[1] - tip[1]) * (after[1] - tip[1]) > 0;
  return goesBack && (distance(after, tip, before) < near || distance(before, tip, after) < near);
}

/** From a point to the segment between two others. */
function distance([x, y]: [number, number], [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

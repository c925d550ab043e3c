import type { DecodedFeature } from './decode.ts';

/**
 * What a polygon's rings must not be (Vector Tile Specification 2.1 §4.3.4.4), in words: the first goes round with a
 * positive area, each hole with a negative one inside the ring before, no ring has fewer than three corners.
 */
export function invalidRings({ type, geometry }: DecodedFeature): string[] {
  if (type !== 3) return [];
  const faults: string[] = [];
  let outer: [number, number][] | undefined;
  for (const [index, ring] of geometry.entries()) {
    const area = areaOf(ring);
    if (ring.length < 4) faults.push(`ring ${index} has ${ring.length - 1} corners`);
    if (area === 0) faults.push(`ring ${index} has no area`);
    if (index === 0 && area <= 0) faults.push('the first ring goes round the wrong way');
    if (area > 0) outer = ring;
    else if (outer && !ring.some((corner) => isIn(corner, outer ?? []))) faults.push(`hole ${index} lies outside`);
  }
  return faults;
}

/** Twice its area, by the surveyor's formula. */
export function areaOf(ring: readonly [number, number][]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Within a ring or on it. */
function isIn([x, y]: [number, number], ring: readonly [number, number][]): boolean {
  let inside = false;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const isBetween = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);
    if (cross === 0 && isBetween) return true;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

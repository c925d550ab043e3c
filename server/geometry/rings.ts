/** Corners in turn, x and y alternating; of a ring without the first once more at the end. */
export type Corners = number[];

/** Twice the area within a ring (surveyor's formula). */
export function twiceArea(corners: ArrayLike<number>, length: number): number {
  let sum = 0;
  let x = corners[length - 2] ?? 0;
  let y = corners[length - 1] ?? 0;
  for (let at = 0; at < length; at += 2) {
    const nextX = corners[at] ?? 0;
    const nextY = corners[at + 1] ?? 0;
    sum += x * nextY - nextX * y;
    x = nextX;
    y = nextY;
  }
  return sum;
}

/**
 * The way round that a vector tile wants (Vector Tile Specification 2.1 §4.3.3.3), and whoever fills a path by how often it is gone
 * round: outer rings have a positive area where y grows downwards, holes a negative one.
 */
export function turnedRight(ring: Corners, isHole: boolean): Corners {
  if (twiceArea(ring, ring.length) > 0 !== isHole) return ring;
  const turned: Corners = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) turned.push(ring[at] ?? 0, ring[at + 1] ?? 0);
  return turned;
}

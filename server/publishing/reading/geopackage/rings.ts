/** Rings as bytes: so many corners of two doubles each, little endian, from `first` on; the last corner is the first. */

/** Twice the area of a closed ring; below 0 when it goes clockwise. */
export function ringArea(bytes: DataView, first: number, corners: number): number {
  const [x, y] = [bytes.getFloat64(first, true), bytes.getFloat64(first + 8, true)];
  let area = 0;
  // From its first corner, since coordinates are large and differences small.
  let [beforeX, beforeY] = [0, 0];
  for (let at = first + 16; at < first + corners * 16; at += 16) {
    const [nextX, nextY] = [bytes.getFloat64(at, true) - x, bytes.getFloat64(at + 8, true) - y];
    area += beforeX * nextY - nextX * beforeY;
    beforeX = nextX;
    beforeY = nextY;
  }
  return area;
}

/** The same corners in the other order. */
export function turnRing(bytes: DataView, first: number, corners: number): void {
  const numbers = new Float64Array(corners * 2);
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = bytes.getFloat64(first + index * 8, true);
  for (let index = 0; index < corners; index += 1) {
    const to = first + (corners - 1 - index) * 16;
    bytes.setFloat64(to, numbers[index * 2] ?? 0, true);
    bytes.setFloat64(to + 8, numbers[index * 2 + 1] ?? 0, true);
  }
}

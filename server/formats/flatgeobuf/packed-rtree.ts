import { type Box, nowhere } from './shape.ts';

/** Boxes in the order in which they came: west, south, east, north of each, what has none as an empty one. */
export class Boxes {
  private values = new Float64Array(4 * 1_024);
  length = 0;
  /** Of all of them; infinite while there is none. */
  readonly whole: Box = [...nowhere];

  add(west: number, south: number, east: number, north: number): void {
    const at = 4 * this.length;
    if (at === this.values.length) {
      const wider = new Float64Array(2 * at);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[at] = west;
    this.values[at + 1] = south;
    this.values[at + 2] = east;
    this.values[at + 3] = north;
    this.length++;
    widen(this.whole, west, south, east, north);
  }

  get(index: number): Box {
    const at = 4 * index;
    const { values } = this;
    return [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0, values[at + 3] ?? 0];
  }
}

function widen(box: Box, west: number, south: number, east: number, north: number): void {
  box[0] = Math.min(box[0], west);
  box[1] = Math.min(box[1], south);
  box[2] = Math.max(box[2], east);
  box[3] = Math.max(box[3], north);
}

/** Children of a node: GDAL's choice, and what readers expect. */
export const nodeSize = 16;
/** Four doubles and an offset. */
const nodeBytes = 40;

/** The features in the order in which a file has them: along a Hilbert curve through the middles of their boxes. */
export function alongHilbertCurve(boxes: Boxes): Uint32Array {
  const { length, whole } = boxes;
  const [west, south, east, north] = whole;
  const across = 65_535 / (east - west || 1);
  const up = 65_535 / (north - south || 1);
  // One number for place and feature, since numbers are sorted fast: what does not fit of the place is left out.
  const room = 2 ** Math.min(32, 52 - Math.ceil(Math.log2(length + 1))) / 2 ** 32;
  const keys = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    const [minX, minY, maxX, maxY] = boxes.get(index);
    const isEmpty = minX > maxX;
    const place = isEmpty ? 0 : hilbert(((minX + maxX) / 2 - west) * across, ((minY + maxY) / 2 - south) * up);
    keys[index] = Math.floor(place * room) * length + index;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % length);
}

/** The place of a point (0 to 65,535 both ways) along the curve: an unsigned 32-bit number. */
function hilbert(east: number, north: number): number {
  let x = east & 0xffff;
  let y = north & 0xffff;
  let place = 0;
  for (let side = 0x8000; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const upper = (y & side) > 0 ? 1 : 0;
    place = place * 4 + ((3 * right) ^ upper);
    if (upper === 1) continue;
    if (right === 1) {
      x = 0xffff - x;
      y = 0xffff - y;
    }
    [x, y] = [y, x];
  }
  return place;
}

/**
 * The index of a FlatGeobuf file: a packed R-tree, the root first. `order` and `lengths` (bytes of each feature) tell
 * where in the file a feature begins.
 */
export function packedRtree(boxes: Boxes, order: Uint32Array, lengths: readonly number[]): Buffer {
  const levels = levelsOf(order.length);
  const nodes = levels.reduce((sum, count) => sum + count, 0);
  const tree = Buffer.alloc(nodes * nodeBytes);
  const write = (node: number, [west, south, east, north]: readonly number[], offset: number) => {
    const at = node * nodeBytes;
    tree.writeDoubleLE(west ?? 0, at);
    tree.writeDoubleLE(south ?? 0, at + 8);
    tree.writeDoubleLE(east ?? 0, at + 16);
    tree.writeDoubleLE(north ?? 0, at + 24);
    tree.writeBigUInt64LE(BigInt(offset), at + 32);
  };
  let start = nodes - order.length;
  let byte = 0;
  order.forEach((feature, place) => {
    write(start + place, boxes.get(feature), byte);
    byte += lengths[feature] ?? 0;
  });
  for (let level = 1; level < levels.length; level++) {
    const below = levels[level - 1] ?? 0;
    const parents = start - (levels[level] ?? 0);
    for (let first = 0; first < below; first += nodeSize) {
      const box: Box = [...nowhere];
      for (let child = first; child < Math.min(first + nodeSize, below); child++) {
        const at = (start + child) * nodeBytes;
        const [west, south] = [tree.readDoubleLE(at), tree.readDoubleLE(at + 8)];
        widen(box, west, south, tree.readDoubleLE(at + 16), tree.readDoubleLE(at + 24));
      }
      write(parents + first / nodeSize, box, start + first);
    }
    start = parents;
  }
  return tree;
}

/** How many nodes each level has, the features first and the root last. */
function levelsOf(features: number): number[] {
  const levels = [features];
  for (let count = features; ; ) {
    count = Math.ceil(count / nodeSize);
    levels.push(count);
    if (count <= 1) return levels;
  }
}

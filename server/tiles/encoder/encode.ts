import { buffer, extent, shortestSide, smallestWidth } from '../../geometry/bands.ts';
import { type PatchRows, type Place, patchUnits } from '../patches/patch.ts';
import { varint } from '../varint.ts';
import { type Bounds, type Corners, clipArea, clipLine } from './clip.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { type Grid, snap, snapped, snapRing } from './snapped.ts';

/** A layer of a tile before compression. */
export interface EncodedLayer {
  features: number;
  /** Rows that were looked at: as many as were asked for when there may be more. */
  rows: number;
  /** Where each feature ends: bytes of all features up to it. */
  ends: readonly number[];
  /** A tile that has this layer with its first features, with the keys and values that they use; empty when there are none. */
  first(count: number): Buffer;
}

/** Field numbers and wire types of vector_tile.proto, as they stand in front of a field. */
const tag = {
  layer: 0x1a,
  name: 0x0a,
  feature: 0x12,
  key: 0x1a,
  value: 0x22,
  id: 0x08,
  tags: 0x12,
  type: 0x18,
  geometry: 0x22,
};
/** Version 2, and the extent. */
const versionTwo = Buffer.from([0x78, 2]);
const extentField = Buffer.from([0x28, ...varint(extent)]);
const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const;
const kind = { point: 1, line: 2, polygon: 3 } as const;

/** Used again for each tile: nothing waits while one is encoded. */
const features = new GrowingBytes();
const feature = new GrowingBytes();
const tags = new GrowingBytes();
const geometry = new GrowingBytes();
const corners = snapped();

/**
 * The rows of a patch that reach a tile as a layer of it (Vector Tile Specification 2.1), the first `most` of them. What
 * `zoom` says (of WebMercatorQuad): which attributes, and what is too small for an outline.
 */
export function encodeLayer(name: string, rows: PatchRows, place: Place, zoom: number, most: number): EncodedLayer {
  const { grid, bounds } = squareOf(place);
  const shortest = shortestSide(zoom);
  const narrowest = smallestWidth(zoom);
  const table = new Table(rows, zoom);
  features.clear();
  const ends: number[] = [];
  const namesUsed: number[] = [];
  const valuesUsed: number[] = [];
  let looked = 0;
  for (let row = 0; row < rows.count && looked < most; row++) {
    const longest = rows.longest[row] ?? 0;
    const dimension = rows.dimensions[row];
    const isShort = longest < shortest;
    if ((isShort && dimension === 1) || !meets(rows.boxes, row, bounds)) continue;
    looked++;
    const isSmall = dimension === 2 && (isShort || (rows.areas[row] ?? 0) < longest * narrowest);
    const type = isSmall || rows.kinds[row] === 0 ? kind.point : (rows.kinds[row] ?? kind.point);
    geometry.clear();
    if (isSmall || rows.kinds[row] === 0) writePoints(rows.points, row, row + 1, grid);
    else writeGeometry(rows, row, type, grid, bounds);
    if (geometry.length === 0) continue;
    writeFeature(rows, row, type, table);
    ends.push(features.length);
    namesUsed.push(table.names.length);
    valuesUsed.push(table.values.length);
  }
  const written = features.copy();
  return {
    features: ends.length,
    rows: looked,
    ends,
    first(count) {
      const last = Math.min(count, ends.length) - 1;
      if (last < 0) return Buffer.alloc(0);
      const content = [
        versionTwo,
        lengthDelimited(tag.name, Buffer.from(name)),
        written.subarray(0, ends[last]),
        ...table.names.slice(0, namesUsed[last]).map((one) => lengthDelimited(tag.key, Buffer.from(one))),
        ...table.values.slice(0, valuesUsed[last]).map((value) => lengthDelimited(tag.value, value)),
        extentField,
      ];
      return lengthDelimited(tag.layer, Buffer.concat(content));
    },
  };
}

/** How many of a patch's rows may be in a tile. */
export function countInTile(rows: PatchRows, place: Place, zoom: number): number {
  const { bounds } = squareOf(place);
  const shortest = shortestSide(zoom);
  let count = 0;
  for (let row = 0; row < rows.count; row++) {
    const isLeftOut = rows.dimensions[row] === 1 && (rows.longest[row] ?? 0) < shortest;
    if (!isLeftOut && meets(rows.boxes, row, bounds)) count++;
  }
  return count;
}

/** The tile's grid, and what it shows, in patch units. */
function squareOf({ halved, right, down }: Place): { grid: Grid; bounds: Bounds } {
  const width = patchUnits / 2 ** halved;
  const unit = width / extent;
  const grid = { originX: right * width, originY: down * width, unit };
  const margin = buffer * unit;
  return {
    grid,
    bounds: {
      minX: grid.originX - margin,
      minY: grid.originY - margin,
      maxX: grid.originX + width + margin,
      maxY: grid.originY + width + margin,
    },
  };
}

function meets(boxes: Int32Array, row: number, { minX, minY, maxX, maxY }: Bounds): boolean {
  const at = 4 * row;
  return (
    (boxes[at] ?? 0) <= maxX &&
    (boxes[at + 1] ?? 0) <= maxY &&
    (boxes[at + 2] ?? 0) >= minX &&
    (boxes[at + 3] ?? 0) >= minY
  );
}

function isWithin(boxes: Int32Array, row: number, { minX, minY, maxX, maxY }: Bounds): boolean {
  const at = 4 * row;
  return (
    (boxes[at] ?? 0) >= minX &&
    (boxes[at + 1] ?? 0) >= minY &&
    (boxes[at + 2] ?? 0) <= maxX &&
    (boxes[at + 3] ?? 0) <= maxY
  );
}

/** Names and values of a tile, numbered in the order in which its features first use them. */
class Table {
  readonly names: string[] = [];
  readonly values: Uint8Array[] = [];
  private readonly nameNumbers: Int32Array;
  private readonly valueNumbers = new Map<number, number>();

  private readonly rows: PatchRows;
  private readonly zoom: number;

  constructor(rows: PatchRows, zoom: number) {
    this.rows = rows;
    this.zoom = zoom;
    this.nameNumbers = new Int32Array(rows.names.length).fill(-1);
  }

  /** Undefined: not in tiles of this zoom. */
  nameNumber(index: number): number | undefined {
    const known = this.nameNumbers[index] ?? -1;
    if (known >= 0) return known;
    const name = this.rows.names[index];
    if (!name || name.minzoom > this.zoom) return undefined;
    this.nameNumbers[index] = this.names.length;
    return this.names.push(name.name) - 1;
  }

  valueNumber(index: number): number {
    const known = this.valueNumbers.get(index);
    if (known !== undefined) return known;
    const { valueStarts, valueBytes } = this.rows;
    this.valueNumbers.set(index, this.values.length);
    return this.values.push(valueBytes.subarray(valueStarts[index], valueStarts[index + 1])) - 1;
  }
}

function writeFeature(rows: PatchRows, row: number, type: number, table: Table): void {
  tags.clear();
  for (let at = rows.tagStarts[row] ?? 0; at < (rows.tagStarts[row + 1] ?? 0); at += 2) {
    const name = table.nameNumber(rows.tags[at] ?? 0);
    if (name === undefined) continue;
    tags.varint(name);
    tags.varint(table.valueNumber(rows.tags[at + 1] ?? 0));
  }
  feature.clear();
  feature.varint(tag.id);
  feature.varint(rows.ids[row] ?? 0);
  if (tags.length > 0) {
    feature.varint(tag.tags);
    feature.varint(tags.length);
    feature.append(tags);
  }
  feature.varint(tag.type);
  feature.varint(type);
  feature.varint(tag.geometry);
  feature.varint(geometry.length);
  feature.append(geometry);
  features.varint(tag.feature);
  features.varint(feature.length);
  features.append(feature);
}

/** Where the pen is: the next corner is told from there. */
const pen = { x: 0, y: 0 };

function writeGeometry(rows: PatchRows, row: number, type: number, grid: Grid, bounds: Bounds): void {
  const first = rows.lineStarts[row] ?? 0;
  const last = rows.lineStarts[row + 1] ?? 0;
  if (type === kind.point) {
    // A point is a line of one corner.
    writePoints(rows.corners, rows.cornerStarts[first] ?? 0, rows.cornerStarts[last] ?? 0, grid);
    return;
  }
  pen.x = 0;
  pen.y = 0;
  const isWhole = isWithin(rows.boxes, row, bounds);
  if (type === kind.line) writeLines(rows, first, last, grid, isWhole ? undefined : bounds);
  else if (isWhole) writeWholeAreas(rows, first, last, grid);
  else writeCutAreas(rows, first, last, grid, bounds);
}

function writePoints(values: Int32Array, from: number, to: number, grid: Grid): void {
  snap(corners, values, from, to, grid);
  const kept: number[] = [];
  for (let at = 0; at < corners.length; at += 2) {
    const x = corners.corners[at] ?? 0;
    const y = corners.corners[at + 1] ?? 0;
    if (x >= -buffer && x <= extent + buffer && y >= -buffer && y <= extent + buffer) kept.push(x, y);
  }
  if (kept.length === 0) return;
  pen.x = 0;
  pen.y = 0;
  geometry.varint(command.moveTo | ((kept.length / 2) << 3));
  for (let at = 0; at < kept.length; at += 2) stepTo(kept[at] ?? 0, kept[at + 1] ?? 0);
}

function writeLines(rows: PatchRows, first: number, last: number, grid: Grid, bounds: Bounds | undefined): void {
  for (let line = first; line < last; line++) {
    const from = rows.cornerStarts[line] ?? 0;
    const to = rows.cornerStarts[line + 1] ?? 0;
    if (!bounds) {
      snap(corners, rows.corners, from, to, grid);
      writeLine(false);
      continue;
    }
    for (const part of clipLine(cornersOf(rows, line), bounds)) {
      snap(corners, part, 0, part.length / 2, grid);
      writeLine(false);
    }
  }
}

function writeWholeAreas(rows: PatchRows, first: number, last: number, grid: Grid): void {
  let hasOuter = false;
  for (let line = first; line < last; line++) {
    const isHole = rows.holes[line] === 1;
    if (isHole && !hasOuter) continue;
    const area = snapRing(corners, rows.corners, rows.cornerStarts[line] ?? 0, rows.cornerStarts[line + 1] ?? 0, grid);
    if (!isHole) hasOuter = area > 0;
    if (isHole ? area < 0 : area > 0) writeLine(true);
  }
}

function writeCutAreas(rows: PatchRows, first: number, last: number, grid: Grid, bounds: Bounds): void {
  for (let line = first; line < last; ) {
    const rings = [cornersOf(rows, line++)];
    while (line < last && rows.holes[line] === 1) rings.push(cornersOf(rows, line++));
    for (const polygon of clipArea(rings, bounds)) {
      for (const [index, ring] of polygon.entries()) {
        const area = snapRing(corners, ring, 0, ring.length / 2, grid);
        if (index === 0 && area <= 0) break;
        if (index === 0 || area < 0) writeLine(true);
      }
    }
  }
}

function cornersOf(rows: PatchRows, line: number): Corners {
  return Array.from(rows.corners.subarray(2 * (rows.cornerStarts[line] ?? 0), 2 * (rows.cornerStarts[line + 1] ?? 0)));
}

/** Writes what was snapped, when it is longer than a point. */
function writeLine(isRing: boolean): void {
  const { corners: values, length } = corners;
  if (length < 4) return;
  geometry.varint(command.moveTo | (1 << 3));
  stepTo(values[0] ?? 0, values[1] ?? 0);
  geometry.varint(command.lineTo | ((length / 2 - 1) << 3));
  for (let at = 2; at < length; at += 2) stepTo(values[at] ?? 0, values[at + 1] ?? 0);
  if (isRing) geometry.varint(command.closePath | (1 << 3));
}

function stepTo(x: number, y: number): void {
  geometry.zigzag(x - pen.x);
  geometry.zigzag(y - pen.y);
  pen.x = x;
  pen.y = y;
}

function lengthDelimited(fieldTag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([fieldTag, ...varint(content.length)]), content]);
}

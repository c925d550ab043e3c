import { buffer, extent, shortestSide, smallestWidth } from '../../geometry/bands.ts';
import type { Corners } from '../../geometry/rings.ts';
import { type Bounds, clipArea, clipLine } from './clip.ts';
import { GrowingBytes, varintBytes } from './growing-bytes.ts';
import { type PatchRows, type Place, patchUnits } from './patch-rows.ts';
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
  extent: 0x28,
  version: 0x78,
};
const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const;
const kind = { point: 1, line: 2, polygon: 3 } as const;

/** Used again for each tile: nothing waits while one is encoded. */
const features = new GrowingBytes();
const layer = new GrowingBytes();
const whole = new GrowingBytes();
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
  const table = newTable(rows, zoom);
  features.clear();
  const ends: number[] = [];
  const namesUsed: number[] = [];
  const valuesUsed: number[] = [];
  let looked = 0;
  for (let row = 0; row < rows.count && looked < most; row++) {
    if (!mayBeIn(rows, row, bounds, shortest)) continue;
    looked++;
    const longest = rows.longest[row] ?? 0;
    const isThin = longest < shortest || (rows.areas[row] ?? 0) < longest * narrowest;
    const isSmall = rows.dimensions[row] === 2 && isThin;
    const isPoint = isSmall || rows.kinds[row] === 0;
    const type = isPoint ? kind.point : (rows.kinds[row] ?? kind.point);
    geometry.clear();
    if (isPoint) writePoints(rows.points, row, row + 1, grid);
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
      return assembled(name, written, ends[last] ?? 0, table, namesUsed[last] ?? 0, valuesUsed[last] ?? 0);
    },
  };
}

/** A tile of one layer: the first bytes of its features, and the names and values that those use. */
function assembled(
  name: string,
  features: Uint8Array,
  end: number,
  table: Table,
  names: number,
  values: number,
): Buffer {
  layer.clear();
  layer.varint(tag.version);
  layer.varint(2);
  putText(tag.name, name);
  layer.put(features, 0, end);
  for (let index = 0; index < names; index++) putText(tag.key, table.names[index] ?? '');
  const { valueStarts, valueBytes } = table.rows;
  for (let index = 0; index < values; index++) {
    const value = table.values[index] ?? 0;
    const from = valueStarts[value] ?? 0;
    const to = valueStarts[value + 1] ?? 0;
    layer.varint(tag.value);
    layer.varint(to - from);
    layer.put(valueBytes, from, to);
  }
  layer.varint(tag.extent);
  layer.varint(extent);
  whole.clear();
  whole.varint(tag.layer);
  whole.varint(layer.length);
  whole.append(layer);
  return whole.copy();
}

function putText(fieldTag: number, text: string): void {
  const content = Buffer.from(text);
  layer.varint(fieldTag);
  layer.varint(content.length);
  layer.put(content);
}

/** How many of a patch's rows may be in a tile. */
export function countInTile(rows: PatchRows, place: Place, zoom: number): number {
  const { bounds } = squareOf(place);
  const shortest = shortestSide(zoom);
  let count = 0;
  for (let row = 0; row < rows.count; row++) if (mayBeIn(rows, row, bounds, shortest)) count++;
  return count;
}

/** Whether a row reaches the tile; short lines are left out. */
function mayBeIn(rows: PatchRows, row: number, bounds: Bounds, shortest: number): boolean {
  const isLeftOut = rows.dimensions[row] === 1 && (rows.longest[row] ?? 0) < shortest;
  return !isLeftOut && meets(rows.boxes, row, bounds);
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
interface Table {
  rows: PatchRows;
  zoom: number;
  names: string[];
  /** Numbers of the patch's values. */
  values: number[];
  /** Of a name of the patch, its number here; -1: none yet. */
  nameNumbers: Int32Array;
}

/** Of a value of the patch, its number in the tile being made, and in which tile it was given that. */
let valueNumbers = new Uint32Array(4_096);
let givenIn = new Uint32Array(4_096);
let tilesMade = 0;

function newTable(rows: PatchRows, zoom: number): Table {
  const values = rows.valueStarts.length;
  tilesMade = (tilesMade + 1) >>> 0;
  if (values > givenIn.length || tilesMade === 0) {
    valueNumbers = new Uint32Array(Math.max(2 * values, 4_096));
    givenIn = new Uint32Array(valueNumbers.length);
    tilesMade = 1;
  }
  return { rows, zoom, names: [], values: [], nameNumbers: new Int32Array(rows.names.length).fill(-1) };
}

/** -1: not in tiles of this zoom. */
function nameNumber({ rows, zoom, names, nameNumbers }: Table, index: number): number {
  const known = nameNumbers[index] ?? -1;
  if (known >= 0) return known;
  const name = rows.names[index];
  if (!name || name.minzoom > zoom) return -1;
  nameNumbers[index] = names.length;
  return names.push(name.name) - 1;
}

function valueNumber({ values }: Table, index: number): number {
  if (givenIn[index] === tilesMade) return valueNumbers[index] ?? 0;
  givenIn[index] = tilesMade;
  valueNumbers[index] = values.length;
  return values.push(index) - 1;
}

function writeFeature(rows: PatchRows, row: number, type: number, table: Table): void {
  tags.clear();
  const end = rows.tagStarts[row + 1] ?? 0;
  for (let at = rows.tagStarts[row] ?? 0; at < end; at += 2) {
    const name = nameNumber(table, rows.tags[at] ?? 0);
    if (name < 0) continue;
    tags.varint(name);
    tags.varint(valueNumber(table, rows.tags[at + 1] ?? 0));
  }
  const id = rows.ids[row] ?? 0;
  const tagsBytes = tags.length > 0 ? 1 + varintBytes(tags.length) + tags.length : 0;
  const geometryBytes = 1 + varintBytes(geometry.length) + geometry.length;
  features.varint(tag.feature);
  features.varint(1 + varintBytes(id) + tagsBytes + 2 + geometryBytes);
  features.varint(tag.id);
  features.varint(id);
  if (tags.length > 0) {
    features.varint(tag.tags);
    features.varint(tags.length);
    features.append(tags);
  }
  features.varint(tag.type);
  features.varint(type);
  features.varint(tag.geometry);
  features.varint(geometry.length);
  features.append(geometry);
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
  const end = 2 * (rows.cornerStarts[line + 1] ?? 0);
  const copied: Corners = [];
  for (let at = 2 * (rows.cornerStarts[line] ?? 0); at < end; at++) copied.push(rows.corners[at] ?? 0);
  return copied;
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

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Queryable } from '../../database/database.ts';
import type { Definition } from '../../datasets/definition.ts';
import { drawnColumns } from '../../geometry/drawn-rows.ts';
import type { Layer } from '../../geometry/layers.ts';
import type { Corners } from '../../geometry/rings.ts';
import { readWellKnownBinary } from '../../geometry/well-known-binary.ts';
import { type Bounds, clipArea, clipLine } from '../encoder/clip.ts';
import { type PatchName, type PatchRows, patchBuffer, patchUnits } from '../encoder/patch-rows.ts';
import type { TileCoordinates } from '../tile-matrix-sets.ts';
import { frameOf } from './patch.ts';
import { type PatchRow, patchQuery, type Wanted } from './rows.ts';
import { Values } from './values.ts';

/** What others wait for meanwhile is answered after so many rows. */
const rowsATurn = 250;

/** Asks for the rows of a square and makes typed arrays of them. */
export async function readSquare(
  database: Queryable,
  layer: Layer,
  square: TileCoordinates,
  wanted: Wanted,
): Promise<PatchRows> {
  const rows = await database.query<PatchRow>(patchQuery(layer, square, wanted));
  const builder = new Builder(layer.definition, square, wanted.zoom);
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % rowsATurn === 0) await nextTurn();
    builder.add(row);
  }
  return builder.done();
}

const bounds: Bounds = {
  minX: -patchBuffer,
  minY: -patchBuffer,
  maxX: patchUnits + patchBuffer,
  maxY: patchUnits + patchBuffer,
};

/** Where no tile of the patch is. */
const nowhere = -(2 ** 31);

class Builder {
  private readonly ids: number[] = [];
  private readonly dimensions: number[] = [];
  private readonly longest: number[] = [];
  private readonly areas: number[] = [];
  private readonly points: number[] = [];
  private readonly boxes: number[] = [];
  private readonly kinds: number[] = [];
  private readonly lineStarts: number[] = [0];
  private readonly cornerStarts: number[] = [0];
  private readonly corners: number[] = [];
  private readonly holes: number[] = [];
  private readonly tagStarts: number[] = [0];
  private readonly tags: number[] = [];
  private readonly values = new Values();
  private readonly names: PatchName[];
  private readonly numberOfName: Map<string, number>;
  private readonly columns: ReturnType<typeof drawnColumns>;
  private readonly series: number;
  private readonly place: (x: number, y: number) => [number, number];

  constructor(definition: Definition, square: TileCoordinates, zoom: number) {
    const { west, north, scale } = frameOf(square);
    this.place = (x, y) => [(x - west) * scale, (north - y) * scale];
    this.columns = drawnColumns(definition, zoom);
    this.series = definition.series?.length ?? 0;
    this.names = this.columns.map(({ column, minzoom }) => ({ name: column.field.name, minzoom }));
    this.numberOfName = new Map(this.names.map(({ name }, index) => [name, index]));
  }

  add(row: PatchRow): void {
    this.ids.push(row.feature_id);
    this.dimensions.push(row.dimension);
    this.longest.push(row.longest);
    this.areas.push(row.area);
    const box = { minX: 2 ** 31 - 1, minY: 2 ** 31 - 1, maxX: nowhere, maxY: nowhere };
    const [x, y] = row.x === null || row.y === null ? [nowhere, nowhere] : this.place(row.x, row.y).map(Math.round);
    if (x !== undefined && y !== undefined && isWithin(x, y)) {
      this.points.push(x, y);
      widen(box, x, y);
    } else this.points.push(nowhere, nowhere);
    this.kinds.push(row.wkb ? this.addGeometry(row.wkb, box) : 0);
    this.lineStarts.push(this.cornerStarts.length - 1);
    this.boxes.push(box.minX, box.minY, box.maxX, box.maxY);
    this.addTags(row);
  }

  /** Gives what it is. Of several kinds the one of the highest dimension is the feature. */
  private addGeometry(wkb: Buffer, box: Bounds): number {
    const { areas, lines, points } = readWellKnownBinary(wkb, this.place);
    if (areas.length > 0) {
      for (const rings of areas) {
        for (const polygon of rings.every(isAllWithin) ? [rings] : clipArea(rings, bounds)) {
          polygon.forEach((ring, index) => {
            this.addLine(ring, index > 0, box);
          });
        }
      }
      return 3;
    }
    if (lines.length > 0) {
      for (const line of lines) {
        for (const part of isAllWithin(line) ? [line] : clipLine(line, bounds)) this.addLine(part, false, box);
      }
      return 2;
    }
    for (let at = 0; at < points.length; at += 2) {
      const point = points.slice(at, at + 2);
      if (isAllWithin(point)) this.addLine(point, false, box);
    }
    return 1;
  }

  private addLine(line: Corners, isHole: boolean, box: Bounds): void {
    for (let at = 0; at < line.length; at += 2) {
      const x = Math.round(line[at] ?? 0);
      const y = Math.round(line[at + 1] ?? 0);
      widen(box, x, y);
      this.corners.push(x, y);
    }
    this.cornerStarts.push(this.corners.length / 2);
    this.holes.push(isHole ? 1 : 0);
  }

  /** Null attributes are left out, a series becomes one attribute a year: as ST_AsMVT does. */
  private addTags(row: PatchRow): void {
    this.columns.forEach(({ column: { field } }, index) => {
      this.addTag(index, row[`a${index}`], field.type);
    });
    for (let index = 0; index < this.series; index++) {
      for (const [name, value] of Object.entries(row[`s${index}`] ?? {}))
        this.addTag(this.nameOf(name), value, 'double');
    }
    this.tagStarts.push(this.tags.length);
  }

  private addTag(name: number, value: unknown, type: Parameters<Values['numberOf']>[1]): void {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    this.tags.push(name, this.values.numberOf(value, type));
  }

  private nameOf(name: string): number {
    const known = this.numberOfName.get(name);
    if (known !== undefined) return known;
    this.numberOfName.set(name, this.names.length);
    return this.names.push({ name, minzoom: 0 }) - 1;
  }

  done(): PatchRows {
    const arrays = {
      ids: Float64Array.from(this.ids),
      dimensions: Uint8Array.from(this.dimensions),
      longest: Float64Array.from(this.longest),
      areas: Float64Array.from(this.areas),
      points: Int32Array.from(this.points),
      boxes: Int32Array.from(this.boxes),
      kinds: Uint8Array.from(this.kinds),
      lineStarts: Uint32Array.from(this.lineStarts),
      cornerStarts: Uint32Array.from(this.cornerStarts),
      corners: Int32Array.from(this.corners),
      holes: Uint8Array.from(this.holes),
      tagStarts: Uint32Array.from(this.tagStarts),
      tags: Uint32Array.from(this.tags),
      ...this.values.done(),
    };
    const bytes = Object.values(arrays).reduce((sum, array) => sum + array.byteLength, 0);
    return { count: this.ids.length, names: this.names, ...arrays, bytes };
  }
}

function isWithin(x: number, y: number): boolean {
  return x >= bounds.minX && x <= bounds.maxX && y >= bounds.minY && y <= bounds.maxY;
}

function isAllWithin(line: Corners): boolean {
  for (let at = 0; at < line.length; at += 2) if (!isWithin(line[at] ?? 0, line[at + 1] ?? 0)) return false;
  return true;
}

function widen(box: Bounds, x: number, y: number): void {
  if (x < box.minX) box.minX = x;
  if (y < box.minY) box.minY = y;
  if (x > box.maxX) box.maxX = x;
  if (y > box.maxY) box.maxY = y;
}

import { parentPort, workerData } from 'node:worker_threads';
import sqlite from 'node-sqlite3-wasm';
import { mostBytesOfCorner, mostCorners } from '../../limits.ts';
import { layersOf, quoted } from './layers.ts';
import { type Asked, type FoundLayer, measuresOfRow, type RowBatch, type Said, state } from './messages.ts';
import { Shapes } from './shape.ts';
import { valueReader } from './values.ts';

/**
 * SQLite in a thread of its own: its WebAssembly blocks while it reads, and what it allocates goes when the thread does.
 * What it does not manage, or does not understand, is GDAL's: nothing is refused here but a row that is too large for both.
 */

const { file }: { file: string } = workerData;

/** What SQLite's memory may grow to: a row of the largest size, some times over. */
const mostMemory = 256 * 1024 * 1024;
const pageBytes = 65_536;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * pageBytes > mostMemory) throw new RangeError('memory');
  return grow.call(this, pages);
};

/** Rows of a batch, and the bytes of geometry after which it ends. */
const batchRows = 1_000;
const batchBytes = 1 << 20;
const mostGeometryBytes = mostCorners * mostBytesOfCorner;

class TooLarge extends Error {
  readonly row: number;

  constructor(row: number) {
    super();
    this.row = row;
  }
}

function say(message: Said, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function open(): { database: sqlite.Database; layers: readonly FoundLayer[] } {
  const database = new sqlite.Database(file, { readOnly: true, fileMustExist: true });
  const layers = layersOf(database);
  if (!layers) throw new Error('not ours');
  return { database, layers };
}

/** The rows of a layer in the order of their numbers, a batch at a time. */
function* batches(database: sqlite.Database, layer: FoundLayer): Generator<RowBatch> {
  const { fidColumnName = '', fields, geometryFields } = layer;
  const geometry = geometryFields[0]?.name;
  const read = fields.map(valueReader);
  // Columns by number, since a layer may call one of its own whatever we would.
  const columns = [fidColumnName, ...fields.map(({ name }) => name)].map((name, at) => `${quoted(name)} as "${at}"`);
  const place = geometry
    ? `case when length(${quoted(geometry)}) > ${mostGeometryBytes} then -1 else ${quoted(geometry)} end`
    : 'null';
  const statement = database.prepare(`select ${columns.join(', ')}, ${place} as place from ${quoted(layer.name)}`);
  let batch = newBatch();
  let number = 0;
  for (const row of statement.iterate()) {
    number += 1;
    const { place: blob } = row;
    if (blob === -1) throw new TooLarge(number);
    batch.rowNumbers.push(typeof row[0] === 'bigint' ? String(row[0]) : Number(row[0]));
    batch.values.push(read.map((value, at) => value(row[at + 1])));
    append(batch, blob instanceof Uint8Array ? blob : null);
    if (blob !== null && !(blob instanceof Uint8Array)) throw new Error('not ours');
    if (batch.values.length >= batchRows || batch.shapes.length >= batchBytes) {
      yield sealed(batch);
      batch = newBatch();
    }
  }
  if (batch.values.length > 0) yield sealed(batch);
}

interface Open {
  rowNumbers: (number | string)[];
  values: unknown[][];
  shapes: Shapes;
  ends: number[];
  measures: number[];
}

function newBatch(): Open {
  const shapes = new Shapes(batchBytes + (batchBytes >> 2));
  return { rowNumbers: [], values: [], shapes, ends: [], measures: [] };
}

const nothing = Array.from({ length: measuresOfRow }, () => 0);

function append({ shapes, ends, measures }: Open, blob: Uint8Array | null): void {
  if (blob === null) measures.push(...nothing);
  else {
    const { type, corners, dimension, extent, isBroken, isEmpty } = shapes.append(blob);
    const condition = isEmpty ? state.empty : isBroken ? state.broken : state.whole;
    measures.push(type, corners, dimension ?? -1, condition, ...extent);
  }
  ends.push(shapes.length);
}

function sealed({ rowNumbers, values, shapes, ends, measures }: Open): RowBatch {
  return {
    rowNumbers,
    values,
    bytes: shapes.bytes,
    ends: Uint32Array.from(ends),
    measures: Float64Array.from(measures),
  };
}

/** Runs a step; what goes wrong in it is GDAL's to say. */
function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    say(error instanceof TooLarge ? { tooLarge: error.row } : { notOurs: true });
  }
}

attempt(() => {
  const { database, layers } = open();
  let rows: Generator<RowBatch> | undefined;
  say({ layers });
  parentPort?.on('message', (asked: Asked) => {
    attempt(() => {
      const layer = 'layer' in asked ? layers.find(({ name }) => name === asked.layer) : undefined;
      if (layer) rows = batches(database, layer);
      const next = rows?.next();
      if (!next || next.done) say({ end: true });
      else {
        const { bytes, ends, measures } = next.value;
        say({ rows: next.value }, [bytes.buffer, ends.buffer, measures.buffer]);
      }
    });
  });
});

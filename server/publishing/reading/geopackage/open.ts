import { existsSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../../threads/worker-thread.ts';
import { BrokenGeometryError, geometryNames, type Shape } from '../../checking/wkb.ts';
import { rowTooLarge, tooManyColumns } from '../../findings/values.ts';
import { mostBytesOfCorner, mostCharacters, mostColumns, mostCorners } from '../../limits.ts';
import { Refusal } from '../../report.ts';
import { headOf } from '../beside.ts';
import { chooseLayer } from '../choose-layer.ts';
import { rowNumberOf, sourceOf, typesOf } from '../gdal-layer.ts';
import type { DataPlace } from '../place.ts';
import type { OpenedFile, Source, SourceRow } from '../source.ts';
import { geometryOf } from './geojson.ts';
import { type Asked, type FoundLayer, measuresOfRow, type RowBatch, type Said, state } from './messages.ts';
import { setSrid } from './shape.ts';

const memoryLimit = { maxOldGenerationSizeMb: 256 };
const headBytes = 100;

type Rows = ReturnType<Source['rows']>;

/**
 * A layer of a GeoPackage by our own reader. Undefined: the file, or that layer, is GDAL's to read. Where a row is beyond us,
 * `throughGdal` reads the file once more and takes over from there. Throws Refusal when a layer has to be chosen.
 */
export async function openGeoPackage(
  file: string,
  { layer: wanted, prefix }: Pick<DataPlace, 'layer' | 'prefix'>,
  throughGdal: () => Promise<OpenedFile>,
): Promise<OpenedFile | undefined> {
  const head = await headOf(file, undefined, headBytes);
  // Bytes 18 and 19 say whether changes may be in a file beside it, which our SQLite cannot share (fileformat2 §1.3.3).
  const isPlain = head.toString('latin1', 0, 15) === 'SQLite format 3' && head[18] === 1 && head[19] === 1;
  if (!isPlain || existsSync(`${file}-wal`)) return undefined;
  const threads = [startThread(file)];
  const close = async () => {
    for (const { worker } of threads) await worker.terminate();
  };
  let [fresh] = threads;
  try {
    const layers = await layersOf(threads[0]);
    const layer = layers && chooseLayer(layers, wanted, prefix);
    if (!layer?.isOurs) {
      await close();
      return undefined;
    }
    if (layer.fields.length > mostColumns) throw new Refusal(tooManyColumns(layer.fields.length, mostColumns));
    let gdal: Promise<OpenedFile> | undefined;
    const restOf = async (): Promise<Rows> => {
      gdal ??= throughGdal();
      return (await gdal).source.rows();
    };
    const rows = async function* () {
      // Each reading has a thread of its own, since one that was left in the middle goes on answering.
      const thread = fresh ?? startThread(file);
      if (thread !== fresh) {
        threads.push(thread);
        await layersOf(thread);
      }
      fresh = undefined;
      yield* rowsOf(thread, layer, restOf);
    };
    return { source: { ...sourceOf(layer, rows), types: typesOf(layer) }, notes: [], close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Thread {
  worker: Worker;
  /** What it says, one at a time. A thread that is gone has left the rest to GDAL. */
  said(): Promise<Said>;
}

function startThread(file: string): Thread {
  const worker = startWorker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: memoryLimit,
    workerData: { file },
  });
  const heard: Said[] = [];
  let wake = () => {};
  const hear = (message: Said) => {
    heard.push(message);
    wake();
  };
  worker.on('message', hear);
  worker.on('error', () => hear({ notOurs: true }));
  worker.on('exit', () => hear({ notOurs: true }));
  return {
    worker,
    async said() {
      if (heard.length === 0) {
        await new Promise<void>((fulfil) => {
          wake = fulfil;
        });
      }
      return heard.shift() ?? { notOurs: true };
    },
  };
}

async function layersOf(thread: Thread | undefined): Promise<readonly FoundLayer[] | undefined> {
  const first = await thread?.said();
  return first && 'layers' in first ? first.layers : undefined;
}

/** Batches that are read ahead: one is made while another is used. */
const ahead = 2;

async function* rowsOf(
  { worker, said }: Thread,
  layer: FoundLayer,
  otherwise: () => Promise<Rows>,
): AsyncGenerator<SourceRow> {
  const ask = (asked: Asked) => worker.postMessage(asked);
  const make = rowMaker(layer);
  ask({ layer: layer.name });
  for (let asked = 1; asked < ahead; asked += 1) ask({ more: true });
  let number = 0;
  for (;;) {
    const answer = await said();
    if ('rows' in answer) {
      ask({ more: true });
      for (let at = 0; at < answer.rows.values.length; at += 1) {
        number += 1;
        yield make(answer.rows, at, number);
      }
    } else if ('end' in answer) return;
    else if ('tooLarge' in answer)
      throw new Refusal(rowTooLarge(answer.tooLarge, (mostCorners * mostBytesOfCorner) / 1_000_000));
    else break;
  }
  for await (const row of await otherwise()) if (row.number > number) yield row;
}

function rowMaker(layer: FoundLayer) {
  const { fields, geometryFields } = layer;
  const names = fields.map(({ name }) => name);
  const rowNumber = rowNumberOf(layer);
  return (batch: RowBatch, at: number, number: number): SourceRow => {
    const properties: Record<string, unknown> = {};
    const values = batch.values[at] ?? [];
    let characters = 0;
    for (const [index, name] of names.entries()) {
      const value = values[index];
      properties[name] = value;
      if (typeof value === 'string') characters += value.length;
    }
    if (characters > mostCharacters) throw new Refusal(rowTooLarge(number, mostCharacters / 1024 / 1024));
    if (rowNumber !== undefined) properties[rowNumber] = batch.rowNumbers[at];
    const shape = geometryFields.length > 0 ? shapeAt(batch, at) : undefined;
    if (!shape) return { number, properties, geometry: null };
    return {
      number,
      properties,
      shape,
      get geometry() {
        return geometryOf(shape.bytes);
      },
    };
  };
}

function shapeAt({ bytes, ends, measures }: RowBatch, at: number): (Shape & { bytes: Buffer }) | undefined {
  const [type = 0, corners = 0, dimension, condition, west = 0, south = 0, east = 0, north = 0] = measures.subarray(
    at * measuresOfRow,
    (at + 1) * measuresOfRow,
  );
  const name = geometryNames[type - 1];
  if (!name) return undefined;
  const from = at === 0 ? 0 : (ends[at - 1] ?? 0);
  const own = Buffer.from(bytes.buffer, from, (ends[at] ?? 0) - from);
  return {
    type: name,
    corners,
    dimension: dimension === 0 || dimension === 1 || dimension === 2 ? dimension : null,
    bytes: own,
    encode(srid) {
      if (condition === state.empty) return undefined;
      if (condition === state.broken) throw new BrokenGeometryError();
      setSrid(own, srid);
      return { bytes: own, extent: [west, south, east, north] };
    },
  };
}

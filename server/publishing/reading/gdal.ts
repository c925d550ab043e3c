import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { startWorker } from '../../threads/worker-thread.ts';
import {
  chooseLayer,
  fileDamaged,
  fileUnreadable,
  geometryTooLarge,
  tooManyColumns,
  unknownLayer,
  unpackedTooLarge,
} from '../findings.ts';
import { leastBytesOfCorner, mostColumns, mostCorners, mostUnpacked } from '../limits.ts';
import { Refusal } from '../report.ts';
import { preparedCsv } from './csv.ts';
import { type Layer, layerSchema, sourceOf, typesOf } from './gdal-layer.ts';
import type { OpenedFile } from './source.ts';
import { datasetsIn, zipEntries } from './zip.ts';

const answerSchema = z.union([
  z.object({ failure: z.string() }),
  z.object({ info: z.object({ layers: z.array(layerSchema) }).nullable(), type: z.string() }),
  z.object({ written: z.string() }),
  z.object({ row: z.number(), corners: z.number() }),
]);

/** GDAL opened the file and says what is in it; without one of these words it is damage. */
const notRecognised = /not recognized|no dataset|unable to open|^$/i;

/** Layers that QGIS and GDAL keep beside the data. */
const bookkeeping = new Set(['layer_styles', 'qgis_projects', 'gpkg_ogr_contents']);

const memoryLimit = { maxOldGenerationSizeMb: 512 };

/**
 * Opens any file that GDAL reads, and one layer of it. Rows come from a temporary file, one at a time, so that memory
 * does not grow with the file. Throws Refusal.
 */
export async function openWithGdal(file: string, wanted: string | undefined): Promise<OpenedFile> {
  const output = await mkdtemp(join(tmpdir(), 'allmanning-import-'));
  const clean = () => rm(output, { recursive: true, force: true });
  try {
    const { source, notes } = await readLayer(resolve(file), wanted, output);
    return { source, notes, close: clean };
  } catch (error) {
    await clean();
    throw error;
  }
}

async function readLayer(file: string, wanted: string | undefined, output: string) {
  const csv = /\.csv$/i.test(file) ? await preparedCsv(file, output) : undefined;
  const zipped = /\.zip$/i.test(file) ? await entriesOf(file) : undefined;
  const places = zipped?.places ?? [];
  const inside = places.length > 1 ? placeOfLayer(places, wanted) : (places[0] ?? null);
  const layerName = places.length > 1 ? undefined : wanted;
  const worker = startWorker(new URL('./gdal-worker.ts', import.meta.url), {
    resourceLimits: memoryLimit,
    workerData: { output, file: csv?.file ?? file, inside, openOptions: openOptions(inside ?? file) },
  });
  try {
    const opened = await answer(worker);
    if (!('info' in opened) || !opened.info) throw new Refusal(fileUnreadable(''));
    const layer = chosen(opened.info.layers, layerName);
    if (layer.fields.length > mostColumns) throw new Refusal(tooManyColumns(layer.fields.length, mostColumns));
    const { size: bytes, isFolder } = await stat(file).then((one) => ({ size: one.size, isFolder: one.isDirectory() }));
    const size = zipped?.largest ?? (isFolder ? Infinity : bytes);
    const geometry = layer.geometryFields[0];
    // Asked first, since writing as text needs twenty times the memory.
    if (geometry && size > mostCorners * leastBytesOfCorner) {
      worker.postMessage({ layer: layer.name, geometry: geometry.name || 'geometry', most: mostCorners });
      const looked = await answer(worker);
      if ('corners' in looked && looked.corners > 0) {
        throw new Refusal(geometryTooLarge(looked.row, looked.corners, mostCorners));
      }
    }
    worker.postMessage({ layer: layer.name });
    const written = await answer(worker);
    if (!('written' in written)) throw new Refusal(fileDamaged(''));
    const source = sourceOf(layer, written.written);
    // What a cell of a sheet looks like says more than its format.
    const isSheet = /\.(csv|xlsx|ods)$/i.test(inside ?? file);
    return { source: isSheet ? source : { ...source, types: typesOf(layer) }, notes: csv?.notes ?? [] };
  } finally {
    await worker.terminate();
  }
}

async function entriesOf(file: string): Promise<{ places: string[]; largest: number }> {
  const entries = await zipEntries(file);
  if (!entries) throw new Refusal(fileDamaged('zip'));
  const places = datasetsIn(entries);
  if (places.length === 0) throw new Refusal(fileUnreadable('zip'));
  const largest = Math.max(...entries.map(({ size }) => size));
  if (largest > mostUnpacked) throw new Refusal(unpackedTooLarge(Math.ceil(mostUnpacked / 1024 ** 3)));
  return { places, largest };
}

/** Several files in a zip are told apart as layers are, by the name without folder and ending. */
function placeOfLayer(places: readonly string[], wanted: string | undefined): string {
  const names = places.map((place) => place.replace(/^.*\//, '').replace(/\.[a-z]+$/i, ''));
  if (wanted === undefined) throw new Refusal(chooseLayer(names));
  const place = places[names.indexOf(wanted)];
  if (place === undefined) throw new Refusal(unknownLayer(names), wanted);
  return place;
}

function openOptions(name: string): string[] {
  if (/\.csv$/i.test(name)) {
    // Everything as text: 0381 is a code and no number.
    return [
      'AUTODETECT_TYPE=NO',
      'HEADERS=YES',
      'GEOM_POSSIBLE_NAMES=WKT,wkt,geom,GEOM,geometry,geometri,the_geom,SHAPE',
      'KEEP_GEOM_COLUMNS=NO',
    ];
  }
  // Else GDAL leaves a .gfs file beside the user's.
  if (/\.gml$/i.test(name)) return ['WRITE_GFS=NO'];
  return [];
}

type Answer = Exclude<z.infer<typeof answerSchema>, { failure: string }>;

function answer(worker: Worker): Promise<Answer> {
  return new Promise((fulfil, reject) => {
    const onMessage = (message: unknown) => {
      done();
      // Something without layers, such as a picture, does not parse.
      const { data: said = { failure: '' } } = answerSchema.safeParse(message);
      if (!('failure' in said)) fulfil(said);
      else reject(new Refusal(notRecognised.test(said.failure) ? fileUnreadable('') : fileDamaged(said.failure)));
    };
    // GDAL aborts the whole thread when its memory ends or a file breaks an assumption.
    const onError = (error: Error) => {
      done();
      reject(new Refusal(fileDamaged(error.message.slice(0, 200))));
    };
    const onExit = () => onError(new Error(''));
    // One by one: removeAllListeners() on a Worker also removes Node's own, and no message ever comes again.
    const done = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function chosen(all: readonly Layer[], wanted: string | undefined): Layer {
  const layers = all.filter(({ name }) => !bookkeeping.has(name));
  const names = layers.map(({ name }) => name);
  if (wanted !== undefined) {
    const layer = layers.find(({ name }) => name === wanted);
    if (!layer) throw new Refusal(unknownLayer(names), wanted);
    return layer;
  }
  const filled = layers.filter(({ featureCount }) => featureCount !== 0);
  const [only] = filled.length > 0 ? filled : layers;
  if (!only) throw new Refusal(fileUnreadable(''));
  if (filled.length > 1) throw new Refusal(chooseLayer(names));
  return only;
}

import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Worker } from 'node:worker_threads';
import type { Geometry } from 'geojson';
import { z } from 'zod';
import type { Field } from '../../datasets/definition.ts';
import { startWorker } from '../../worker-thread.ts';
import { identifyCrs } from '../crs.ts';
import { chooseLayer, fileDamaged, fileUnreadable, unknownLayer } from '../findings.ts';
import { Refusal } from '../report.ts';
import { preparedCsv } from './csv.ts';
import type { OpenedFile, Source, SourceRow } from './source.ts';
import { datasetsIn, zipEntries } from './zip.ts';

const layerSchema = z.object({
  name: z.string(),
  featureCount: z.number(),
  /** Where the format keeps a number for each row beside its attributes: `fid` of a GeoPackage. */
  fidColumnName: z.string().optional(),
  fields: z.array(z.object({ name: z.string(), type: z.string(), subType: z.string().optional() })).default([]),
  geometryFields: z
    .array(
      z.object({ type: z.string().optional(), coordinateSystem: z.looseObject({ projjson: z.unknown() }).nullish() }),
    )
    .default([]),
});
type Layer = z.infer<typeof layerSchema>;

const answerSchema = z.union([
  z.object({ failure: z.string() }),
  z.object({ info: z.object({ layers: z.array(layerSchema) }).nullable(), type: z.string() }),
  z.object({ written: z.string() }),
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
  const places = /\.zip$/i.test(file) ? await placesInZip(file) : [];
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
    worker.postMessage({ layer: layer.name, name: 'layer' });
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

async function placesInZip(file: string): Promise<string[]> {
  const entries = await zipEntries(file);
  if (!entries) throw new Refusal(fileDamaged('zip'));
  const places = datasetsIn(entries);
  if (places.length === 0) throw new Refusal(fileUnreadable('zip'));
  return places;
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

function sourceOf(layer: Layer, written: string): Source {
  const geometry = layer.geometryFields[0];
  const names = layer.fields.map(({ name }) => name);
  const rowNumber = rowNumberOf(layer);
  return {
    columns: rowNumber ? [...names, rowNumber] : names,
    ...(rowNumber ? { rowNumber } : {}),
    isEmpty: layer.featureCount === 0,
    hasGeometry: geometry !== undefined,
    srid: (geometry && identifyCrs(geometry.coordinateSystem?.projjson)) ?? null,
    rows: () => linesOf(written, layer),
  };
}

function rowNumberOf({ fidColumnName, fields }: Layer): string | undefined {
  return fidColumnName && !fields.some(({ name }) => name === fidColumnName) ? fidColumnName : undefined;
}

/**
 * Field and name in what GDAL wrote, when it had to rename some: it takes namn and Namn for the same and calls the second
 * Namn2.
 */
function renamedFields({ fields }: Layer): [string, string][] | undefined {
  const taken = new Set<string>();
  const names = fields.map(({ name }): [string, string] => {
    let as = name;
    for (let count = 2; taken.has(as.toLowerCase()); count += 1) as = `${name}${count}`;
    taken.add(as.toLowerCase());
    return [name, as];
  });
  return names.some(([name, as]) => name !== as) ? names : undefined;
}

const fieldTypes: Readonly<Record<string, Field['type']>> = {
  String: 'text',
  Integer: 'integer',
  Integer64: 'integer',
  Real: 'double',
  Date: 'date',
  DateTime: 'timestamptz',
  StringList: 'list',
  IntegerList: 'list',
  Integer64List: 'list',
  RealList: 'list',
};

function typesOf(layer: Layer): Map<string, Field['type']> {
  return new Map(
    layer.fields.map(({ name, type, subType }) => [
      name,
      subType === 'Boolean' ? 'boolean' : (fieldTypes[type] ?? 'text'),
    ]),
  );
}

async function* linesOf(file: string, layer: Layer): AsyncIterable<SourceRow> {
  const stream = createReadStream(file);
  const rowNumber = rowNumberOf(layer);
  const renamed = renamedFields(layer);
  let number = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      if (line === '') continue;
      number += 1;
      // GDAL wrote this line itself.
      const feature: { id?: number; properties: Record<string, unknown> | null; geometry: Geometry | null } =
        JSON.parse(line);
      const written = feature.properties ?? {};
      const properties = renamed ? Object.fromEntries(renamed.map(([name, as]) => [name, written[as]])) : written;
      if (rowNumber) properties[rowNumber] = feature.id;
      yield { number, properties, geometry: feature.geometry };
    }
  } finally {
    stream.destroy();
  }
  if (layer.featureCount > number) throw new Refusal(fileDamaged(`${number}/${layer.featureCount}`));
}

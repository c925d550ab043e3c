import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { startWorker } from '../../threads/worker-thread.ts';
import { geometryTooLarge } from '../findings/geometry.ts';
import { fileTakesMemory, rowTooLarge, tooManyColumns } from '../findings/values.ts';
import { fileDamaged, fileUnreadable } from '../findings.ts';
import { leastBytesOfCorner, mostBytesOfCorner, mostColumns, mostCorners } from '../limits.ts';
import { Refusal } from '../report.ts';
import { bytesOf, headOf, saidOfTexts, unpacked } from './beside.ts';
import { chooseLayer } from './choose-layer.ts';
import { type PreparedCsv, preparedCsv } from './csv.ts';
import { wantedDrivers } from './drivers.ts';
import { layerSchema, linesOf, sourceOf, typesOf } from './gdal-layer.ts';
import { refuseLargeFeatures } from './geojson-corners.ts';
import { openGeoPackage } from './geopackage/open.ts';
import { type DataPlace, findPlace } from './place.ts';
import { privateCopy } from './private-copy.ts';
import { asBytes, withTexts } from './shapefile-texts.ts';
import type { OpenedFile } from './source.ts';
import { belowTitle, sheetRows } from './table-begins.ts';
import { refuseLargeTexts } from './text-corners.ts';
import { prologBytes, refuseDocumentType } from './xml-prolog.ts';

const answerSchema = z.union([
  z.object({ failure: z.string() }),
  z.object({ lacksMemory: z.literal(true) }),
  z.object({
    info: z.object({ driverShortName: z.string(), layers: z.array(layerSchema) }).nullable(),
    type: z.string(),
  }),
  z.object({ written: z.string() }),
  z.object({ row: z.number(), corners: z.number() }),
]);

/** GDAL opened the file and says what is in it; without one of these words it is damage. */
const notRecognised = /not recognized|no dataset|unable to open|^$/i;

const memoryLimit = { maxOldGenerationSizeMb: 512 };

/**
 * Opens any file that GDAL reads, and one layer of it. Rows come from a temporary file, one at a time, so that memory
 * does not grow with the file. Throws Refusal.
 */
export async function openWithGdal(file: string, wanted: string | undefined): Promise<OpenedFile> {
  const output = await mkdtemp(join(tmpdir(), 'allmanning-import-'));
  const clean = () => rm(output, { recursive: true, force: true });
  try {
    const { source, notes, close } = await readLayer(resolve(file), wanted, output);
    return {
      source,
      notes,
      async close() {
        await close();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}

async function readLayer(file: string, wanted: string | undefined, output: string): Promise<OpenedFile> {
  const place = await findPlace(file, wanted);
  const kind = (/\.([a-z]+)$/i.exec(place.inside ?? place.path)?.[1] ?? '').toLowerCase();
  const entry = place.entries.find(({ name }) => name === place.inside);
  if (kind === 'gml' || kind === 'kml') refuseDocumentType(await headOf(place.path, entry, prologBytes));
  if (place.size > mostCorners * leastBytesOfCorner) {
    const bytes = () => bytesOf(place.path, entry);
    await refuseLargeTexts(kind, bytes);
    if (entry && /^(geo)?json$/.test(kind)) await refuseLargeFeatures(await bytes());
  }
  const path = await privateCopy(place.path, join(output, 'input'));
  const throughGdal = async () => ({ ...(await readWithGdal(place, kind, path, output)), close: async () => {} });
  const own = kind === 'gpkg' && !entry ? await openGeoPackage(path, place, throughGdal) : undefined;
  return own ?? throughGdal();
}

async function readWithGdal(place: DataPlace, kind: string, path: string, output: string) {
  const entry = place.entries.find(({ name }) => name === place.inside);
  // A table in a zip is taken out of it, to be recoded like any other.
  const table =
    kind === 'csv' ? await preparedCsv(entry ? await unpacked(path, entry, output) : path, output) : undefined;
  const worker = startWorker(new URL('./gdal-worker.ts', import.meta.url), {
    resourceLimits: memoryLimit,
    workerData: {
      output,
      file: table?.file ?? path,
      inside: table ? null : place.inside,
      openOptions: openOptions(kind, table?.separator),
    },
  });
  try {
    const opened = await answer(worker);
    if (!('info' in opened) || !opened.info) throw new Refusal(fileUnreadable(''));
    if (!isWanted(opened.info.driverShortName)) throw new Refusal(fileUnreadable(opened.info.driverShortName));
    const layer = chooseLayer(opened.info.layers, place.layer, place.prefix);
    if (layer.fields.length > mostColumns) throw new Refusal(tooManyColumns(layer.fields.length, mostColumns));
    const geometry = layer.geometryFields[0];
    // Asked first, since writing as text needs twenty times the memory.
    if (geometry && place.size > mostCorners * leastBytesOfCorner) {
      const asked = { layer: layer.name, geometry: geometry.name || 'geometry' };
      if (opened.info.driverShortName === 'GPKG') {
        worker.postMessage({ ...asked, most: mostCorners * mostBytesOfCorner, own: true });
        const { row, corners: bytes } = await largest(worker);
        if (bytes > 0) throw new Refusal(rowTooLarge(row, (mostCorners * mostBytesOfCorner) / 1_000_000));
      }
      worker.postMessage({ ...asked, most: mostCorners });
      const { row, corners } = await largest(worker);
      if (corners > 0) throw new Refusal(geometryTooLarge(row, corners, mostCorners));
    }
    worker.postMessage({ layer: layer.name });
    const written = await answer(worker);
    if (!('written' in written)) throw new Refusal(fileDamaged(''));
    const source = sourceOf(layer, () => linesOf(written.written, layer));
    // What a cell of a sheet looks like says more than its format.
    if (table) return { source: sheetRows(source, table.linesAbove), notes: table.notes };
    if (kind === 'xlsx' || kind === 'ods') {
      const { source: sheet, notes } = await belowTitle(source);
      return { source: sheetRows(sheet), notes };
    }
    const typed = { ...source, types: typesOf(layer) };
    if (kind === 'shp') return await withTexts(typed, await saidOfTexts(path, place.entries, place.inside));
    return { source: typed, notes: [] };
  } finally {
    await worker.terminate();
  }
}

async function largest(worker: Worker): Promise<{ row: number; corners: number }> {
  const looked = await answer(worker);
  return 'corners' in looked ? looked : { row: 0, corners: 0 };
}

function isWanted(driver: string): boolean {
  return wantedDrivers.some((wanted) => wanted === driver);
}

function openOptions(kind: string, separator: PreparedCsv['separator'] | undefined): string[] {
  if (kind === 'csv') {
    // Everything as text: 0381 is a code and no number.
    return [
      ...(separator ? [`SEPARATOR=${separator}`] : []),
      'AUTODETECT_TYPE=NO',
      'HEADERS=YES',
      'GEOM_POSSIBLE_NAMES=WKT,wkt,geom,GEOM,geometry,geometri,the_geom,SHAPE',
      'KEEP_GEOM_COLUMNS=NO',
    ];
  }
  // Else GDAL leaves a .gfs file beside the user's.
  if (kind === 'gml') return ['WRITE_GFS=NO'];
  return kind === 'shp' ? [asBytes] : [];
}

type Answer = Exclude<z.infer<typeof answerSchema>, { failure: string } | { lacksMemory: true }>;

function answer(worker: Worker): Promise<Answer> {
  return new Promise((fulfil, reject) => {
    const onMessage = (message: unknown) => {
      done();
      // Something without layers, such as a picture, does not parse.
      const { data: said = { failure: '' } } = answerSchema.safeParse(message);
      if ('lacksMemory' in said) reject(new Refusal(fileTakesMemory()));
      else if (!('failure' in said)) fulfil(said);
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

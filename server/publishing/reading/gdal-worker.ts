import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import initGdalJs from 'gdal3.js/node.js';
import { z } from 'zod';
import { gdalPackage } from '../../threads/gdal-package.ts';
import { skippedDrivers } from './drivers.ts';
import { zipNames } from './zip.ts';

/**
 * GDAL in a thread of its own: its WebAssembly blocks while it reads, and what it allocates goes when the thread does.
 * One thread opens one file (gdal3.js mounts one input folder at a time), then writes chosen layers as GeoJSONSeq.
 */

const data = z
  .object({
    /** Folder on disk where the written layers end up. */
    output: z.string(),
    file: z.string(),
    /** A file or folder inside a zip. */
    inside: z.string().nullable(),
    openOptions: z.array(z.string()),
  })
  .parse(workerData);

const request = z.object({
  layer: z.string(),
  /** The geometry's column as SQL calls it: asks only for the first row with more than `most` corners. */
  geometry: z.string().optional(),
  most: z.number().optional(),
  /** The format's own SQL, which knows bytes and not corners, without reading them. */
  own: z.boolean().default(false),
});

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The first row with a longer geometry, in SQLite. */
function bytesSql(layer: string, geometry: string, most: number): string {
  return `select 1 + (select count(*) from ${quoted(layer)} b where b.rowid < a.rowid) as row, length(${quoted(geometry)}) as corners
    from ${quoted(layer)} a where length(${quoted(geometry)}) > ${most} limit 1`;
}

/** The first row with more corners; what SQL cannot say about a format has none. */
function cornersSql(layer: string, geometry: string, most: number): string {
  return `select row, corners from (select row_number() over () as row, st_npoints(${quoted(geometry)}) as corners
    from ${quoted(layer)}) where corners > ${most} limit 1`;
}

/**
 * The memory that GDAL begins with, 512 MB, is all it gets, less a part that is taken from it and never touched: no file
 * makes the process take more than 600 MB. One with as many corners as are allowed needs 250. What then lacks memory is not
 * trusted, whatever GDAL makes of it.
 */
const keptFromGdal = 232 * 1024 * 1024;
let lacksMemory = false;
WebAssembly.Memory.prototype.grow = () => {
  lacksMemory = true;
  // Told at once: some of GDAL's readers go on for minutes without what they lack.
  parentPort?.postMessage({ lacksMemory });
  throw new RangeError('memory');
};

const errors: string[] = [];

function fail(error: unknown) {
  if (!lacksMemory) parentPort?.postMessage({ failure: failure(error) });
}

function failure(error: unknown): string {
  const said = errors.splice(0);
  const first = said.find((line) => !line.includes('Non closed ring'));
  if (first) return first;
  const list = Array.isArray(error) ? error : [error];
  const parsed = z.object({ message: z.string() }).safeParse(list[0]);
  return parsed.success ? parsed.data.message : String(error);
}

async function start() {
  const gdal = await initGdalJs({
    path: gdalPackage(),
    dest: data.output,
    // A header of text only is still a header.
    env: {
      ...skippedDrivers,
      ...zipNames,
      OGR_XLSX_HEADERS: 'FORCE',
      OGR_ODS_HEADERS: 'FORCE',
      OGR_XLSX_FIELD_TYPES: 'AUTO',
    },
    logHandler: () => {},
    errorHandler: (message) => {
      if (/^ERROR/.test(message)) errors.push(message.replace(/^ERROR \d+: /, ''));
    },
  });
  gdal.Module._malloc(keptFromGdal);
  if (data.inside === null) return { gdal, dataset: (await gdal.open(data.file, data.openOptions)).datasets[0] };
  // The first call only mounts the folder: a zip is no dataset itself.
  await gdal.open(data.file).catch(() => {});
  errors.splice(0);
  const path = `/input/${data.file.split('/').at(-1)}/${data.inside}`;
  return { gdal, dataset: (await gdal.open(path, data.openOptions, ['vsizip'])).datasets[0] };
}

try {
  const { gdal, dataset } = await start();
  if (!dataset) throw new Error('no dataset');
  parentPort?.postMessage({ info: dataset.info ?? null, type: dataset.type });
  parentPort?.on('message', async (message) => {
    try {
      const { layer, geometry, most, own } = request.parse(message);
      errors.splice(0);
      if (geometry !== undefined && most !== undefined) {
        const sql = own ? bytesSql(layer, geometry, most) : cornersSql(layer, geometry, most);
        const dialect = own ? [] : ['-dialect', 'SQLITE'];
        const said = await gdal
          .ogr2ogr(dataset, ['-f', 'CSV', ...dialect, '-sql', sql], own ? 'bytes' : 'corners')
          .then(({ real }) => readFileSync(real, 'utf8'))
          .catch(() => '');
        const [, row, corners] = /(\d+),(\d+)/.exec(said) ?? [];
        parentPort?.postMessage({ row: Number(row ?? 0), corners: Number(corners ?? 0) });
        return;
      }
      const written = await gdal.ogr2ogr(
        dataset,
        // GeoJSONSeq wants degrees: said to be that already, coordinates pass through unchanged.
        // biome-ignore format: pairs of an option and its value
        ['-f', 'GeoJSONSeq', '-preserve_fid', '-a_srs', 'EPSG:4326', '-dim', 'XY', '-nlt', 'CONVERT_TO_LINEAR',
          '-lco', 'COORDINATE_PRECISION=12', '-mapFieldType', 'Integer64=String', layer],
        'layer',
      );
      if (errors.length > 0 || lacksMemory) fail('');
      else parentPort?.postMessage({ written: written.real });
    } catch (error) {
      fail(error);
    }
  });
} catch (error) {
  fail(error);
}

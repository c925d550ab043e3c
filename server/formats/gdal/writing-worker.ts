import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import initGdalJs from 'gdal3.js/node.js';
import { z } from 'zod';
import { gdalPackage } from '../../threads/gdal-package.ts';

/** GDAL in a thread of its own, for one file: what it takes of memory goes when the thread does. */

// Whoever waits for tiles or pages comes first. On Linux this is of the thread alone, elsewhere of the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const data = z
  .object({
    /** Folder of the staged rows; GDAL sees it as `/output`. */
    folder: z.string(),
    memoryBytes: z.number(),
    /** Each VRT is a path from the folder, and so is the result, without its ending. */
    steps: z.array(z.object({ vrt: z.string(), options: z.array(z.string()), name: z.string() })),
  })
  .parse(workerData);

// `resourceLimits` do not count WebAssembly. What fails to grow makes GDAL say that memory is short.
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65_536 > data.memoryBytes) throw new RangeError('memory');
  return grow.call(this, pages);
};

const errors: string[] = [];
const vectorReadOnly = 0x04;

async function write() {
  const gdal = await initGdalJs({
    path: gdalPackage(),
    dest: data.folder,
    env: { OGR_CSV_MAX_LINE_SIZE: '-1' },
    logHandler: () => {},
    errorHandler: (message) => {
      if (/^ERROR/.test(message)) errors.push(message);
    },
  });
  for (const { vrt, options, name } of data.steps) {
    const path = `/output/${vrt}`;
    const types = ['string', 'number', 'number', 'number', 'number'];
    const pointer = gdal.Module.ccall('GDALOpenEx', 'number', types, [path, vectorReadOnly, 0, 0, 0]);
    if (pointer === 0) throw new Error('no dataset');
    // Its promise also fails on a warning with a high number: what counts is whether an ERROR was said.
    await gdal.ogr2ogr({ pointer, path, type: 'vector' }, options, name).catch((error: unknown) => {
      if (error instanceof Error) throw error;
    });
    if (errors.length > 0) throw new Error('ogr2ogr');
  }
}

try {
  await write();
  parentPort?.postMessage({ failure: null });
} catch (error) {
  parentPort?.postMessage({ failure: errors[0] ?? String(error) });
}

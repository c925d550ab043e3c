import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Localized } from '../../datasets/definition.ts';
import { boundedQueue } from '../../http/bounded-queue.ts';
import { type GdalFormat, gdalFormats, steps } from './formats.ts';
import { TooLarge } from './layer.ts';
import { shapefileNotes } from './shapefile-notes.ts';
import type { StagedRows } from './staged-rows.ts';
import { runInThread, type ThreadLimits } from './thread.ts';
import { writeZip } from './zip.ts';

export interface Written {
  /** What the file could not hold. */
  notes: readonly Localized[];
}

export interface GdalWriter {
  /**
   * Makes one file of staged rows at `output`, on the same volume as their folder. An older file is replaced when the
   * new one is whole. Throws TooLarge, or a 503 problem when too many wait or the deadline passes.
   */
  write(rows: StagedRows, format: GdalFormat, output: string, signal?: AbortSignal): Promise<Written>;
}

const usual = { atOnce: 1, waiting: 16, deadline: 600_000, memoryBytes: 1024 ** 3 };

/** The formats that a layer can be made into: without geometry only a table. */
export function formatsOf(layer: StagedRows['layer']): readonly GdalFormat[] {
  return layer.geometry ? gdalFormats : ['gpkg'];
}

/** GDAL as a writer: one file at once, others in line. */
export function gdalWriter(limits: Partial<ThreadLimits & { atOnce: number; waiting: number }> = {}): GdalWriter {
  const { atOnce, waiting, ...thread } = { ...usual, ...limits };
  const queue = boundedQueue({ atOnce, waiting });
  return {
    write: (rows, format, output, signal) => queue.run(() => writeFileOf(rows, format, output, thread, signal)),
  };
}

async function writeFileOf(
  rows: StagedRows,
  format: GdalFormat,
  output: string,
  limits: ThreadLimits,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const work = await mkdtemp(join(rows.folder, 'gdal-'));
  try {
    const inside = basename(work);
    const planned = await Promise.all(
      steps[format](rows).map(async ({ name, vrt, options }, index) => {
        await writeFile(join(work, `${index}.vrt`), vrt);
        return { vrt: `${inside}/${index}.vrt`, options, name: `${inside}/${name}` };
      }),
    );
    await runInThread({ folder: rows.folder, steps: planned }, limits, signal);
    return await place(rows, format, work, output);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function place(rows: StagedRows, format: GdalFormat, work: string, output: string): Promise<Written> {
  if (format === 'shp.zip') return zipShapefiles(rows, work, output);
  await rename(join(work, `${rows.layer.name}.${format}`), output);
  return { notes: [] };
}

/** Many programs read no more of a .shp or .dbf; GDAL's own 2GB_LIMIT lets a .dbf pass. */
const most = 2 ** 31 - 1;

async function zipShapefiles(rows: StagedRows, work: string, output: string): Promise<Written> {
  const { text, notes } = shapefileNotes(rows);
  const files = (await readdir(work)).filter((name) => !name.endsWith('.vrt')).sort();
  for (const name of files) {
    const { size } = await stat(join(work, name));
    if (size > most) throw new TooLarge('size', `${name}: over 2 GB`);
  }
  const whole = join(work, 'whole.zip');
  await writeZip(whole, [
    ...files.map((name) => ({ name, content: { file: join(work, name) } })),
    // No .csv: programs would offer it as a second layer.
    { name: 'faltnamn.txt', content: [text] },
  ]);
  await rename(whole, output);
  return { notes };
}

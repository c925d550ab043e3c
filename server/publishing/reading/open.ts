import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileDamaged, fileEmpty, fileMissing, fileTooLarge, notAFile } from '../findings.ts';
import { leastBytesOfCorner, mostCorners } from '../limits.ts';
import { Refusal } from '../report.ts';
import { namespace } from '../ss637040/read.ts';
import { bytesOf } from './beside.ts';
import { openWithGdal } from './gdal.ts';
import { refuseLargeFeatures } from './geojson-corners.ts';
import { jsonRows, withWholeNumbers } from './json-rows.ts';
import type { OpenedFile } from './source.ts';

/** The member that makes a FeatureCollection an NGP delivery. */
const ngpMark = '"feature:mediatyp"';
/** Our own JSON readers hold the whole file in memory. */
const largestJson = 256 * 1024 * 1024;

export type Opened = { kind: 'table'; file: OpenedFile } | { kind: 'ngp'; json: unknown } | { kind: 'ss637040' };

/** Recognises a file and opens it. `layer` chooses where there are several. Throws Refusal. */
export async function openFile(file: string, layer: string | undefined): Promise<Opened> {
  const size = await sizeOf(file);
  if (size === 0) throw new Refusal(fileEmpty());
  if (/\.(geo)?jsonl?$/i.test(file) && size > mostCorners * leastBytesOfCorner) {
    await refuseLargeFeatures(await bytesOf(file, undefined));
  }
  if (/\.(xml|gml)$/i.test(file) && (await contains(file, namespace))) return { kind: 'ss637040' };
  if (!/\.json$/i.test(file)) return { kind: 'table', file: await openWithGdal(file, layer) };
  if (await contains(file, ngpMark)) return { kind: 'ngp', json: await readJson(file, size) };
  try {
    return { kind: 'table', file: await openWithGdal(file, layer) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.code !== 'file-unreadable') throw error;
    const source = jsonRows(await readJson(file, size));
    return { kind: 'table', file: { source, notes: [], close: async () => {} } };
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new Refusal(fileMissing());
  // A FileGDB is a folder, and so are several files.
  if (found.isDirectory()) return 1;
  if (!found.isFile()) throw new Refusal(notAFile());
  return found.size;
}

async function contains(file: string, text: string): Promise<boolean> {
  const needle = Buffer.from(text);
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(file)) {
    const seen = Buffer.concat([before, chunk]);
    if (seen.includes(needle)) return true;
    before = seen.subarray(Math.max(0, seen.length - needle.length));
  }
  return false;
}

async function readJson(file: string, size: number): Promise<unknown> {
  if (size > largestJson) throw new Refusal(fileTooLarge('JSON', largestJson / 1024 / 1024));
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(withWholeNumbers(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    throw new Refusal(fileDamaged(error instanceof Error ? error.message : ''));
  }
}

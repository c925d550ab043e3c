import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileDamaged } from '../findings.ts';
import { Refusal } from '../report.ts';
import type { SaidOfTexts } from './shapefile-texts.ts';
import { entryHead, openEntry, type ZipEntry } from './zip.ts';

/** Looking into files, and into those of a zip, without GDAL. */

/** The first bytes of a file, or of an entry when the file is a zip. */
export async function headOf(file: string, entry: ZipEntry | undefined, bytes: number): Promise<Buffer> {
  if (entry) return entryHead(file, entry, bytes);
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** All bytes of a file, or of an entry when the file is a zip. Throws Refusal. */
export async function bytesOf(file: string, entry: ZipEntry | undefined): Promise<AsyncIterable<Buffer>> {
  if (!entry) return createReadStream(file, { highWaterMark: 1 << 20 });
  const stream = await openEntry(file, entry);
  if (!stream) throw new Refusal(fileDamaged('zip'));
  return stream;
}

/** An entry as a file of its own in the folder. Throws Refusal when it is larger than it says. */
export async function unpacked(zip: string, entry: ZipEntry, folder: string): Promise<string> {
  const stream = await bytesOf(zip, entry);
  const file = join(folder, 'unpacked.csv');
  let length = 0;
  const bounded = new Transform({
    transform(part: Buffer, _encoding, done) {
      length += part.length;
      done(length > entry.size ? new Refusal(fileDamaged('zip')) : null, part);
    },
  });
  try {
    await pipeline(stream, bounded, createWriteStream(file));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(fileDamaged('zip'));
  }
  return file;
}

/** What a Shapefile says of its texts, on disk or in a zip. */
export async function saidOfTexts(
  path: string,
  entries: readonly ZipEntry[],
  inside: string | null,
): Promise<SaidOfTexts> {
  const head = inside === null ? await siblings(path) : inZip(path, entries, inside);
  const [codePage, dbase] = [await head('.cpg'), await head('.dbf')];
  return { codePage: codePage?.toString('latin1').trim(), languageDriver: dbase?.[29] || undefined };
}

const enough = 256;

async function siblings(path: string) {
  const stem = basename(path, extname(path)).toLowerCase();
  const names = await readdir(dirname(path));
  return async (ending: string): Promise<Buffer | undefined> => {
    const name = names.find((one) => one.toLowerCase() === `${stem}${ending}`);
    if (name === undefined) return undefined;
    const file = join(dirname(path), name);
    return headOf(file, undefined, enough);
  };
}

function inZip(zip: string, entries: readonly ZipEntry[], inside: string) {
  const stem = inside.slice(0, -extname(inside).length).toLowerCase();
  return async (ending: string): Promise<Buffer | undefined> => {
    const entry = entries.find(({ name }) => name.toLowerCase() === `${stem}${ending}`);
    return entry && entryHead(zip, entry, enough);
  };
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { decoderOf } from './code-page.ts';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestEnd = 22 + 65_535;

export interface ZipEntry {
  /** As GDAL calls it: UTF-8 where the zip says so, else its bytes as Latin-1 (`zipNames`). */
  name: string;
  /** As people call it. */
  shown: string;
  /** Bytes when it is unpacked; 4 GB less one for all that are larger. */
  size: number;
  packed: number;
  /** 0 stored, 8 deflated. */
  method: number;
  /** Where its local header begins. */
  offset: number;
}

/** The files in a zip, read from its central directory (APPNOTE 4.3.12). Undefined: it is no zip. */
export async function zipEntries(file: string): Promise<ZipEntry[] | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, longestEnd));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = lastIndexOf(tail, endOfDirectory);
    if (end < 0) return undefined;
    const length = tail.readUInt32LE(end + 12);
    if (length > size) return undefined;
    const directory = Buffer.alloc(length);
    await handle.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
    return entriesIn(directory);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}

function lastIndexOf(buffer: Buffer, signature: number): number {
  for (let at = buffer.length - 22; at >= 0; at -= 1) if (buffer.readUInt32LE(at) === signature) return at;
  return -1;
}

/** How GDAL should take names that are not said to be UTF-8. */
export const zipNames = { CPL_ZIP_ENCODING: 'ISO-8859-1' };

const utf8 = decoderOf('utf-8');
/** What names are in unless bit 11 says UTF-8 (APPNOTE, appendix D); many programs write UTF-8 and do not say so. */
const cp437 = decoderOf('cp437');
const unicodePath = 0x7075;

function namesOf(bytes: Buffer, extra: Buffer, saysUtf8: boolean): Pick<ZipEntry, 'name' | 'shown'> {
  const own = saysUtf8 ? bytes : unicodeNameIn(extra);
  if (own) return { name: utf8(own), shown: utf8(own) };
  const guess = utf8(bytes);
  return { name: bytes.toString('latin1'), shown: guess.includes('\ufffd') ? cp437(bytes) : guess };
}

/** Info-ZIP's field with the name in UTF-8 (APPNOTE 4.6.9): version, checksum, name. */
function unicodeNameIn(extra: Buffer): Buffer | undefined {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === unicodePath) return extra.subarray(at + 9, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

function entriesIn(directory: Buffer): ZipEntry[] {
  const found: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry) {
    const length = directory.readUInt16LE(at + 28);
    const end = at + 46 + length + directory.readUInt16LE(at + 30);
    const saysUtf8 = (directory.readUInt16LE(at + 8) & 0x800) !== 0;
    found.push({
      ...namesOf(directory.subarray(at + 46, at + 46 + length), directory.subarray(at + 46 + length, end), saysUtf8),
      size: directory.readUInt32LE(at + 24),
      packed: directory.readUInt32LE(at + 20),
      method: directory.readUInt16LE(at + 10),
      offset: directory.readUInt32LE(at + 42),
    });
    at = end + directory.readUInt16LE(at + 32);
  }
  return found;
}

/** The bytes of an entry, unpacked. Undefined when it is packed in a way that nobody uses. */
export async function openEntry(file: string, { offset, packed, method }: ZipEntry): Promise<Readable | undefined> {
  if (packed === 0 || (method !== 0 && method !== 8)) return undefined;
  const handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(30), 0, 30, offset).finally(() => handle.close());
  const start = offset + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
  const bytes = createReadStream(file, { start, end: start + packed - 1 });
  // What goes wrong reaches the reader of the last stream.
  return method === 0 ? bytes : pipeline(bytes, createInflateRaw(), () => {});
}

/** The first bytes of an entry, unpacked. */
export async function entryHead(file: string, entry: ZipEntry, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  const stream = await openEntry(file, entry);
  if (!stream) return Buffer.alloc(0);
  try {
    for await (const part of stream) {
      const some: Buffer = part;
      parts.push(some);
      length += some.length;
      if (length >= bytes) break;
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(parts).subarray(0, bytes);
}

const geodatabase = /^(.*?\.gdb)\//i;
const readable = /\.(gpkg|geojson|json|shp|tab|mif|gml|kml|fgb|dxf|csv|xlsx|ods)$/i;

type Named = Pick<ZipEntry, 'name' | 'shown'>;

/** What in a zip or a folder can be opened as a dataset: files by their ending, and FileGDB folders. */
export function datasetsIn(entries: readonly Named[]): Named[] {
  const folders = new Map<string, Named>();
  const files: Named[] = [];
  for (const { name, shown } of entries) {
    if (name.startsWith('__MACOSX/')) continue;
    const [folder, shownFolder] = [geodatabase.exec(name)?.[1], geodatabase.exec(shown)?.[1]];
    if (folder) folders.set(folder, { name: folder, shown: shownFolder ?? folder });
    else if (readable.test(name)) files.push({ name, shown });
  }
  return [...folders.values(), ...files];
}

import { open } from 'node:fs/promises';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestEnd = 22 + 65_535;

export interface ZipEntry {
  name: string;
  /** Bytes when it is unpacked; 4 GB less one for all that are larger. */
  size: number;
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

function entriesIn(directory: Buffer): ZipEntry[] {
  const found: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry) {
    const length = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + length);
    found.push({ name, size: directory.readUInt32LE(at + 24) });
    at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return found;
}

const readable = /\.(gpkg|geojson|json|shp|tab|mif|gml|kml|fgb|dxf|csv|xlsx|ods)$/i;

/** What in the zip can be opened as a dataset: files by their ending, and FileGDB folders. */
export function datasetsIn(entries: readonly ZipEntry[]): string[] {
  const folders = new Set<string>();
  const files: string[] = [];
  for (const { name: entry } of entries) {
    if (entry.startsWith('__MACOSX/')) continue;
    const geodatabase = /^(.*?\.gdb)\//i.exec(entry);
    if (geodatabase?.[1]) folders.add(geodatabase[1]);
    else if (readable.test(entry)) files.push(entry);
  }
  return [...folders, ...files];
}

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { TooLarge } from './layer.ts';

export interface ZipEntry {
  name: string;
  /** A path, or what is in the file. */
  content: { file: string } | Iterable<string> | AsyncIterable<string>;
}

const most = 0xffff_ffff;
// Without a time of its own, equal content gives equal bytes: 1980-01-01 00:00.
const dosDate = 0x0021;
const utf8Names = 0x0800;
const deflated = 8;
const version = 20;

/** Writes a zip (APPNOTE 6.3, without zip64) piece by piece. Throws TooLarge from 4 GB on. */
export async function writeZip(output: string, entries: readonly ZipEntry[]): Promise<void> {
  const zip = await open(output, 'w');
  try {
    let at = 0;
    const directory: Buffer[] = [];
    for (const { name, content } of entries) {
      const start = at;
      const bytesOfName = Buffer.from(name);
      at += 30 + bytesOfName.length;
      const { crc, size, packed } = await deflateInto(zip, at, content);
      at += packed;
      if (at > most || size > most) throw new TooLarge('size', `${name}: over 4 GB`);
      const facts = factsOf(crc, packed, size, bytesOfName.length);
      await zip.write(Buffer.concat([signature(0x04034b50), facts, bytesOfName]), 0, undefined, start);
      directory.push(directoryEntry(facts, start, bytesOfName));
    }
    const listing = Buffer.concat(directory);
    await zip.write(Buffer.concat([listing, endOfDirectory(entries.length, listing.length, at)]), 0, undefined, at);
  } finally {
    await zip.close();
  }
}

async function deflateInto(zip: FileHandle, start: number, content: ZipEntry['content']) {
  let crc = 0;
  let size = 0;
  let packed = 0;
  await pipeline(
    'file' in content ? createReadStream(content.file) : Readable.from(content),
    async function* (source: AsyncIterable<string | Buffer>) {
      for await (const piece of source) {
        const bytes = Buffer.from(piece);
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes;
      }
    },
    createDeflateRaw(),
    async (source: AsyncIterable<Buffer>) => {
      for await (const bytes of source) {
        await zip.write(bytes, 0, bytes.length, start + packed);
        packed += bytes.length;
      }
    },
  );
  return { crc, size, packed };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The part that a local header and a directory entry share (APPNOTE 4.3.7, 4.3.12). */
function factsOf(crc: number, packed: number, size: number, nameLength: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(version, 0);
  bytes.writeUInt16LE(utf8Names, 2);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(dosDate, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(nameLength, 22);
  return bytes;
}

function directoryEntry(facts: Buffer, start: number, name: Buffer): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(version);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(start, 10);
  return Buffer.concat([signature(0x02014b50), madeBy, facts, rest, name]);
}

function endOfDirectory(count: number, length: number, start: number): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeUInt16LE(count, 4);
  bytes.writeUInt16LE(count, 6);
  bytes.writeUInt32LE(length, 8);
  bytes.writeUInt32LE(start, 12);
  return Buffer.concat([signature(0x06054b50), bytes]);
}

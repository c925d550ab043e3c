import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { encoded } from './encoded.ts';
import type { Encoding, Format, Pages, Read, StreamedFormat } from './format.ts';

/** Reads features for a file, and, where the format allows it, writes them meanwhile. */
export function readForFile(format: Format, encoding: Encoding, pages: Pages, file: string): Promise<Read> {
  return 'encoder' in format ? stream(format, encoding, pages, file) : format.read(encoding, pages, file);
}

const nothing = async () => {};

/** A batch at a time, at the disk's pace. */
async function stream(format: StreamedFormat, encoding: Encoding, pages: Pages, file: string): Promise<Read> {
  const { pieces, written } = encoded(await format.encoder(encoding), encoding, pages);
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) yield Buffer.from(piece);
  }
  await pipeline(Readable.from(bytes()), createWriteStream(file));
  return { ...written, finish: nothing, discard: nothing };
}

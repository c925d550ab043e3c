import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Row } from '../database/database.ts';
import { everything, readBatches } from '../features/index.ts';
import type { Encoding, Format, Pages, Read, StreamedFormat, Written } from './format.ts';

/** Reads features for a file, and, where the format allows it, writes them meanwhile. */
export function readForFile(format: Format, encoding: Encoding, pages: Pages, file: string): Promise<Read> {
  return 'encoder' in format ? stream(format, encoding, pages, file) : format.read(encoding, pages, file);
}

const nothing = async () => {};

/** A batch at a time, at the disk's pace. */
async function stream(format: StreamedFormat, encoding: Encoding, pages: Pages, file: string): Promise<Read> {
  const { about, slice = everything } = pages;
  const { database, published, wanted } = encoding;
  const encoder = await format.encoder(encoding);
  const written: Written = { features: 0, next: undefined };
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(encoder.begin(about));
    for await (const { rows, next } of readBatches<Row>(database, published, wanted, encoder.shape, slice)) {
      if (rows.length > 0) yield Buffer.from(encoder.features(rows, written.features === 0));
      written.features += rows.length;
      written.next = next;
    }
    yield Buffer.from(encoder.end());
  }
  await pipeline(Readable.from(bytes()), createWriteStream(file));
  return { ...written, finish: nothing, discard: nothing };
}

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Row } from '../database/database.ts';
import { type Place, readBatches } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import type { Encoding, Format } from './format.ts';

/** What was written. */
export interface Written {
  features: number;
  /** Where the next page starts; undefined: everything is there. */
  next: Place | undefined;
}

interface Pages {
  published: Published;
  about: object;
  after?: Place | undefined;
  limit?: number;
}

/** Writes features into a file, a batch at a time at the disk's pace. */
export async function writeFeatures(format: Format, encoding: Encoding, pages: Pages, file: string): Promise<Written> {
  const { published, about, after, limit = Number.POSITIVE_INFINITY } = pages;
  const encoder = await format.encoder(encoding);
  const written: Written = { features: 0, next: undefined };
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(encoder.begin(about));
    const batches = readBatches<Row>(encoding.database, published, encoding.wanted, encoder.shape, { after, limit });
    for await (const { rows, next } of batches) {
      if (rows.length > 0) yield Buffer.from(encoder.features(rows, written.features === 0));
      written.features += rows.length;
      written.next = next;
    }
    yield Buffer.from(encoder.end());
  }
  await pipeline(Readable.from(bytes()), createWriteStream(file));
  return written;
}

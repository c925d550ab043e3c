import type { Row } from '../database/database.ts';
import { everything, readBatches } from '../features/index.ts';
import type { Encoder, Encoding, Pages, Written } from './format.ts';

/** Features in an encoding, piece by piece as they are read; `written` is right when all have been. */
export function encoded(encoder: Encoder, { database, published, wanted }: Encoding, pages: Pages) {
  const { about, slice = everything } = pages;
  const written: Written = { features: 0, next: undefined };
  async function* pieces(): AsyncGenerator<string | Buffer> {
    yield encoder.begin(about);
    for await (const { rows, next } of readBatches<Row>(database, published, wanted, encoder.shape, slice)) {
      if (rows.length > 0) yield encoder.features(rows, written.features === 0);
      written.features += rows.length;
      written.next = next;
    }
    yield encoder.end();
  }
  return { pieces: pieces(), written };
}

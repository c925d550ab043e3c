import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Row } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { everything, flatColumns, geometryOf, readBatches } from '../../features/index.ts';
import type { ConvertedFormat, Encoding, Pages, Read, Written } from '../format.ts';
import { featureWriter } from './feature.ts';
import { header } from './header.ts';
import { alongHilbertCurve, Boxes, nodeSize, packedRtree } from './packed-rtree.ts';
import { piecesInOrder } from './pieces.ts';
import { type Box, boxOf, nowhere, readShape, type Shape } from './shape.ts';

/** The first bytes of a file: "fgb", the version, "fgb", the patch. */
const magic = Buffer.from([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00]);

/** What others wait for meanwhile is answered after so many features. */
const featuresATurn = 250;

/**
 * FlatGeobuf 3. Where nobody asked for a page or for an order, with its spatial index, so that a map reads only what it
 * shows: the index says in which order features stand. Not by ST_AsFlatGeobuf: after a null it
 * gives the values to the wrong columns (PostGIS 3.3 and 3.6), and it refuses points beside areas.
 */
export const flatgeobuf: ConvertedFormat = {
  id: 'fgb',
  extension: 'fgb',
  mediaType: 'application/vnd.flatgeobuf',
  title: { sv: 'FlatGeobuf', en: 'FlatGeobuf' },
  system: 'stored',
  holds: ({ geometry }) => geometry !== null,
  async read(encoding, pages, file) {
    const folder = await mkdtemp(join(dirname(file), 'stage-'));
    const discard = () => rm(folder, { recursive: true, force: true });
    try {
      return { ...(await readFeatures(encoding, pages, join(folder, 'features'), file)), discard };
    } catch (error) {
      await discard();
      throw error;
    }
  },
};

/** Writes features as they come to a file beside; where each goes is known when all are there. */
async function readFeatures(
  { database, published, wanted, lang }: Encoding,
  { slice = everything }: Pages,
  beside: string,
  file: string,
): Promise<Omit<Read, 'discard'>> {
  const { definition } = wanted.selection;
  const { geometry } = definition;
  if (!geometry) throw new Error(`${definition.id} has no geometry`);
  const flat = await flatColumns(database, definition, wanted.properties);
  const read = geometryOf(geometry, wanted.crs);
  const shape = geometry.type.startsWith('Multi') ? sql`st_multi(${read})` : read;
  const columns = {
    inner: sql`${flat.inner}, st_asbinary(${shape}, 'NDR') as allmanning_geometry`,
    outer: sql`page.allmanning_geometry, ${flat.outer}`,
  };
  const write = featureWriter(flat.columns);
  const boxes = new Boxes();
  const lengths: number[] = [];
  const written: Written = { features: 0, next: undefined };

  async function* features(): AsyncGenerator<Buffer> {
    for await (const page of readBatches<Row>(database, published, wanted, columns, slice)) {
      for (let first = 0; first < page.rows.length; first += featuresATurn) {
        yield Buffer.concat(page.rows.slice(first, first + featuresATurn).map(feature));
        await nextTurn();
      }
      written.features += page.rows.length;
      written.next = page.next;
    }
  }

  function feature(row: Row): Uint8Array {
    const wkb = row.allmanning_geometry;
    const { shape, box } = placed(Buffer.isBuffer(wkb) ? readShape(wkb) : undefined);
    boxes.add(...box);
    const bytes = write(row, shape).slice();
    lengths.push(bytes.length);
    return bytes;
  }

  await pipeline(Readable.from(features()), createWriteStream(beside));

  async function* whole(): AsyncGenerator<Uint8Array> {
    const { length } = boxes;
    const isPlaced = boxes.whole[0] <= boxes.whole[2];
    const isIndexed = isPlaced && slice === everything && wanted.sorting.name === '';
    yield magic;
    yield header(definition, flat.columns, wanted.crs, lang, {
      features: length,
      envelope: isPlaced ? boxes.whole : undefined,
      nodeSize: isIndexed ? nodeSize : 0,
    });
    if (!isIndexed) return yield* createReadStream(beside);
    const order = alongHilbertCurve(boxes);
    await nextTurn();
    yield packedRtree(boxes, order, lengths);
    const handle = await open(beside);
    try {
      yield* piecesInOrder(handle, lengths, order);
    } finally {
      await handle.close();
    }
  }
  return { ...written, finish: () => pipeline(Readable.from(whole()), createWriteStream(file)) };
}

/** What is empty is written as no geometry: readers differ in what they make of a polygon without corners. */
function placed(shape: Shape | undefined): { shape: Shape | undefined; box: Box } {
  const box = shape ? boxOf(shape) : nowhere;
  return { shape: box[0] > box[2] ? undefined : shape, box };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../database/database.ts';
import type { Definition } from '../datasets/definition.ts';
import {
  type Count,
  crs84,
  isBadValue,
  makeCursor,
  type Place as PagePlace,
  parseSlice,
  parseWanted,
  readBatches,
  readFeature,
  refusedCursor,
  type Slice,
  type Wanted,
} from '../features/index.ts';
import {
  type ConvertedFormat,
  type Encoding,
  type Format,
  refuseOtherSystem,
  type StreamedFormat,
  type Written,
} from '../formats/index.ts';
import { problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { drawingOf } from '../styles/drawing.ts';
import { collectionUrl, type Link, type Place } from './links.ts';

/** An answer with features: its body, and what is said of it in headers. */
export interface FeaturesAnswer {
  body: Buffer;
  links: Link[];
  contentCrs: string;
  matched?: number | undefined;
  returned?: number;
}

/** An answer larger than this ends early: `next` leads on. */
const mostBytes = 64_000_000;

interface Asked {
  place: Place;
  query: URLSearchParams;
  format: Format;
  /** `self` and `alternate`. */
  links: Link[];
}

/** A page of features (OGC API – Features Part 1 §7.15, 7.16). Throws 400 problems that name the parameter. */
export async function itemsPage(
  service: OpenData,
  definition: Definition,
  count: Count,
  { place, query, format, links }: Asked,
): Promise<FeaturesAnswer> {
  const wanted = parseWanted(definition, query, crs84);
  refuseOtherSystem(format, wanted.crs);
  const slice = parseSlice(query, wanted.sorting);
  const encoding = encodingOf(service, wanted, place);
  const matching = count(service, wanted.selection);
  // Told below, when the page is there; until then nobody listens.
  matching.catch(() => {});
  const reading = 'encoder' in format ? streamedPage(format, encoding, slice) : convertedPage(format, encoding, slice);
  const page = await reading.catch((error: unknown) => {
    throw slice.after && isBadValue(error) ? refusedCursor(query.get('cursor') ?? '') : error;
  });
  const matched = await matching;
  const { features, next } = page;
  const all: Link[] = [
    ...links,
    ...nextLink(definition, query, next && makeCursor(wanted.sorting, next), { place, format }),
    collectionLink(definition, place),
  ];
  const counted = matched === undefined ? {} : { numberMatched: matched };
  const body = page.body({ ...counted, numberReturned: features, links: all });
  return { body, links: all, contentCrs: wanted.crs.uri, matched, returned: features };
}

function encodingOf({ database, published }: OpenData, wanted: Wanted, { lang, baseUrl }: Place): Encoding {
  const { definition } = wanted.selection;
  const drawing = () => drawingOf(definition, published.definitions);
  const schema = `${baseUrl}/downloads/${definition.id}.xsd`;
  return { database, published, wanted, lang, axes: 'authority', drawing, schema };
}

/** A page whose body is made when its links are known. */
interface ReadPage extends Written {
  body(about: object): Buffer;
}

async function streamedPage(format: StreamedFormat, encoding: Encoding, slice: Slice): Promise<ReadPage> {
  const { database, published, wanted } = encoding;
  const encoder = await format.encoder(encoding);
  const pieces: (string | Buffer)[] = [];
  let features = 0;
  let bytes = 0;
  let next: PagePlace | undefined;
  for await (const page of readBatches<Row>(database, published, wanted, encoder.shape, slice)) {
    if (page.rows.length > 0) pieces.push(encoder.features(page.rows, features === 0));
    features += page.rows.length;
    bytes += page.bytes;
    next = page.next;
    if (bytes > mostBytes) break;
  }
  const body = (about: object) =>
    Buffer.concat([encoder.begin(about), ...pieces, encoder.end()].map((piece) => Buffer.from(piece)));
  return { features, next, body };
}

async function convertedPage(format: ConvertedFormat, encoding: Encoding, slice: Slice): Promise<ReadPage> {
  const folder = await mkdtemp(join(tmpdir(), 'allmanning-page-'));
  try {
    const file = join(folder, `page.${format.extension}`);
    const { features, next, finish } = await format.read(encoding, { about: {}, slice }, file);
    await finish();
    const bytes = await readFile(file);
    return { features, next, body: () => bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nextLink(
  definition: Definition,
  query: URLSearchParams,
  cursor: string | undefined,
  { place, format }: Pick<Asked, 'place' | 'format'>,
): Link[] {
  if (cursor === undefined) return [];
  const search = new URLSearchParams(query);
  search.delete('offset');
  search.set('cursor', cursor);
  const title = { sv: 'Nästa sida', en: 'Next page' }[place.lang];
  return [
    { href: `${collectionUrl(place, definition.id)}/items?${search}`, rel: 'next', type: format.mediaType, title },
  ];
}

function collectionLink({ id, title }: Definition, place: Place): Link {
  return { href: collectionUrl(place, id), rel: 'collection', type: 'application/json', title: title[place.lang] };
}

/** One feature (Part 1 §7.17). Throws a 404 problem when there is no such public feature. */
export async function oneItem(
  service: OpenData,
  definition: Definition,
  key: string,
  { place, query, format, links }: Asked & { format: StreamedFormat },
): Promise<FeaturesAnswer> {
  const wanted = parseWanted(definition, query, crs84);
  const encoder = await format.encoder(encodingOf(service, wanted, place));
  const row = await readFeature<Row>(service.database, service.published, wanted, encoder.shape, key);
  if (!row || !encoder.alone) throw problem('no-such-feature', { id: key, dataset: definition.id });
  const all = [...links, collectionLink(definition, place)];
  return { body: Buffer.from(encoder.alone(row, { links: all })), links: all, contentCrs: wanted.crs.uri };
}

import type { Row } from '../database/database.ts';
import type { Definition } from '../datasets/definition.ts';
import {
  type Count,
  crs84,
  isBadValue,
  makeCursor,
  type Place as PagePlace,
  parseCursor,
  parseLimit,
  parseWanted,
  readBatches,
  readFeature,
  refusedCursor,
} from '../features/index.ts';
import type { Format } from '../formats/index.ts';
import { problem } from '../http/problems.ts';
import type { Service } from '../service.ts';
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
  service: Service,
  definition: Definition,
  count: Count,
  { place, query, format, links }: Asked,
): Promise<FeaturesAnswer> {
  const { database, published } = service;
  const wanted = parseWanted(definition, query, crs84);
  const limit = parseLimit(query.get('limit'));
  const cursor = query.get('cursor');
  const after = cursor === null ? undefined : parseCursor(wanted.sorting, cursor);
  const encoder = await format.encoder({ database, wanted, lang: place.lang, axes: 'authority' });
  const matching = count(service, wanted.selection);
  // Told below, when the page is there; until then nobody listens.
  matching.catch(() => {});
  const pieces: (string | Buffer)[] = [];
  let returned = 0;
  let bytes = 0;
  let next: PagePlace | undefined;
  try {
    for await (const page of readBatches<Row>(database, published, wanted, encoder.shape, { after, limit })) {
      if (page.rows.length > 0) pieces.push(encoder.features(page.rows, returned === 0));
      returned += page.rows.length;
      bytes += page.bytes;
      next = page.next;
      if (bytes > mostBytes) break;
    }
  } catch (error) {
    throw cursor !== null && isBadValue(error) ? refusedCursor(cursor) : error;
  }
  const matched = await matching;
  const all: Link[] = [
    ...links,
    ...nextLink(definition, query, next && makeCursor(wanted.sorting, next), { place, format }),
    collectionLink(definition, place),
  ];
  const about = { ...(matched === undefined ? {} : { numberMatched: matched }), numberReturned: returned, links: all };
  const body = Buffer.concat([encoder.begin(about), ...pieces, encoder.end()].map((piece) => Buffer.from(piece)));
  return { body, links: all, contentCrs: wanted.crs.uri, matched, returned };
}

function nextLink(
  definition: Definition,
  query: URLSearchParams,
  cursor: string | undefined,
  { place, format }: Pick<Asked, 'place' | 'format'>,
): Link[] {
  if (cursor === undefined) return [];
  const search = new URLSearchParams(query);
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
  { database, published }: Service,
  definition: Definition,
  key: string,
  { place, query, format, links }: Asked,
): Promise<FeaturesAnswer> {
  const wanted = parseWanted(definition, query, crs84);
  const encoder = await format.encoder({ database, wanted, lang: place.lang, axes: 'authority' });
  const row = await readFeature<Row>(database, published, wanted, encoder.shape, key);
  if (!row || !encoder.alone) throw problem('no-such-feature', { id: key, dataset: definition.id });
  const all = [...links, collectionLink(definition, place)];
  return { body: Buffer.from(encoder.alone(row, { links: all })), links: all, contentCrs: wanted.crs.uri };
}

import type { Definition } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { collectionUrl, type Link } from './collections.ts';
import { type ItemsParameters, makeCursor } from './parameters.ts';
import { countFeatures, isBadValue, readFeature, readFeatures } from './query.ts';

/** A page of features as the text of a GeoJSON FeatureCollection in CRS84, with self and next links. */
export async function itemsPage(
  { database, published }: Service,
  definition: Definition,
  parameters: ItemsParameters,
  { baseUrl, query }: { baseUrl: string; query: URLSearchParams },
): Promise<string> {
  const { bbox, limit, after } = parameters;
  const [matched, found] = await Promise.all([
    countFeatures(database, published, { definition, bbox }),
    // One more than asked for tells whether there is a next page.
    readFeatures(database, published, { definition, bbox, after }, limit + 1).catch((error: unknown) => {
      throw isBadValue(error) ? badCursor(query) : error;
    }),
  ]);
  const page = found.slice(0, limit);
  const items = `${collectionUrl(baseUrl, definition.id)}/items`;
  const address = (changes: Record<string, string>) => {
    const search = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) search.set(name, value);
    return search.size > 0 ? `${items}?${search}` : items;
  };
  const last = page.at(-1);
  const links: Link[] = [
    { href: address({}), rel: 'self', type: 'application/geo+json' },
    { href: collectionUrl(baseUrl, definition.id), rel: 'collection', type: 'application/json' },
  ];
  if (found.length > limit && last) {
    links.push({ href: address({ cursor: makeCursor(last.key) }), rel: 'next', type: 'application/geo+json' });
  }
  const head = {
    type: 'FeatureCollection',
    numberMatched: matched,
    numberReturned: page.length,
    links,
  };
  return `${JSON.stringify(head).slice(0, -1)},"features":[${page.map(({ text }) => text).join(',')}]}`;
}

function badCursor(query: URLSearchParams): Error {
  const expected = { sv: 'den ur en next-länk', en: 'that of a next link' };
  return problem('bad-parameter', { name: 'cursor', value: query.get('cursor') ?? '', expected });
}

/** One feature as the text of a GeoJSON Feature. Throws a 404 problem when there is no such public feature. */
export async function itemText(
  { database, published }: Service,
  definition: Definition,
  key: string,
  baseUrl: string,
): Promise<string> {
  const text = await readFeature(database, published, definition, key);
  if (!text) throw problem('no-such-feature', { id: key, dataset: definition.id });
  const collection = collectionUrl(baseUrl, definition.id);
  const links: Link[] = [
    { href: `${collection}/items/${encodeURIComponent(key)}`, rel: 'self', type: 'application/geo+json' },
    { href: collection, rel: 'collection', type: 'application/json' },
  ];
  return `${text.slice(0, -1)},"links":${JSON.stringify(links)}}`;
}

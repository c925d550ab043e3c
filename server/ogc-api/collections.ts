import { identifier, sql } from '../database/sql.ts';
import { type Definition, licences } from '../datasets/definition.ts';
import { honestDescription } from '../datasets/example-rows.ts';
import { fromTables, publicCondition, temporalColumn } from '../datasets/select.ts';
import { crs84, systemOf, systems } from '../features/index.ts';
import { formatsOf } from '../formats/index.ts';
import { type Bounds, boundsOf } from '../geometry/extent.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { isTable } from '../statistics/index.ts';
import { apiUrl, collectionUrl, type Link, type Place, qualityRelation, wmsLink } from './links.ts';

export interface Extent {
  bounds: Bounds | undefined;
  interval: [string | null, string | null] | undefined;
  description: Definition['description'];
  /** What it was is remembered. */
  hasHistory: boolean;
}

/** Where and when a dataset is, and what is to be said of it: asked of the data once for each version. */
export type Extents = (service: OpenData, definition: Definition) => Promise<Extent>;

export function keptExtents(): Extents {
  const kept = keptUntilChanged<Extent>(1_000);
  return (service, definition) =>
    kept(service, definition, 'extent', async () => {
      const { database, published } = service;
      const [bounds, interval, description] = await Promise.all([
        definition.geometry ? boundsOf(database, published.layer(definition.id)) : undefined,
        intervalOf(service, definition),
        honestDescription(database, definition),
      ]);
      return { bounds, interval, description, hasHistory: published.remembered(definition.id) !== undefined };
    });
}

async function intervalOf({ database }: OpenData, definition: Definition): Promise<Extent['interval']> {
  const column = temporalColumn(definition);
  if (!column) return undefined;
  const instant = (end: 'min' | 'max') =>
    sql`to_char(${identifier(end)}(${column.expression})::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  const [row] = await database.query<{ first: string | null; last: string | null }>(sql`
    select ${instant('min')} as first, ${instant('max')} as last
    from ${fromTables(definition)} where ${publicCondition(definition)}`);
  return row?.first ? [row.first, row.last] : undefined;
}

/** The systems that a collection's features can be had in (Part 2 §6.1): CRS84 first, the default. */
const allSystems = systems.map(({ uri }) => uri);

/** One collection with its true extent, licence, systems and links (OGC API – Features Part 1 §7.14). */
export function collection(
  definition: Definition,
  { bounds, interval, description, hasHistory }: Extent,
  place: Place,
  links: readonly Link[],
): object {
  const { lang } = place;
  const { id, geometry } = definition;
  const storage = geometry && systemOf(geometry.srid);
  const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';
  return {
    id,
    title: definition.title[lang],
    description: description[lang],
    itemType: 'feature',
    keywords: (definition.keywords ?? []).map((word) => word[lang]),
    ...(bounds || interval
      ? {
          extent: {
            ...(bounds ? { spatial: { bbox: [bounds], crs: crs84.uri } } : {}),
            ...(interval ? { temporal: { interval: [interval], trs: gregorian } } : {}),
          },
        }
      : {}),
    ...(geometry ? { crs: allSystems } : {}),
    ...(storage ? { storageCrs: storage.uri } : {}),
    links: [...links, ...collectionLinks(definition, place, hasHistory)],
  };
}

function collectionLinks(definition: Definition, place: Place, hasHistory: boolean): Link[] {
  const { lang, baseUrl } = place;
  const { id, title, licence } = definition;
  const self = collectionUrl(place, id);
  const words = {
    items: { sv: 'Objekt som', en: 'Features as' },
    queryables: { sv: 'Fält att filtrera på', en: 'Fields to filter by' },
    sortables: { sv: 'Fält att sortera efter', en: 'Fields to sort by' },
    facets: { sv: 'Värden att välja bland, med antal', en: 'Values to choose from, with counts' },
    aggregate: { sv: 'Summor: per område, år, åldersgrupp …', en: 'Sums: by area, year, age group …' },
    schema: { sv: 'Fälten', en: 'The fields' },
    files: { sv: 'Hela datamängden som fil', en: 'The whole dataset as a file' },
    tiles: { sv: 'Kartplattor', en: 'Tiles' },
    wms: { sv: 'Kartbilder (WMS), lager', en: 'Map pictures (WMS), layer' },
    map: { sv: 'Karta som bild', en: 'Map as a picture' },
    versions: { sv: 'Versioner: vad som har ändrats', en: 'Versions: what has changed' },
    quality: { sv: 'Kvalitet: vad som inte stämmer', en: 'Quality: what is not right' },
  };
  const schema = 'application/schema+json';
  const tiles: Link[] = [
    {
      href: `${self}/tiles`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
      type: 'application/json',
      title: words.tiles[lang],
    },
    {
      href: `${self}/map`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/map',
      type: 'image/png',
      title: words.map[lang],
    },
    { href: `${baseUrl}/tiles/${id}.json`, rel: 'describedby', type: 'application/json', title: 'TileJSON' },
    wmsLink(place, `${words.wms[lang]} ${id}`),
  ];
  return [
    ...formatsOf(definition).map((format) => ({
      href: `${self}/items?f=${format.id}`,
      rel: 'items',
      type: format.mediaType,
      title: `${words.items[lang]} ${format.title[lang]}`,
    })),
    { href: `${self}/items?f=html`, rel: 'items', type: 'text/html', title: title[lang] },
    {
      href: `${self}/queryables`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      type: schema,
      title: words.queryables[lang],
    },
    { href: `${self}/facets`, rel: 'related', type: 'application/json', title: words.facets[lang] },
    ...(isTable(definition)
      ? [{ href: `${self}/aggregate`, rel: 'related', type: 'application/json', title: words.aggregate[lang] }]
      : []),
    {
      href: `${self}/sortables`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/sortables',
      type: schema,
      title: words.sortables[lang],
    },
    {
      href: `${self}/schema`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/schema',
      type: schema,
      title: words.schema[lang],
    },
    ...(hasHistory
      ? [{ href: `${self}/versions`, rel: 'version-history', type: 'application/json', title: words.versions[lang] }]
      : []),
    { href: `${self}/quality`, rel: qualityRelation, type: 'application/json', title: words.quality[lang] },
    { href: `${baseUrl}/downloads/${id}`, rel: 'enclosure', type: 'application/json', title: words.files[lang] },
    ...formatsOf(definition).map((format) => ({
      href: `${baseUrl}/downloads/${id}.${format.extension}`,
      rel: 'enclosure',
      type: format.mediaType,
      title: `${words.files[lang]}: ${format.title[lang]}`,
    })),
    ...(definition.geometry ? tiles : []),
    { href: licences[licence], rel: 'license', title: licence },
  ];
}

/** All collections (OGC API – Features Part 1 §7.13). */
export async function collections(
  service: OpenData,
  extents: Extents,
  place: Place,
  links: readonly Link[],
): Promise<object> {
  // Those without geometry last: OGC's test suite drops whatever comes after the first of them.
  const { definitions } = service.published;
  const inOrder = [true, false].flatMap((has) => definitions.filter(({ geometry }) => (geometry !== null) === has));
  const all = inOrder.map(async (definition) => {
    const self: Link = {
      href: collectionUrl(place, definition.id),
      rel: 'self',
      type: 'application/json',
      title: definition.title[place.lang],
    };
    return collection(definition, await extents(service, definition), place, [self]);
  });
  return {
    links: [
      ...links,
      { href: apiUrl(place, '/api'), rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.0' },
    ],
    crs: allSystems,
    collections: await Promise.all(all),
  };
}

import { type Definition, type Field, type Localized, licences } from '../../datasets/definition.ts';
import { honestDescription } from '../../datasets/example-rows.ts';
import { organisationName } from '../../datasets/organisations.ts';
import { crs84 } from '../../features/index.ts';
import type { Bounds } from '../../geometry/extent.ts';
import { type Layer, layerName } from '../../geometry/layers.ts';
import type { Language } from '../../http/language.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { LayerSet } from '../../tiles/layer-sets.ts';
import { boxIn, limitsOf } from '../../tiles/tile-limits.ts';
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from '../../tiles/tile-matrix-sets.ts';
import { boundsOfAll, tileAttributes } from '../../tiles/tilejson.ts';
import { apiUrl, collectionUrl, type Link, type Place } from '../links.ts';
import { epsg, json, matrixSetUri, matrixSetUrl, relation } from './links.ts';

/** Tilesets in the JSON of Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0 (17-083r4). */

const mvt = 'application/vnd.mapbox-vector-tile';

/** What a tileset is of: one collection, or of all of them those that were selected. */
interface Origin {
  collection: Definition | undefined;
  title: Localized;
  /** The part of the query that says so, to be written into addresses: `collections=…`. */
  selection?: string;
}

/** `names`: those that were selected, of all collections; absent: nobody selected any. */
export function originOf(collection: Definition | undefined, { layers }: LayerSet, names: string | undefined): Origin {
  if (collection) return { collection, title: collection.title };
  if (names === undefined) return { collection, title: { sv: 'Alla datamängder', en: 'All datasets' } };
  const titles = (lang: Language) => layers.map(({ definition }) => definition.title[lang]).join(', ');
  return { collection, title: { sv: titles('sv'), en: titles('en') }, selection: `collections=${names}` };
}

function tilesUrl(place: Place, { collection }: Origin): string {
  return `${collection ? collectionUrl(place, collection.id) : apiUrl(place)}/tiles`;
}

function withQuery(url: string, ...parts: readonly (string | undefined)[]): string {
  const query = parts.filter(Boolean).join('&');
  return query ? `${url}?${query}` : url;
}

/** `…/tiles`: a tileset for each tile matrix set. */
export function tilesetList(origin: Origin, place: Place): object {
  const self = tilesUrl(place, origin);
  return {
    links: [{ href: withQuery(self, origin.selection), rel: 'self', type: json }] satisfies Link[],
    tilesets: tileMatrixSets.map((matrixSet) => {
      const { links, ...item } = tilesetItem(origin, matrixSet, place);
      return { ...item, links: [...links, tileLink(origin, matrixSet, place, [origin.selection])] };
    }),
  };
}

function tilesetItem(origin: Origin, matrixSet: TileMatrixSet, place: Place) {
  const scheme = matrixSetUrl(place, matrixSet);
  return {
    title: `${origin.title[place.lang]} – ${matrixSet.title[place.lang]}`,
    dataType: 'vector',
    crs: epsg(matrixSet.srid),
    tileMatrixSetId: matrixSet.id,
    tileMatrixSetURI: matrixSetUri(place, matrixSet),
    tileMatrixSetDefinition: scheme,
    links: [
      {
        href: withQuery(`${tilesUrl(place, origin)}/${matrixSet.id}`, origin.selection),
        rel: 'self',
        type: json,
      },
      { href: scheme, rel: relation('tiling-scheme'), type: json, title: matrixSet.title[place.lang] },
    ] satisfies Link[] as Link[],
  };
}

/** The template of the tiles' addresses. */
function tileLink(
  origin: Origin,
  matrixSet: TileMatrixSet,
  place: Place,
  query: readonly (string | undefined)[],
): Link {
  const tile = `${tilesUrl(place, origin)}/${matrixSet.id}/{tileMatrix}/{tileRow}/{tileCol}`;
  return { href: withQuery(tile, ...query), rel: 'item', type: mvt, templated: true };
}

/** `…/tiles/{tileMatrixSetId}`: what the tiles hold, and the template of their addresses. */
export async function tilesetDocument(
  { database, organisations }: Pick<OpenData, 'database' | 'organisations'>,
  { layers, version, filter }: LayerSet,
  origin: Origin,
  matrixSet: TileMatrixSet,
  place: Place,
): Promise<object> {
  const { baseUrl, lang } = place;
  const definitions = layers.map(({ definition }) => definition);
  const { links, ...item } = tilesetItem(origin, matrixSet, place);
  const bounds = await boundsOfAll(database, layers);
  const descriptions = await Promise.all(definitions.map((one) => honestDescription(database, one)));
  const owners = new Set(definitions.map((one) => organisationName(organisations, one.informationsagare)));
  const versioned = version === undefined ? undefined : `v=${version}`;
  return {
    ...item,
    description: [...new Set(descriptions.map((description) => description[lang]))].join(' '),
    attribution: [...owners].join(', '),
    license: [...new Set(definitions.map(({ licence }) => licences[licence]))].join(' '),
    ...(version === undefined ? {} : { version }),
    mediaTypes: [mvt],
    ...(bounds && { boundingBox: boundingBox(bounds) }),
    ...(bounds && { tileMatrixSetLimits: limitsOf(matrixSet, await boxIn(database, matrixSet, bounds)) }),
    layers: await Promise.all(layers.map((layer) => layerDocument(database, layer, matrixSet, place))),
    links: [
      ...links,
      tileLink(origin, matrixSet, place, [versioned, origin.selection, filter]),
      ...(matrixSet === webMercatorQuad
        ? [
            {
              href: withQuery(`${baseUrl}/tiles/${layers.map(layerName).join(',')}.json`, filter),
              rel: 'describedby',
              type: json,
              title: 'TileJSON',
            },
          ]
        : []),
    ] satisfies Link[],
  };
}

async function layerDocument(
  database: OpenData['database'],
  layer: Layer,
  { zoomOffset }: TileMatrixSet,
  place: Place,
): Promise<object> {
  const { lang } = place;
  const { definition } = layer;
  const dimension = dimensions[definition.geometry.type];
  const bounds = await boundsOfAll(database, [layer]);
  const attributes = await tileAttributes(database, definition, lang);
  return {
    id: layerName(layer),
    title: definition.title[lang],
    description: definition.description[lang],
    dataType: 'vector',
    ...(dimension === undefined ? {} : { geometryDimension: dimension }),
    ...(definition.tiles && { minTileMatrix: String(Math.max(0, definition.tiles.minzoom - zoomOffset)) }),
    ...(bounds && { boundingBox: boundingBox(bounds) }),
    propertiesSchema: {
      type: 'object',
      properties: Object.fromEntries(attributes.map(({ name, type, title }) => [name, { title, ...asJson[type] }])),
    },
    links: [{ href: collectionUrl(place, definition.id), rel: relation('geodata'), type: json }] satisfies Link[],
  };
}

function boundingBox([west, south, east, north]: Bounds): object {
  return { lowerLeft: [west, south], upperRight: [east, north], crs: crs84.uri };
}

/** Of a feature; `Geometry` is mixed or unknown. */
const dimensions: Partial<Record<string, 0 | 1 | 2>> = {
  Point: 0,
  MultiPoint: 0,
  LineString: 1,
  MultiLineString: 1,
  Polygon: 2,
  MultiPolygon: 2,
};

/** As attributes are in tiles, which have no dates and no lists: a list is the text of a JSON array. */
const asJson: Record<Field['type'], { type: string; format?: string; contentMediaType?: string }> = {
  text: { type: 'string' },
  code: { type: 'string' },
  integer: { type: 'integer' },
  double: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamptz: { type: 'string', format: 'date-time' },
  list: { type: 'string', contentMediaType: json },
};

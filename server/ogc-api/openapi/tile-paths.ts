import type { Definition, Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import type { QueryParameter } from '../../http/parameters.ts';
import { collections, ogcTileParameters } from '../../tiles/query.ts';
import { tileMatrixSets, webMercatorQuad } from '../../tiles/tile-matrix-sets.ts';
import type { Place } from '../links.ts';
import { tilesetParameters } from '../tiles/routes.ts';
import { tileMatrixSetDocument, tileMatrixSetList } from '../tiles/tile-matrix-sets.ts';
import { tilesetList } from '../tiles/tilesets.ts';
import { mapTag, tileAnswers, tileNumber } from './map-paths.ts';
import { documentAt, said, type Words, wordsOf } from './operations.ts';
import { type Described, type Known, knownOf, queryParameters } from './parameters.ts';
import type { Parameter, Paths } from './parts.ts';

/** OGC API – Tiles Part 1 (20-057). */

function matrixSetParameter(lang: Language): Parameter {
  return {
    name: 'tileMatrixSetId',
    in: 'path',
    description: tileMatrixSets.map(({ id, title }) => `\`${id}\`: ${title[lang]}`).join('. '),
    required: true,
    schema: { type: 'string', enum: tileMatrixSets.map(({ id }) => id) },
    example: webMercatorQuad.id,
  };
}

/** The tile matrix sets themselves. */
export function tileMatrixSetPaths(place: Place): Paths {
  return {
    '/tileMatrixSets': documentAt(place, {
      id: 'tileMatrixSets',
      tag: mapTag,
      sv: ['Rutnät för kartplattor', 'De rutnät som kartplattor finns i: Web Mercator och SWEREF 99 TM.'],
      en: ['Tile matrix sets', 'The grids that tiles come in: Web Mercator and SWEREF 99 TM.'],
      schema: 'TileMatrixSets',
      example: tileMatrixSetList(place),
    }),
    '/tileMatrixSets/{tileMatrixSetId}': documentAt(place, {
      id: 'tileMatrixSet',
      tag: mapTag,
      sv: ['Ett rutnät', 'Rutnätets koordinatsystem, ursprung och skalor.'],
      en: ['A tile matrix set', 'Coordinate system, origin and scales of the grid.'],
      schema: 'TileMatrixSet',
      example: tileMatrixSetDocument(webMercatorQuad, place),
      path: [matrixSetParameter(place.lang)],
      missing: true,
    }),
  };
}

/** What tiles are of: one dataset, or those of all that the query selects. */
interface Tiled {
  path: string;
  /** Begins the ids of the operations. */
  id: string;
  tag: string;
  collection: Definition | undefined;
  title: Localized;
  /** Of all its queries: which of the datasets there are. */
  of: readonly QueryParameter[];
  known: Known;
}

/** The tiles of one dataset; nothing where it has no geometry. */
export function collectionTilePaths(described: Described, place: Place): Paths {
  const { definition } = described;
  const { id, title, geometry } = definition;
  if (!geometry) return {};
  const path = `/collections/${id}/tiles`;
  return tiledPaths({ path, id, tag: id, collection: definition, title, of: [], known: knownOf(described) }, place);
}

/** The tiles of several datasets at once. */
export function datasetTilePaths(definitions: readonly Definition[], place: Place): Paths {
  const tiled = definitions.filter(({ geometry }) => geometry).map(({ id }) => id);
  const known = {
    collections: {
      schema: { type: 'array', items: { type: 'string', enum: tiled } },
      example: tiled.slice(0, 2),
    },
  };
  const title = { sv: 'Alla datamängder', en: 'All datasets' };
  return tiledPaths(
    { path: '/tiles', id: 'dataset', tag: mapTag, collection: undefined, title, of: [collections], known },
    place,
  );
}

function tiledPaths({ path, id, tag, collection, title, of, known }: Tiled, place: Place): Paths {
  const { lang } = place;
  // The endings of ids are the standard's (OGC API – Tiles Part 1, Table 11).
  const words = (name: string, about: Pick<Words, Language>) => ({
    ...wordsOf({ id, title }, { id: `.vector.${name}`, ...about }),
    tag,
  });
  const matrixSet = matrixSetParameter(lang);
  const query = [...of, ...tilesetParameters];
  const tile = words('getTile', {
    sv: ['en kartplatta', 'Mapbox Vector Tile 2. Raden står före kolumnen.'],
    en: ['a tile', 'Mapbox Vector Tile 2. The row comes before the column.'],
  });
  return {
    [path]: documentAt(place, {
      ...words('getTileSetsList', {
        sv: ['kartplattor', 'Kartplattorna i varje rutnät.'],
        en: ['tiles', 'The tiles in each tile matrix set.'],
      }),
      schema: 'Tilesets',
      example: tilesetList({ collection, title }, place),
      query,
      known,
    }),
    [`${path}/{tileMatrixSetId}`]: documentAt(place, {
      ...words('getTileSet', {
        sv: ['kartplattor i ett rutnät', 'Lager, fält och adressmall.'],
        en: ['tiles in a tile matrix set', 'Layers, fields and the template of addresses.'],
      }),
      schema: 'Tileset',
      path: [matrixSet],
      query,
      known,
      missing: true,
    }),
    [`${path}/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`]: {
      get: {
        ...said(tile, lang),
        parameters: [
          matrixSet,
          tileNumber('tileMatrix', { sv: 'Zoomnivå i rutnätet.', en: 'Tile matrix.' }, lang),
          tileNumber('tileRow', { sv: 'Rad från norr.', en: 'Row from the north.' }, lang),
          tileNumber('tileCol', { sv: 'Kolumn från väster.', en: 'Column from the west.' }, lang),
          ...queryParameters([...of, ...ogcTileParameters], lang, known),
        ],
        responses: tileAnswers(lang),
      },
    },
  };
}

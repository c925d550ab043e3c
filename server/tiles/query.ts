import { z } from 'zod';
import { filterParameters } from '../features/index.ts';
import { langParameter, list, onlyFormat, read, text, valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from './tile-matrix-sets.ts';

/** What the addresses of OGC API – Tiles ask for. */

/** Absent: WebMercatorQuad. Throws a 404 problem for one that is not here. */
export function matrixSetNamed(id: string | undefined): TileMatrixSet {
  if (id === undefined) return webMercatorQuad;
  const found = tileMatrixSets.find((one) => one.id === id);
  if (!found) throw problem('no-such-page', { path: `/geodata/v1/tileMatrixSets/${id}` });
  return found;
}

/** `collections=a,b` (20-057 §12): ids, or the addresses of collections. */
export const collections = list(
  read((one) => one.replace(/^https?:\/\/.*\/collections\/([^/?#]+)\/?$/, '$1'), z.string()),
  { sv: 'datamängder med komma mellan', en: 'datasets with commas between' },
  {
    name: 'collections',
    about: { sv: 'Bara dessa datamängder, med komma mellan.', en: 'Only these datasets, with commas between.' },
  },
);

/** Ids as our own addresses have them. Absent: all. */
export function selectedCollections(query: URLSearchParams): string | undefined {
  return valueIn(query, collections)?.join(',');
}

const version = text({
  name: 'v',
  about: {
    sv: 'Dataversion ur TileJSON eller ur plattornas metadata. Med den får plattan sparas för alltid.',
    en: 'Data version from the TileJSON or the metadata of the tiles. With it the tile may be kept for ever.',
  },
});

/** What the address of a tile may ask. A cache buster is none: `v` and `ETag` are there for that. */
export const tileParameters = [...filterParameters, version, langParameter] as const;
export const ogcTileParameters = [...tileParameters, onlyFormat('mvt', 'Mapbox Vector Tile')] as const;

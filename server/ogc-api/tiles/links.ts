import type { TileMatrixSet } from '../../tiles/tile-matrix-sets.ts';
import { apiUrl, type Place } from '../links.ts';

/** What the documents of OGC API – Tiles Part 1 (20-057) link to. */

export const json = 'application/json';

export function relation(name: 'geodata' | 'tiling-scheme'): string {
  return `http://www.opengis.net/def/rel/ogc/1.0/${name}`;
}

export function epsg(srid: number): string {
  return `http://www.opengis.net/def/crs/EPSG/0/${srid}`;
}

export function matrixSetUrl(place: Pick<Place, 'baseUrl'>, { id }: TileMatrixSet): string {
  return apiUrl(place, `/tileMatrixSets/${id}`);
}

/** Its name as an address: GDAL asks for one. Of a set that is not in OGC's register its definition is the name. */
export function matrixSetUri(place: Place, matrixSet: TileMatrixSet): string {
  return matrixSet.registered?.uri ?? matrixSetUrl(place, matrixSet);
}

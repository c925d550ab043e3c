import { pixelMetres } from '../../geometry/pixel.ts';
import { type TileMatrixSet, tileMatrixSets, tilesAcross, tileWidth } from '../../tiles/tile-matrix-sets.ts';
import { apiUrl, type Link, type Place } from '../links.ts';
import { epsg, json, matrixSetUri, matrixSetUrl } from './links.ts';

/** Tile matrix sets in the JSON of Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0 (17-083r4). */

const pixelsAcross = 256;

/** `/tileMatrixSets`. */
export function tileMatrixSetList(place: Place): object {
  return {
    links: [{ href: apiUrl(place, '/tileMatrixSets'), rel: 'self', type: json }] satisfies Link[],
    tileMatrixSets: tileMatrixSets.map((matrixSet) => ({
      id: matrixSet.id,
      title: matrixSet.title[place.lang],
      crs: epsg(matrixSet.srid),
      uri: matrixSetUri(place, matrixSet),
      links: [{ href: matrixSetUrl(place, matrixSet), rel: 'self', type: json }] satisfies Link[],
    })),
  };
}

/** `/tileMatrixSets/{id}`: points in the axis order of the authority. */
export function tileMatrixSetDocument(matrixSet: TileMatrixSet, place: Place): object {
  const { id, title, registered, srid, orderedAxes, centre, half, matrices } = matrixSet;
  const west = centre.east - half;
  const north = centre.north + half;
  return {
    id,
    title: title[place.lang],
    ...registered,
    uri: matrixSetUri(place, matrixSet),
    crs: epsg(srid),
    orderedAxes,
    tileMatrices: Array.from({ length: matrices }, (_, z) => {
      const cellSize = tileWidth(matrixSet, z) / pixelsAcross;
      const across = tilesAcross(matrixSet, z);
      return {
        id: String(z),
        scaleDenominator: cellSize / pixelMetres,
        cellSize,
        cornerOfOrigin: 'topLeft',
        pointOfOrigin: orderedAxes[0] === 'N' ? [north, west] : [west, north],
        tileWidth: pixelsAcross,
        tileHeight: pixelsAcross,
        matrixWidth: across,
        matrixHeight: across,
      };
    }),
  };
}

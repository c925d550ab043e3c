import type { Localized } from '../datasets/definition.ts';
import { mercatorHalf } from '../geometry/mercator.ts';

/** A square that is halved again and again (OGC 17-083r4, Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0). */
export interface TileMatrixSet {
  id: string;
  title: Localized;
  /** Of OGC's register, where it is there. */
  registered?: { uri: string; wellKnownScaleSet: string };
  srid: 3857 | 3006;
  /** The names of the axes, in the order in which the authority has them. */
  orderedAxes: readonly ['X', 'Y'] | readonly ['N', 'E'];
  /** The square: its middle, and half its side. Metres. */
  centre: { east: number; north: number };
  half: number;
  /** How often the square has been halved at tile matrix 0. */
  halvings: number;
  /** From the origin in the upper left corner, so many metres east and south are covered. */
  covered: number;
  /** Tile matrices of the definition, and the last that has tiles. */
  matrices: number;
  deepest: number;
  /** What is added to a tile matrix for the zoom of WebMercatorQuad that is nearest in scale, on the ground. */
  zoomOffset: number;
}

export interface TileCoordinates {
  /** Absent: WebMercatorQuad. */
  matrixSet?: TileMatrixSet;
  z: number;
  x: number;
  y: number;
}

export const webMercatorQuad: TileMatrixSet = {
  id: 'WebMercatorQuad',
  title: { sv: 'Web Mercator, som i de flesta webbkartor', en: 'Google Maps Compatible for the World' },
  registered: {
    uri: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  },
  srid: 3857,
  orderedAxes: ['X', 'Y'],
  centre: { east: 0, north: 0 },
  half: mercatorHalf,
  halvings: 0,
  covered: 2 * mercatorHalf,
  matrices: 25,
  deepest: 22,
  zoomOffset: 0,
};

/**
 * Lantmäteriet's WMTS matrix set 3006, with which Swedish maps overlay: upper left corner E −1200000, N 8500000, from
 * 4096 m a pixel. Lantmäteriet ends at 8 m (tile matrix 9); here it is halved on to 0.5 m.
 */
const sweref99tm: TileMatrixSet = {
  id: 'SWEREF99TM_LM',
  title: {
    sv: 'SWEREF 99 TM, Lantmäteriets rutnät (WMTS 3006)',
    en: 'SWEREF 99 TM, the grid of Lantmäteriet (WMTS 3006)',
  },
  srid: 3006,
  orderedAxes: ['N', 'E'],
  centre: { east: -1_200_000 + 2 ** 21, north: 8_500_000 - 2 ** 21 },
  half: 2 ** 21,
  halvings: 2,
  covered: 3_800_000,
  matrices: 14,
  deepest: 13,
  // Web Mercator is drawn 1 / cos(latitude) too large: the same from Skåne (4.4) to Kiruna (3.8).
  zoomOffset: 4,
};

export const tileMatrixSets = [webMercatorQuad, sweref99tm] as const;

export function matrixSetOf({ matrixSet }: TileCoordinates): TileMatrixSet {
  return matrixSet ?? webMercatorQuad;
}

/** Width of a tile, metres in the set's coordinate system. */
export function tileWidth({ half, halvings }: TileMatrixSet, z: number): number {
  return (2 * half) / 2 ** (halvings + z);
}

/** Columns, and as many rows, of a tile matrix. */
export function tilesAcross(matrixSet: TileMatrixSet, z: number): number {
  return Math.ceil(matrixSet.covered / tileWidth(matrixSet, z));
}

/** The zoom of WebMercatorQuad at which a tile is about as detailed. */
export function nearestZoom(tile: TileCoordinates): number {
  return tile.z + matrixSetOf(tile).zoomOffset;
}

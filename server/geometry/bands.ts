import { mercatorHalf } from './mercator.ts';

/** Units across a tile. Both encoders use the same extent and buffer. */
export const extent = 4096;
export const buffer = 64;

/** Metres (EPSG:3857) of one tile unit at a zoom. */
export function metresPerUnit(z: number): number {
  return (2 * mercatorHalf) / 2 ** z / extent;
}

/** Units of a pixel on a screen that draws a tile 512 pixels wide, as MapLibre does. */
const unitsPerPixel = extent / 512;

/**
 * Stored generalised geometry, one column for each band of zooms. Snapping all vertices to one grid moves a shared
 * border the same way on both sides, so neighbours stay neighbours (ST_CoverageSimplify does it better but is not in
 * PostGIS 3.3). The grid is half a pixel, four tile units, at the band's closest zoom; a band is three zooms wide so
 * that its grid is whole tile units at all of them and both encoders round the same way. No grid: as it is.
 */
export const bands = [band(4), band(7), band(10), band(13), { column: 'g', maxzoom: 22, grid: undefined }] as const;

function band(maxzoom: number) {
  return { column: `g_z${maxzoom}`, maxzoom, grid: (metresPerUnit(maxzoom) * unitsPerPixel) / 2 };
}

export const fullBand = bands[4];

/** A geometry column and the closest zoom that it is for. */
export type Band = (typeof bands)[number];

/** The geometry column for a zoom. */
export function bandOf(z: number): Band {
  return bands.find((band) => z <= band.maxzoom) ?? fullBand;
}

/**
 * Features shorter than this (metres, EPSG:3857, longer side) are under two pixels: an area is then told by a point so
 * that it cannot vanish, a line is left out.
 */
export function shortestSide(z: number): number {
  return metresPerUnit(z) * unitsPerPixel * 2;
}

/** Areas narrower than this on average (metres, EPSG:3857) are a quarter of a pixel, and told by a point as well. */
export function smallestWidth(z: number): number {
  return metresPerUnit(z) * 2;
}

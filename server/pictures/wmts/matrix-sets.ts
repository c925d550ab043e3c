import type { Localized } from '../../datasets/definition.ts';
import { type TileMatrixSet, tileMatrixSets } from '../../tiles/tile-matrix-sets.ts';

/** A tile matrix set as WMTS tells it. */
export interface WmtsMatrixSet {
  id: string;
  title: Localized;
  matrixSet: TileMatrixSet;
  /** `ows:SupportedCRS`: a URN has the authority's axis order, `EPSG:3006` the one that desktop programs have: east, north. */
  crs: string;
  /** The corners are told north before east. */
  flipped: boolean;
}

/**
 * The grids of vector tiles. That of SWEREF 99 TM stands there twice with the same tiles: with corners in the authority's order,
 * and as Lantmäteriet tells its own, which programs that read east, north whatever the authority says expect.
 */
export const wmtsMatrixSets: readonly WmtsMatrixSet[] = tileMatrixSets.flatMap((matrixSet) => {
  const { id, title, srid, orderedAxes } = matrixSet;
  const urn = `urn:ogc:def:crs:EPSG::${srid}`;
  if (orderedAxes[0] === 'X') return [{ id, title, matrixSet, crs: urn, flipped: false }];
  return [
    { id: id.replace(/_LM$/, ''), title: axes(title, 'nord, öst', 'north, east'), matrixSet, crs: urn, flipped: true },
    { id, title: axes(title, 'öst, nord', 'east, north'), matrixSet, crs: `EPSG:${srid}`, flipped: false },
  ];
});

function axes(title: Localized, sv: string, en: string): Localized {
  return { sv: `${title.sv}, hörn som ${sv}`, en: `${title.en}, corners as ${en}` };
}

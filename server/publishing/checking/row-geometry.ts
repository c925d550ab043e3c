import type { Definition, Localized } from '../../datasets/definition.ts';
import { boundsOf, crsHint, within } from '../crs.ts';
import {
  geometryBroken,
  geometryMissing,
  geometryOutside,
  geometryTooLarge,
  geometryType,
} from '../findings/geometry.ts';
import { crsMissing } from '../findings.ts';
import { mostCorners } from '../limits.ts';
import type { SourceRow } from '../reading/source.ts';
import type { Corner, FindingList, Place } from '../report.ts';
import { BrokenGeometryError, type Encoded, type Shape, shapeOf } from './wkb.ts';

type GeometryType = NonNullable<Definition['geometry']>['type'];

const wanted: Readonly<Record<GeometryType, { dimension: 0 | 1 | 2 | null; words: Localized }>> = {
  Point: { dimension: 0, words: { sv: 'en punkt', en: 'a point' } },
  MultiPoint: { dimension: 0, words: { sv: 'punkter', en: 'points' } },
  LineString: { dimension: 1, words: { sv: 'en linje', en: 'a line' } },
  MultiLineString: { dimension: 1, words: { sv: 'linjer', en: 'lines' } },
  Polygon: { dimension: 2, words: { sv: 'en yta', en: 'a surface' } },
  MultiPolygon: { dimension: 2, words: { sv: 'ytor', en: 'surfaces' } },
  Geometry: { dimension: null, words: { sv: 'punkt, linje eller yta', en: 'point, line or surface' } },
};

/** What a column of that type wants, in words. */
export function wantedGeometry(type: GeometryType): Localized {
  return wanted[type].words;
}

/**
 * The row's geometry as EWKB in the file's own coordinates, checked as far as can be without the database. Undefined
 * when it cannot be used; why, goes to `findings`.
 */
export function checkGeometry(
  type: GeometryType,
  row: SourceRow,
  crs: number | undefined,
  findings: FindingList,
  place: Place,
): Buffer | undefined {
  const shape = row.shape ?? (row.geometry ? shapeOf(row.geometry) : undefined);
  const srid = row.srid ?? crs;
  const corners = shape?.corners ?? 0;
  if (corners > mostCorners) {
    findings.add(geometryTooLarge(row.number, corners, mostCorners), place);
    return undefined;
  }
  const encoded = shape ? encode(shape, srid ?? 0) : undefined;
  if (!shape || encoded === undefined) {
    findings.add(geometryMissing(), place);
  } else if (encoded === 'broken') {
    findings.add(geometryBroken(), place);
  } else if (!fits(shape, type)) {
    findings.add(geometryType(wanted[type].words), { ...place, value: shape.type });
  } else if (srid === undefined) {
    // True of the whole file: said once.
    const problem = crsMissing(crsHint(encoded.extent));
    if (!findings.has(problem.code)) findings.add(problem, { dataset: place.dataset ?? null });
  } else {
    const bounds = boundsOf(srid);
    if (!bounds || within(encoded.extent, bounds)) return encoded.bytes;
    const [east, north] = encoded.extent;
    findings.add(geometryOutside(crsHint(encoded.extent)), { ...place, value: `EPSG:${srid} ${east} ${north}` });
  }
  return undefined;
}

function fits({ dimension: found }: Shape, type: GeometryType): boolean {
  const { dimension } = wanted[type];
  return found !== null && (dimension === null || found === dimension);
}

/** Somewhere on the row. */
export function cornerOf({ geometry, srid }: SourceRow, crs: number | undefined): Corner | undefined {
  const system = srid ?? crs;
  const first = geometry?.type === 'GeometryCollection' ? geometry.geometries[0] : geometry;
  let place: unknown = first && 'coordinates' in first ? first.coordinates : undefined;
  while (Array.isArray(place) && Array.isArray(place[0])) place = place[0];
  if (system === undefined || !Array.isArray(place)) return undefined;
  const [east, north]: unknown[] = place;
  return typeof east === 'number' && typeof north === 'number' ? { srid: system, east, north } : undefined;
}

function encode(shape: Shape, srid: number): Encoded | 'broken' | undefined {
  try {
    return shape.encode(srid);
  } catch (error) {
    if (error instanceof BrokenGeometryError) return 'broken';
    throw error;
  }
}

import type { Geometry } from 'geojson';
import type { geometryTypes } from '../datasets/definition.ts';
import { encodeGeometry } from '../publishing/checking/wkb.ts';

export interface GeometryKind {
  type: (typeof geometryTypes)[number];
  srid: number;
}

/**
 * The column type that fits all, and a newer file too: areas and lines are multi ones, since the next may have a feature of
 * several parts. Mixtures are Geometry.
 */
export function commonType(types: ReadonlySet<string>): GeometryKind['type'] {
  const simple = (type: string) => type.replace('Multi', '');
  const families = new Set([...types].map(simple));
  if (families.size > 1) return 'Geometry';
  if (families.has('Polygon')) return 'MultiPolygon';
  if (families.has('LineString')) return 'MultiLineString';
  if (families.has('Point')) return types.has('MultiPoint') ? 'MultiPoint' : 'Point';
  return 'Geometry';
}

/** EWKB for the column; a single geometry becomes a multi one where the column wants it. Null when empty. */
export function encodeAs(geometry: Geometry, { type, srid }: GeometryKind): string | null {
  const promoted = type.startsWith('Multi') ? promote(geometry) : geometry;
  return encodeAsRead(promoted, srid);
}

/** EWKB of the geometry as the file has it. Null when empty. */
export function encodeAsRead(geometry: Geometry, srid: number): string | null {
  return encodeGeometry(geometry, srid)?.bytes.toString('hex') ?? null;
}

function promote(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'MultiPoint', coordinates: [geometry.coordinates] };
    case 'LineString':
      return { type: 'MultiLineString', coordinates: [geometry.coordinates] };
    case 'Polygon':
      return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
    default:
      return geometry;
  }
}

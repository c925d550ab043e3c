import type { Definition } from '../../datasets/definition.ts';
import type { JsonSchema } from '../schema.ts';

/** Geometries as GeoJSON (RFC 7946 §3.1), 2D. Null where a geometry cannot be told in the system asked for. */

type GeometryType = NonNullable<Definition['geometry']>['type'];

/** How deep the positions lie, and an example in CRS84. */
const kinds: Record<Exclude<GeometryType, 'Geometry'>, readonly [depth: number, example: unknown]> = {
  Point: [0, [17.08, 59.64]],
  MultiPoint: [1, [[17.08, 59.64]]],
  LineString: [1, line()],
  MultiLineString: [2, [line()]],
  Polygon: [2, [ring()]],
  MultiPolygon: [3, [[ring()]]],
};

function line(): number[][] {
  return [
    [17.08, 59.64],
    [17.09, 59.64],
  ];
}

function ring(): number[][] {
  return [...line(), [17.09, 59.65], [17.08, 59.64]];
}

function nested(depth: number): JsonSchema {
  if (depth === 0) return { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };
  return { type: 'array', items: nested(depth - 1) };
}

/** A point that is nowhere (`POINT EMPTY`) has no coordinates. */
const position = { type: 'array', items: { type: 'number' }, maxItems: 2 };

/** The schema of the geometries of a dataset; of those without one, the schema of null. */
export function geometrySchema(type: GeometryType | undefined): JsonSchema {
  if (type === undefined) return { type: 'object', nullable: true, enum: [null] };
  if (type === 'Geometry') {
    return {
      type: 'object',
      nullable: true,
      required: ['type'],
      properties: {
        type: { type: 'string', enum: [...Object.keys(kinds), 'GeometryCollection'] },
        coordinates: { type: 'array', items: {} },
        geometries: { type: 'array', items: { type: 'object' } },
      },
    };
  }
  return {
    type: 'object',
    nullable: true,
    required: ['type', 'coordinates'],
    properties: {
      type: { type: 'string', enum: [type] },
      coordinates: type === 'Point' ? position : nested(kinds[type][0]),
    },
  };
}

/** A geometry that is short enough to be read. */
export function exampleGeometry(type: GeometryType | undefined): object | null {
  if (type === undefined) return null;
  const shown = type === 'Geometry' ? 'Polygon' : type;
  return { type: shown, coordinates: kinds[shown][1] };
}

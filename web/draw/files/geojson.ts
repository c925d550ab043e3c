import type { Geometry } from 'geojson';
import { z } from 'zod/mini';
import type { Drawing } from '../drawing.ts';
import { FileFault } from './fault.ts';
import type { Found } from './found.ts';
import { toFeature } from './keeping.ts';

/** GeoJSON (RFC 7946), also with the `crs` of its forerunner from 2008. */

const position = z.array(z.number()).check(z.minLength(2));
const positions = z.array(position);
const lines = z.array(positions);
const simple = z.union([
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: positions }),
  z.object({ type: z.literal('LineString'), coordinates: positions }),
  z.object({ type: z.literal('MultiLineString'), coordinates: lines }),
  z.object({ type: z.literal('Polygon'), coordinates: lines }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(lines) }),
]);
const geometrySchema: z.ZodMiniType<Geometry> = z.lazy(() =>
  z.union([simple, z.object({ type: z.literal('GeometryCollection'), geometries: z.array(geometrySchema) })]),
);
const featureSchema = z.object({
  type: z.literal('Feature'),
  geometry: z.nullable(geometrySchema),
  properties: z.nullable(z.record(z.string(), z.unknown())),
});
const documentSchema = z.union([
  z.object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema) }),
  featureSchema,
  geometrySchema,
]);
const systemSchema = z.object({ crs: z.object({ properties: z.object({ name: z.string() }) }) });

export function readGeoJson(text: string): Found {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FileFault('notJson', error instanceof Error ? error.message : '');
  }
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new FileFault('notGeoJson', issue?.path.join('.') ?? '');
  }
  const { data } = parsed;
  const all =
    data.type === 'FeatureCollection'
      ? data.features
      : [data.type === 'Feature' ? data : { geometry: data, properties: null }];
  return {
    system: systemOf(json),
    skipped: {},
    features: all.flatMap(({ geometry, properties }) => (geometry ? [{ geometry, properties: properties ?? {} }] : [])),
  };
}

/** `urn:ogc:def:crs:EPSG::3006`, `EPSG:3006` or CRS84. Degrees where nothing is said, unless the numbers are none. */
function systemOf(json: unknown): number | undefined {
  const name = systemSchema.safeParse(json).data?.crs.properties.name ?? '';
  if (/CRS84$/.test(name)) return 4326;
  const code = /EPSG:.*?(\d{4,5})$/i.exec(name)?.[1];
  return code === undefined ? undefined : Number(code);
}

export function writeGeoJson(drawings: readonly Drawing[]): string {
  const features = drawings.map((drawing) => ({ type: 'Feature', ...toFeature(drawing) }));
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`;
}

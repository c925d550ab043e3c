import type { Geometry } from 'geojson';
import { z } from 'zod';

const geometryShape = z.custom<Geometry>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** What is read of a GeoJSON feature of our own. */
export const featureShape = z.object({
  id: z.string(),
  geometry: geometryShape.nullable(),
  properties: z.record(z.string(), z.unknown()),
});

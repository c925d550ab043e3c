import type { Json } from './place.ts';
import { mediaType } from './schema.ts';

/** An object as it stands in a delivery: its geometry is one of its properties. */
export function feature(object: Json): Json {
  return { type: 'Feature', geometry: null, properties: object };
}

export function collection(features: readonly Json[]): Json {
  return { type: 'FeatureCollection', 'feature:mediatyp': mediaType, features };
}

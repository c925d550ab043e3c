import type { Geometry } from 'geojson';
import { z } from 'zod';

/** What pages read of the API's own JSON documents. What is not there is not shown. */

const linkShape = z.object({
  href: z.string(),
  rel: z.string(),
  type: z.string().optional(),
  title: z.string().optional(),
  templated: z.boolean().optional(),
});

export const landingShape = z.object({ title: z.string(), description: z.string(), links: z.array(linkShape) });

export const collectionShape = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  keywords: z.array(z.string()).optional(),
  extent: z
    .object({
      spatial: z.object({ bbox: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) }).optional(),
      temporal: z.object({ interval: z.array(z.tuple([z.string().nullable(), z.string().nullable()])) }).optional(),
    })
    .optional(),
  crs: z.array(z.string()).optional(),
  storageCrs: z.string().optional(),
  links: z.array(linkShape),
});
export type CollectionDocument = z.infer<typeof collectionShape>;

export const collectionsShape = z.object({ collections: z.array(collectionShape) });

const propertyShape = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  /** Of a value that may be missing: its type, and "null". */
  type: z.union([z.string(), z.tuple([z.string(), z.literal('null')]).transform(([type]) => type)]).optional(),
  format: z.string().optional(),
  enum: z
    .array(z.string().nullable())
    .transform((values) => values.filter((value) => value !== null))
    .optional(),
  'x-enumDescriptions': z.array(z.string()).optional(),
  'x-ogc-unit': z.string().optional(),
});
export type PropertyDocument = z.infer<typeof propertyShape>;

export const schemaShape = z.object({ title: z.string(), properties: z.record(z.string(), propertyShape) });

const geometryShape = z.custom<Geometry>((value) => typeof value === 'object' && value !== null && 'type' in value);
export const featureShape = z.object({
  id: z.string(),
  geometry: geometryShape.nullable(),
  properties: z.record(z.string(), z.unknown()),
});
export type FeatureDocument = z.infer<typeof featureShape>;

export const featuresShape = z.object({
  features: z.array(featureShape),
  numberMatched: z.number().optional(),
  numberReturned: z.number(),
  links: z.array(linkShape),
});
export type FeaturesDocument = z.infer<typeof featuresShape>;

export const conformanceShape = z.object({ conformsTo: z.array(z.string()) });

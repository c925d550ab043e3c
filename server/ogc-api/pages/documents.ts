import { z } from 'zod';
import { featureShape } from '../../formats/index.ts';
import { links } from '../documents.ts';

/** What pages read of features and of schemas. What is not there is not shown. */

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

export type FeatureDocument = z.infer<typeof featureShape>;

export const featuresShape = z.object({
  features: z.array(featureShape),
  numberMatched: z.number().optional(),
  numberReturned: z.number(),
  links,
});
export type FeaturesDocument = z.infer<typeof featuresShape>;

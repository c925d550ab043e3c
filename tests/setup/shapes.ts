import { z } from 'zod';

/** Shapes of answers that several tests read. Loose: a test checks what it is about. */
export const featureShape = z.looseObject({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]),
  geometry: z.nullable(z.looseObject({ type: z.string(), coordinates: z.array(z.unknown()) })),
  properties: z.record(z.string(), z.unknown()),
});

export const linkShape = z.looseObject({ href: z.string(), rel: z.string(), type: z.string().optional() });

export const pageShape = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(featureShape),
  links: z.array(linkShape),
  numberMatched: z.number(),
  numberReturned: z.number(),
});

export const problemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
});

export const tileJsonShape = z.looseObject({
  tilejson: z.literal('3.0.0'),
  tiles: z.array(z.string()).min(1),
  attribution: z.string(),
  minzoom: z.number(),
  maxzoom: z.number(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  thinning: z.record(z.string(), z.number()).optional(),
  vector_layers: z.array(z.looseObject({ id: z.string(), fields: z.record(z.string(), z.string()) })),
});

import { z } from 'zod';
import { differencesShape } from '../comparing/differences.ts';
import { linkSchema } from './links.ts';

/** The JSON documents of the API that are not features: OpenAPI tells of them by this, and pages read them by it. */

export const text = z.string();
export const address = z.string().meta({ format: 'uri' });
export const links = z.array(linkSchema);
const reference = z.string().meta({ format: 'uri-reference' });
const time = z.string().meta({ format: 'date-time' });
const date = z.string().meta({ format: 'date' });
const anything = z.record(z.string(), z.unknown());

export const landingPage = z.object({ title: text, description: text, links });
export const conformance = z.object({ conformsTo: z.array(address), links });

export const collection = z.object({
  id: text,
  title: text,
  description: text,
  itemType: z.literal('feature'),
  keywords: z.array(text),
  extent: z
    .object({
      spatial: z
        .object({ bbox: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])), crs: address })
        .optional(),
      temporal: z.object({ interval: z.array(z.tuple([time.nullable(), time.nullable()])), trs: address }).optional(),
    })
    .optional(),
  crs: z.array(address).optional(),
  storageCrs: address.optional(),
  links,
});
export type CollectionDocument = z.infer<typeof collection>;

export const collections = z.object({ links, crs: z.array(address), collections: z.array(collection) });

const count = z.int().min(0);
const version = z.object({
  version: z.int(),
  time,
  kind: z.enum(['import', 'rollback', 'edit', 'unknown']),
  publication: z.int().optional(),
  message: text.optional(),
  counts: z.object({ added: count, changed: count, removed: count }).optional(),
});

const change = z.enum(['added', 'changed', 'removed']);
const state = version.omit({ counts: true }).extend({
  time: time.optional(),
  change: change.optional(),
  feature: anything.nullable(),
  differences: differencesShape.optional(),
  geometry: z
    .object({
      of: z.enum(['area', 'length', 'points']),
      added: z.number(),
      removed: z.number(),
      moved: z.number().optional(),
    })
    .optional(),
});
export type StateDocument = z.infer<typeof state>;
export type Differences = z.infer<typeof differencesShape>;
const severity = z.enum(['error', 'warning']);
export const quality = z.object({
  checks: z.array(
    z.object({ check: text, rule: text.optional(), title: text, severity: severity.optional(), findings: count }),
  ),
  numberMatched: count,
  numberReturned: count,
  findings: z.array(
    z.object({
      check: text,
      rule: text.optional(),
      severity,
      featureId: text,
      name: text,
      field: text.optional(),
      value: text.optional(),
      other: z.object({ featureId: text, name: text }).optional(),
      reason: text,
      remedy: text.optional(),
      /** Easting, northing in EPSG:3006. */
      at: z.array(z.number()).length(2).optional(),
    }),
  ),
  links,
});

const bar = <T extends z.ZodType>(edge: T) => z.object({ from: edge, to: edge, count });
const facetBase = z.object({
  property: text,
  title: text,
  type: z.enum(['text', 'integer', 'double', 'boolean', 'date', 'timestamptz', 'code', 'list']),
  unit: text.optional(),
  numberMatched: count,
  missing: count,
  others: count,
});
export const facets = z.object({
  numberMatched: count,
  facets: z.array(
    z.discriminatedUnion('kind', [
      facetBase.extend({
        kind: z.literal('values'),
        values: z.array(z.object({ value: z.union([text, z.boolean()]), title: text, count })),
      }),
      facetBase.extend({
        kind: z.literal('numbers'),
        least: z.number().optional(),
        most: z.number().optional(),
        bars: z.array(bar(z.number())),
      }),
      facetBase.extend({
        kind: z.literal('days'),
        least: date.optional(),
        most: date.optional(),
        every: z.object({ unit: z.enum(['month', 'year']), count: z.int().min(1) }).optional(),
        bars: z.array(bar(date)),
      }),
      facetBase.extend({ kind: z.literal('text') }),
    ]),
  ),
  links,
});
export type FacetsDocument = z.infer<typeof facets>;

export const aggregate = z.object({
  title: text,
  by: z.array(text),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  assumed: z.record(z.string(), z.union([z.string(), z.number()])),
  columns: z.array(
    z.object({
      name: text,
      property: text,
      title: text,
      unit: text.optional(),
      values: z.array(z.object({ value: text, title: text })).optional(),
    }),
  ),
  value: text,
  protection: text.optional(),
  version: text,
  links,
});
export type AggregateDocument = z.infer<typeof aggregate>;

/** By their names in OpenAPI. */
export const documents = {
  Link: linkSchema,
  Problem: z.object({
    type: reference,
    title: text,
    status: z.int().min(400).max(599),
    detail: text.optional(),
    instance: reference.optional(),
  }),
  LandingPage: landingPage,
  Conformance: conformance,
  ApiInfo: z.object({
    apiName: text,
    apiVersion: text,
    apiReleased: date,
    apiDocumentation: address,
    apiStatus: z.enum(['active', 'deprecated', 'retired']),
  }),
  Collection: collection,
  Collections: collections,
  JsonSchema: z.object({
    $schema: address,
    $id: address,
    title: text,
    description: text.optional(),
    type: z.literal('object'),
    properties: z.record(z.string(), anything),
    additionalProperties: z.boolean().optional(),
  }),
  Versions: z.object({ versions: z.array(version), links }),
  Version: version.extend({ links }),
  FeatureHistory: z.object({ featureId: text, states: z.array(state), links }),
  Changes: z.object({
    from: z.int(),
    to: z.int(),
    links,
    changes: z.array(
      z.object({
        featureId: text,
        change,
        before: anything.nullable(),
        after: anything.nullable(),
        differences: differencesShape.optional(),
      }),
    ),
  }),
  Quality: quality,
  Facets: facets,
  Aggregate: aggregate,
  OpenApi: z.looseObject({ openapi: text, info: anything, paths: anything }),
  JsonFgTime: z.object({ date: date.optional(), timestamp: time.optional() }).nullable(),
  Style: z.looseObject({
    version: z.literal(8),
    sources: z.record(z.string(), anything),
    layers: z.array(anything),
  }),
  Styles: z.object({ default: text, styles: z.array(z.object({ id: text, title: text, links })), links }),
  StyleMetadata: z.object({
    id: text,
    title: text,
    scope: text,
    license: text,
    stylesheets: z.array(
      z.object({ title: text, version: text, native: z.boolean(), specification: address, link: linkSchema }),
    ),
    layers: z.array(z.object({ id: text, type: text, description: text })),
    links,
  }),
};

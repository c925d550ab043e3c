import type { JsonSchema } from '../schema.ts';
import { ref } from './parts.ts';
import { address, links, object, text } from './schema-parts.ts';

/** Schemas of the JSON documents that are not features. */

export const documentSchemas: Record<string, JsonSchema> = {
  Link: object(
    {
      // May be a template, whose braces no URI has.
      href: text,
      rel: text,
      type: text,
      title: text,
      hreflang: text,
      templated: { type: 'boolean' },
      length: { type: 'integer' },
    },
    ['type', 'title', 'hreflang', 'templated', 'length'],
  ),
  Problem: object(
    {
      type: { type: 'string', format: 'uri-reference' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: text,
      instance: { type: 'string', format: 'uri-reference' },
    },
    ['detail', 'instance'],
  ),
  LandingPage: object({ title: text, description: text, links }),
  Conformance: object({ conformsTo: { type: 'array', items: address }, links }),
  ApiInfo: object({
    apiName: text,
    apiVersion: text,
    apiReleased: { type: 'string', format: 'date' },
    apiDocumentation: address,
    apiStatus: { type: 'string', enum: ['active', 'deprecated', 'retired'] },
  }),
  Collections: object({
    links,
    crs: { type: 'array', items: address },
    collections: { type: 'array', items: ref('schemas', 'Collection') },
  }),
  Collection: object(
    {
      id: text,
      title: text,
      description: text,
      itemType: { type: 'string', enum: ['feature'] },
      keywords: { type: 'array', items: text },
      extent: object(
        {
          spatial: object({
            bbox: { type: 'array', items: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 } },
            crs: address,
          }),
          temporal: object({
            interval: {
              type: 'array',
              items: {
                type: 'array',
                items: { type: 'string', format: 'date-time', nullable: true },
                minItems: 2,
                maxItems: 2,
              },
            },
            trs: address,
          }),
        },
        ['spatial', 'temporal'],
      ),
      crs: { type: 'array', items: address },
      storageCrs: address,
      links,
    },
    ['extent', 'crs', 'storageCrs'],
  ),
  JsonSchema: {
    ...object({
      $schema: address,
      $id: address,
      title: text,
      description: text,
      type: { type: 'string', enum: ['object'] },
      properties: { type: 'object', additionalProperties: { type: 'object' } },
      additionalProperties: { type: 'boolean' },
    }),
    required: ['$schema', '$id', 'title', 'type', 'properties'],
  },
  OpenApi: {
    type: 'object',
    required: ['openapi', 'info', 'paths'],
    properties: { openapi: text, info: { type: 'object' }, paths: { type: 'object' } },
    additionalProperties: true,
  },
  JsonFgTime: {
    type: 'object',
    nullable: true,
    properties: { date: { type: 'string', format: 'date' }, timestamp: { type: 'string', format: 'date-time' } },
  },
  TileJson: object(
    {
      tilejson: { type: 'string', enum: ['3.0.0'] },
      name: text,
      description: text,
      attribution: text,
      tiles: { type: 'array', items: text },
      minzoom: { type: 'integer', minimum: 0, maximum: 22 },
      maxzoom: { type: 'integer', minimum: 0, maximum: 22 },
      bounds: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 },
      center: { type: 'array', items: { type: 'number' }, minItems: 3, maxItems: 3 },
      thinning: { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 } },
      vector_layers: {
        type: 'array',
        items: object({
          id: text,
          description: text,
          minzoom: { type: 'integer' },
          maxzoom: { type: 'integer' },
          fields: { type: 'object', additionalProperties: text },
        }),
      },
    },
    ['bounds', 'center', 'thinning'],
  ),
  Style: {
    type: 'object',
    required: ['version', 'sources', 'layers'],
    properties: {
      version: { type: 'integer', enum: [8] },
      sources: { type: 'object', additionalProperties: { type: 'object' } },
      layers: { type: 'array', items: { type: 'object' } },
    },
    additionalProperties: true,
  },
  Styles: object({
    default: text,
    styles: { type: 'array', items: object({ id: text, title: text, links }) },
    links,
  }),
  StyleMetadata: object({
    id: text,
    title: text,
    scope: text,
    license: text,
    stylesheets: {
      type: 'array',
      items: object({
        title: text,
        version: text,
        native: { type: 'boolean' },
        specification: address,
        link: ref('schemas', 'Link'),
      }),
    },
    layers: { type: 'array', items: object({ id: text, type: text, description: text }) },
    links,
  }),
  Files: object({
    id: text,
    title: text,
    files: {
      type: 'array',
      items: object(
        {
          href: address,
          extension: text,
          title: text,
          type: text,
          size: { type: 'integer' },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          date: { type: 'string', format: 'date-time' },
          version: text,
          features: { type: 'integer' },
        },
        ['size', 'sha256', 'date', 'version', 'features'],
      ),
    },
  }),
};

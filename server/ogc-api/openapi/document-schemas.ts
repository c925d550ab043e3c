import { z } from 'zod';
import { fileListSchema } from '../../downloads/list.ts';
import { needDocumentSchema } from '../../forecast/need-shape.ts';
import { hereDocument } from '../../here/shape.ts';
import { searchDocument } from '../../search/index.ts';
import { tileJsonSchema } from '../../tiles/tilejson.ts';
import { documents } from '../documents.ts';
import type { JsonSchema } from '../schema.ts';
import { tileDocuments } from './tile-documents.ts';

/** What zod takes for granted and OpenAPI need not say, and lists that it says too much of. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { additionalProperties, minimum, maximum, items } = jsonSchema;
  // An answer may have more one day.
  if (additionalProperties === false) delete jsonSchema.additionalProperties;
  if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const alike = typeof items === 'object' && 'anyOf' in items ? items.anyOf : undefined;
  if (alike?.[0] && alike.every((one) => JSON.stringify(one) === JSON.stringify(alike[0]))) jsonSchema.items = alike[0];
}

/** Schemas of the JSON documents that are not features, by name. */
function written(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const all = {
    ...documents,
    ...tileDocuments,
    TileJson: tileJsonSchema,
    Files: fileListSchema,
    SearchResult: searchDocument,
    Here: hereDocument,
    Need: needDocumentSchema,
  };
  for (const [id, schema] of Object.entries(all)) registry.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { target: 'openapi-3.0', io: 'output', uri, override: plain });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, ...schema }]) => [id, schema]));
}

export const documentSchemas = written();

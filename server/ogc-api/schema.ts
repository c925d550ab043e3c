import type { Definition } from '../datasets/definition.ts';
import type { FlatColumn } from '../features/index.ts';
import type { Language } from '../http/language.ts';

/** The JSON Schema documents of a collection (OGC API – Features Part 3 §6.2, Part 5: Schemas). */

export type JsonSchema = Record<string, unknown>;

/** What a property is, as JSON Schema. A code has its list. */
export function propertySchema({ type, title, description, unit, codes }: FlatColumn, lang: Language): JsonSchema {
  return {
    title: title[lang],
    ...(description ? { description: description[lang] } : {}),
    ...typeSchema(type),
    ...(codes
      ? { enum: codes.map(({ value }) => value), 'x-enumDescriptions': codes.map((code) => code.title[lang]) }
      : {}),
    ...(unit ? { 'x-ogc-unit': unit[lang] } : {}),
  };
}

function typeSchema(type: FlatColumn['type']): JsonSchema {
  switch (type) {
    case 'integer':
      return { type: 'integer' };
    case 'double':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'timestamptz':
      return { type: 'string', format: 'date-time' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    default:
      return { type: 'string' };
  }
}

/** The property as features have it, in JSON Schema: all but the key may be null, and so may the elements of a list. */
function valueSchema(column: FlatColumn, key: string, lang: Language): JsonSchema {
  const { type, enum: codes, items, ...schema } = propertySchema(column, lang);
  if (column.name === key) return { type, ...schema };
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(codes) ? { enum: [...codes, null] } : {}),
    ...(items ? { items: { type: ['string', 'null'] } } : {}),
  };
}

/** The geometry of a dataset, by the words of Part 5 (`format: geometry-multipolygon`). */
export function geometrySchema({ geometry }: Definition): JsonSchema | undefined {
  if (!geometry) return undefined;
  return {
    format: `geometry-${geometry.type === 'Geometry' ? 'any' : geometry.type.toLowerCase()}`,
    'x-ogc-role': 'primary-geometry',
  };
}

/** A schema of some properties of a collection, in order. `geometry`: under this name. `of`: what they are asked about, or what features have. */
export function collectionSchema(
  definition: Definition,
  columns: readonly FlatColumn[],
  { url, lang, geometry, of }: { url: string; lang: Language; geometry?: string; of: 'questions' | 'values' },
): JsonSchema {
  const properties = columns.map((column, index) => [
    column.name,
    {
      ...(of === 'values' ? valueSchema(column, definition.key, lang) : propertySchema(column, lang)),
      ...(column.name === definition.key ? { 'x-ogc-role': 'id' } : {}),
      ...(column.name === definition.temporal ? { 'x-ogc-role': 'primary-instant' } : {}),
      'x-ogc-propertySeq': index + 1,
    },
  ]);
  const shape = geometrySchema(definition);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: url,
    title: definition.title[lang],
    description: definition.description[lang],
    type: 'object',
    properties: Object.fromEntries([...properties, ...(shape && geometry ? [[geometry, shape]] : [])]),
    additionalProperties: false,
  };
}

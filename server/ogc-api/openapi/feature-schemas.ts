import type { Definition } from '../../datasets/definition.ts';
import type { FlatColumn } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import { type JsonSchema, propertySchema } from '../schema.ts';
import { exampleGeometry, geometrySchema } from './geometries.ts';
import { type MediaType, ref } from './parts.ts';
import type { Sample } from './sample.ts';

/** The features of one dataset as JSON: schemas for `components`, and what an answer with them is. */

const links: JsonSchema = { type: 'array', items: ref('schemas', 'Link') };

/** What a file says of itself (server/downloads/about.ts). */
const aboutFile = Object.fromEntries(
  ['name', 'title', 'description', 'informationsagare', 'license', 'source', 'version'].map((name) => [
    name,
    { type: 'string' },
  ]),
);

/** GeoJSON of 2008: how a file that is not in degrees says so. */
const namedCrs = {
  crs: {
    type: 'object',
    required: ['type', 'properties'],
    properties: {
      type: { type: 'string', enum: ['name'] },
      properties: { type: 'object', required: ['name'], properties: { name: { type: 'string', format: 'uri' } } },
    },
  },
};

/** The property as an answer has it: the key is always there, all else may be null. */
function valueSchema(column: FlatColumn, definition: Definition, lang: Language): JsonSchema {
  const schema = propertySchema(column, lang);
  if (column.name === definition.key) return schema;
  const codes = column.codes?.map(({ value }) => value);
  const items = column.type === 'list' ? { items: { type: 'string', nullable: true } } : {};
  return { ...schema, ...items, nullable: true, ...(codes ? { enum: [...codes, null] } : {}) };
}

/** Schemas of the dataset's properties, of a feature and of a page, as GeoJSON and as JSON-FG. */
export function featureSchemas(
  definition: Definition,
  columns: readonly FlatColumn[],
  lang: Language,
): Record<string, JsonSchema> {
  const { id, geometry } = definition;
  const feature = (more: JsonSchema, required: readonly string[]): JsonSchema => ({
    type: 'object',
    required: ['type', 'id', 'geometry', 'properties', ...required],
    properties: {
      type: { type: 'string', enum: ['Feature'] },
      id: { type: 'string' },
      ...more,
      geometry: geometrySchema(geometry?.type),
      properties: ref('schemas', id),
      links,
    },
  });
  const page = (of: string, more: JsonSchema, required: readonly string[]): JsonSchema => ({
    type: 'object',
    required: ['type', 'numberReturned', 'links', 'features', ...required],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      ...more,
      numberMatched: { type: 'integer', minimum: 0 },
      numberReturned: { type: 'integer', minimum: 0 },
      links,
      features: { type: 'array', items: ref('schemas', of) },
    },
  });
  const file = (of: string, more: JsonSchema): JsonSchema => ({
    type: 'object',
    required: ['type', 'features', ...Object.keys(aboutFile)],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      ...more,
      ...aboutFile,
      features: { type: 'array', items: ref('schemas', of) },
    },
  });
  // Members of the document: of a page, or of a feature that stands alone.
  const fg = {
    conformsTo: { type: 'array', items: { type: 'string', format: 'uri' } },
    featureType: { type: 'string', enum: [id] },
    geometryDimension: { type: 'integer', minimum: 0, maximum: 2 },
    coordRefSys: { type: 'string', format: 'uri' },
  };
  const inFg = { time: ref('schemas', 'JsonFgTime'), place: geometrySchema(geometry?.type) };
  return {
    [id]: {
      type: 'object',
      title: definition.title[lang],
      description: definition.description[lang],
      properties: Object.fromEntries(columns.map((column) => [column.name, valueSchema(column, definition, lang)])),
      additionalProperties: false,
    },
    [`${id}Feature`]: feature({}, []),
    [`${id}Features`]: page(`${id}Feature`, {}, []),
    [`${id}FgFeature`]: feature({ ...fg, ...inFg }, ['time', 'place']),
    [`${id}FgFeatures`]: page(`${id}FgFeature`, fg, ['conformsTo', 'featureType']),
    [`${id}File`]: file(`${id}Feature`, namedCrs),
    [`${id}FgFile`]: file(`${id}FgFeature`, fg),
  };
}

const kinds: Partial<Record<string, string>> = { geojson: '', jsonfg: 'Fg' };

/** What an answer with features is in one format: JSON that is described, or text or bytes that are not. */
export function featuresAs(
  format: { id: string; mediaType: string },
  definition: Definition,
  sample: Sample | undefined,
  as: 'Feature' | 'Features' | 'File',
): MediaType {
  const kind = kinds[format.id];
  if (kind === undefined) return { schema: otherSchema(format.mediaType) };
  const schema = ref('schemas', `${definition.id}${kind}${as}`);
  if (kind !== '' || !sample || as === 'File') return { schema };
  const feature = {
    type: 'Feature',
    id: sample.id,
    geometry: exampleGeometry(definition.geometry?.type),
    properties: sample.properties,
  };
  const page = { type: 'FeatureCollection', numberMatched: 1, numberReturned: 1, links: [], features: [feature] };
  return { schema, example: as === 'Feature' ? { ...feature, links: [] } : page };
}

/** JSON of other standards, text or bytes. */
function otherSchema(mediaType: string): JsonSchema {
  if (/[+/]json$/.test(mediaType)) return { type: 'object' };
  return mediaType.startsWith('text/') || mediaType.endsWith('-ndjson')
    ? { type: 'string' }
    : { type: 'string', format: 'binary' };
}

import type { DefinitionInput } from '../datasets/definition.ts';
import type { GeometrySample, Relation, RelationColumn } from './describe.ts';
import type { LoadedFile } from './load.ts';

type FieldInput = DefinitionInput['fields'][number];
export type GeometryInput = NonNullable<DefinitionInput['geometry']>;

/** A definition with what only a person knows left empty. */
export type Draft = Omit<DefinitionInput, 'licence'> & { licence: DefinitionInput['licence'] | '' };

const fieldType: Readonly<Record<string, FieldInput['type']>> = {
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'double',
  real: 'double',
  'double precision': 'double',
  boolean: 'boolean',
  date: 'date',
  'timestamp without time zone': 'timestamptz',
  'timestamp with time zone': 'timestamptz',
  text: 'text',
  character: 'text',
  'character varying': 'text',
  uuid: 'text',
  name: 'text',
  'text[]': 'list',
  'character varying[]': 'list',
  'integer[]': 'list',
  'bigint[]': 'list',
};

/** The field type for a column; undefined for one that no field can hold (json, bytea, geometry …). */
export function fieldTypeOf(column: RelationColumn): FieldInput['type'] | undefined {
  return column.labels ? 'code' : fieldType[column.type];
}

/** Where clocks are that show times without a zone. */
export const localZone = 'Europe/Stockholm';

export function isLocalTime({ type }: RelationColumn): boolean {
  return type === 'timestamp without time zone';
}

export interface DraftParts {
  id: string;
  relation: Relation;
  key: string;
  geometry: GeometryInput | null;
  sample: GeometrySample | null;
  isPublic: (column: string) => boolean;
  triggers: boolean;
  /** Where the table was made of a file. */
  loaded?: Pick<LoadedFile, 'aliases' | 'keyIsMade'> | undefined;
}

/** Puts the draft together. Column names stay, titles are the columns' comments or names. */
export function buildDraft(parts: DraftParts): Draft {
  const { id, relation, key, geometry, sample, isPublic, triggers, loaded } = parts;
  const fields = relation.columns.flatMap((column) => {
    const type = fieldTypeOf(column);
    const aliases = loaded?.aliases.get(column.name);
    // A key that the database counts can be written all the same, and has to be, to be known again.
    const generated = column.generated && !(column.counted && column.name === key);
    return type ? [fieldOf({ ...column, generated }, type, isPublic(column.name), aliases)] : [];
  });
  const title = titleField(fields, key);
  const named = fields.map((field) =>
    field.name === title && field.type === 'text' ? { ...field, searchable: true } : field,
  );
  const empty = { sv: '', en: '' };
  return {
    id,
    title: empty,
    description: empty,
    informationsagare: '',
    licence: '',
    source: empty,
    updateFrequency: 'UNKNOWN',
    table: relation.name,
    key,
    ...(triggers ? {} : { triggers }),
    geometry,
    fields: named,
    ...(loaded?.keyIsMade ? { import: { key: 'content' as const } } : {}),
    ...(geometry && sample ? { tiles: zooms(geometry, sample) } : {}),
    ...(geometry
      ? {
          map: {
            order: 100,
            visible: true,
            layers: [],
            popup: { title: [title], fields: fields.map(({ name }) => name).filter((name) => name !== title) },
          },
        }
      : {}),
  };
}

function fieldOf(
  column: RelationColumn,
  type: FieldInput['type'],
  isPublic: boolean,
  aliases: readonly string[] | undefined,
): FieldInput {
  const words = column.comment?.trim() || column.name;
  return {
    name: column.name,
    type,
    title: { sv: words, en: words },
    public: isPublic,
    tile: { minzoom: 0 },
    ...(isLocalTime(column) ? { zone: localZone } : {}),
    ...(column.notNull && !column.hasDefault && !column.generated ? { required: true } : {}),
    ...(column.generated ? { generated: true } : {}),
    ...(type === 'text' && /l[aä]nk|url|href|webb/i.test(column.name) ? { format: 'link' as const } : {}),
    ...(type === 'integer' && /(^|_)([aå]r|year)$/i.test(column.name) ? { format: 'year' as const } : {}),
    ...(aliases ? { aliases: [...aliases] } : {}),
    ...(column.labels ? { codes: column.labels.map((value) => ({ value, title: { sv: value, en: value } })) } : {}),
  };
}

const nameLike = /^(namn|name|titel|title|ben[aä]mning|beteckning|rubrik)$/i;

function titleField(fields: readonly FieldInput[], key: string): string {
  const texts = fields.filter(({ type, name }) => type === 'text' && name !== key);
  return (
    (texts.find(({ name }) => nameLike.test(name)) ?? texts.find(({ name }) => /namn|name/i.test(name)) ?? texts[0])
      ?.name ?? key
  );
}

/** Metres on the ground of a pixel of a 256-pixel tile at zoom 0 in the latitude of Enköping (59.6° N). */
const metresAtZoom0 = 156_543 * 0.506;
/** Points have no size: so many may be drawn at once from the zoom given. */
const pointSteps = [
  [500, 6],
  [5_000, 9],
  [50_000, 11],
] as const;

function zooms(geometry: GeometryInput, sample: GeometrySample): NonNullable<DefinitionInput['tiles']> {
  const isPoint = geometry.type.endsWith('Point');
  if (isPoint || !sample.medianSize) {
    const minzoom = pointSteps.find(([most]) => sample.rows <= most)?.[1] ?? 13;
    return { minzoom, maxzoom: Math.max(14, minzoom), rank: [] };
  }
  const metres = sample.medianSize * (geometry.srid === 4326 ? 111_320 : 1);
  // From the zoom in which the median feature is as large as a pixel.
  const minzoom = Math.min(14, Math.max(0, Math.floor(Math.log2(metresAtZoom0 / metres))));
  const rank = geometry.type.endsWith('Polygon') ? [{ by: 'area', order: 'desc' as const }] : [];
  return { minzoom, maxzoom: Math.min(17, Math.max(14, minzoom + 6)), rank };
}

import { z } from 'zod';
import type { Database, Row } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, publicColumns, publicCondition, reprojected } from '../datasets/select.ts';
import { crs84, pointOn, propertiesAsJson } from '../features/index.ts';
import { derivedSource } from '../geometry/derived.ts';
import type { Published } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import { describeField } from '../styles/describe.ts';
import { nameOf } from '../styles/feature-name.ts';
import { formatValue } from '../styles/format.ts';
import { subjectOf } from '../styles/layers.ts';
import { popupOf } from '../styles/plain.ts';
import { excerpt } from './excerpt.ts';
import { likenessOf, searchedOf } from './searched.ts';

/** What is told of a feature that was found: read from the tables, so never more than is public now. */
export interface Hit {
  dataset: string;
  key: string;
  title: string;
  subtitle: string | undefined;
  subject: string;
  /** The field that is most like what was searched, and what it says. */
  matched: { field: string; title: string; text: string } | undefined;
  point: [number, number] | undefined;
  /** West, south, east, north in degrees. */
  box: [number, number, number, number] | undefined;
}

interface Read extends Row {
  dataset: string;
  key: string;
  properties: string;
  likeness: (number | null)[];
  longitude: number | null;
  latitude: number;
  west: number | null;
  south: number;
  east: number;
  north: number;
}

const propertiesSchema = z.record(z.string(), z.unknown());

/** Those of the features that are public now, in the order in which they were asked for. */
export async function readHits(
  database: Database,
  published: Published,
  found: readonly { dataset: string; key: string }[],
  asked: { words: readonly string[]; lang: Language; keyTypeOf(id: string): string | undefined },
): Promise<Hit[]> {
  const definitions = published.definitions.filter(({ id }) => found.some(({ dataset }) => dataset === id));
  if (definitions.length === 0) return [];
  const selects = definitions.map((definition) => {
    const keys = found.filter(({ dataset }) => dataset === definition.id).map(({ key }) => key);
    return selectOf(published, definition, keys, asked);
  });
  const rows = await database.query<Read>(join(selects, ' union all '));
  const byName = new Map(rows.map((row) => [`${row.dataset}/${row.key}`, row]));
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  return found.flatMap(({ dataset, key }) => {
    const [row, definition] = [byName.get(`${dataset}/${key}`), byId.get(dataset)];
    return row && definition ? [hitOf(definition, row, asked)] : [];
  });
}

function selectOf(
  published: Published,
  definition: Definition,
  keys: readonly string[],
  { words, keyTypeOf }: { words: readonly string[]; keyTypeOf(id: string): string | undefined },
): Sql {
  const { id, geometry } = definition;
  const key = sql`t.${identifier(definition.key)}`;
  const { names, texts } = searchedOf(definition);
  const { title, subtitle } = popupOf(definition);
  const told = [...title, ...(subtitle ? [subtitle] : []), ...[...names, ...texts].map(({ field }) => field.name)];
  const none = raw('null::geometry');
  const layer = geometry ? published.layer(id) : undefined;
  const isKept = layer?.derived === 'kept';
  const point = !geometry ? none : isKept ? sql`st_transform(d.point, 4326)` : pointOn(geometry, crs84);
  const box = geometry ? reprojected(sql`st_envelope(t.${identifier(geometry.column)})`, 4326) : none;
  const degree = (edge: string, of: string) => sql`round(${raw(`${edge}(${of})`)}::numeric, 6)::float8`;
  return sql`(select ${id}::text as dataset, key, properties, likeness,
      ${degree('st_x', 'point')} as longitude, ${degree('st_y', 'point')} as latitude, ${degree('st_xmin', 'box')} as west,
      ${degree('st_ymin', 'box')} as south, ${degree('st_xmax', 'box')} as east, ${degree('st_ymax', 'box')} as north
    from (select ${key}::text as key, ${propertiesAsJson(definition, told)} as properties,
        ${likenessOf([...names, ...texts], words.join(' '))} as likeness, ${point} as point, ${box} as box
      from ${fromTables(definition)}${layer && isKept ? sql` left join ${derivedSource(layer)} d on d.key = ${key}` : raw('')}
      where ${key} = any (${keys}::text[]::${raw(keyTypeOf(id) ?? 'text')}[]) and ${publicCondition(definition)}) hit)`;
}

function hitOf(definition: Definition, row: Read, { words, lang }: { words: readonly string[]; lang: Language }): Hit {
  const { title, subtitle } = popupOf(definition);
  const properties = propertiesSchema.parse(JSON.parse(row.properties));
  const fields = publicColumns(definition).map(({ field }) => describeField(field, lang));
  const told = (name: string | undefined) => {
    const field = fields.find((one) => one.name === name);
    return field && formatValue(field, properties[field.name], lang);
  };
  const { names, texts } = searchedOf(definition);
  const columns = [...names, ...texts];
  const best = row.likeness.reduce<number>(
    (top, value, index) => ((value ?? 0) > (row.likeness[top] ?? 0) ? index : top),
    0,
  );
  const field = (row.likeness[best] ?? 0) > 0 ? columns[best]?.field : undefined;
  const text = told(field?.name);
  return {
    dataset: definition.id,
    key: row.key,
    title: nameOf(fields, title, { id: row.key, properties }, { lang }),
    subtitle: told(subtitle),
    subject: subjectOf(definition),
    matched: field && text ? { field: field.name, title: field.title[lang], text: excerpt(text, words) } : undefined,
    point: row.longitude === null ? undefined : [row.longitude, row.latitude],
    box: row.west === null ? undefined : [row.west, row.south, row.east, row.north],
  };
}

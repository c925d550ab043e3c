import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { dimensionFields } from '../datasets/dimensions.ts';
import { publicColumns } from '../datasets/select.ts';
import { matching } from '../features/index.ts';
import { cubeHead, placing, togetherId } from './cube.ts';
import type { Encoding, StreamedFormat } from './format.ts';

interface Dimension {
  field: Field;
  /** As text, in order. */
  categories: string[];
}

/** JSON-stat 2.0: a value for each combination of categories, told by its place among all of them. */
export const jsonStat: StreamedFormat = {
  id: 'jsonstat',
  extension: 'jsonstat.json',
  mediaType: 'application/vnd.json-stat+json',
  title: { sv: 'JSON-stat', en: 'JSON-stat' },
  system: 'crs84',
  holds: (definition) => dimensionFields(definition) !== undefined,
  async encoder(encoding) {
    const { lang } = encoding;
    const { definition } = encoding.wanted.selection;
    const { statistics } = definition;
    const fields = dimensionFields(definition);
    if (!statistics || !fields) throw new Error(`${definition.id} is no table of statistics`);
    const dimensions: Dimension[] = [];
    // One after the other: within a snapshot there is one connection.
    for (const field of fields) dimensions.push(await dimensionOf(encoding, field));
    const placeOf = placing(dimensions.map(({ categories }) => categories));
    const head = cubeHead(
      { title: definition.title, source: definition.source, time: statistics.time, geo: statistics.geo },
      dimensions.map(({ field, categories }) => ({ ...field, categories })),
      lang,
    );
    const names = [...fields.map(({ name }) => name), statistics.value];
    return {
      shape: {
        inner: join(names.map((name) => sql`${textOf(definition, name)} as ${identifier(name)}`)),
        outer: join(names.map((name) => sql`page.${identifier(name)}`)),
      },
      begin: (about) => `${JSON.stringify({ ...head, extension: about }).slice(0, -1)},"value":{`,
      features: (rows, isFirst) =>
        `${isFirst ? '' : ','}${rows.map((row) => `"${placeOf(fields.map(({ name }) => row[name]))}":${row[statistics.value] ?? 'null'}`).join()}`,
      end: () => '}}\n',
    };
  },
};

function textOf(definition: Definition, name: string): Sql {
  const column = publicColumns(definition).find(({ field }) => field.name === name);
  return column ? sql`${column.expression}::text` : raw('null');
}

/** The categories that the selection has: in the order of the code list, of numbers, else as in Swedish. */
async function dimensionOf(
  { database, published, wanted }: Pick<Encoding, 'published' | 'wanted'> & { database: Queryable },
  field: Field,
): Promise<Dimension> {
  const { definition } = wanted.selection;
  const isNumber = field.type === 'integer' || field.type === 'double';
  const text = raw('one.category');
  const order = isNumber
    ? sql`${text}::double precision`
    : sql`allmanning.swedish(${text}) collate "C", ${text} collate "C"`;
  const rows = await database.query<{ category: string | null }>(sql`
    select category from (
      select distinct ${textOf(definition, field.name)} as category ${matching(published, wanted.selection)}
    ) one order by category is null, ${order}`);
  const found = rows.map(({ category }) => category ?? togetherId);
  const listed = (field.codes ?? []).map(({ value }) => value).filter((value) => found.includes(value));
  return { field, categories: [...listed, ...found.filter((category) => !listed.includes(category))] };
}

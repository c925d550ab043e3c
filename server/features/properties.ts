import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition, Field, Localized } from '../datasets/definition.ts';
import { type Column, plainValue, publicColumns, seriesObject, seriesWithoutValues } from '../datasets/select.ts';
import { totalFields } from '../datasets/totals.ts';
import { list, type QueryParameter } from '../http/parameters.ts';

/** Which public properties are wanted: all of them, or those with these names. */
export type Properties = 'all' | readonly string[];

/** The yearly totals as they are named in `properties`: `folkmangd` is all years, `folkmangd_2030` one. */
const year = /_\d{1,4}$/;

/** `properties=namn,status` (OGC API – Features Part 6 draft). */
export function propertiesParameter(definition: Definition): QueryParameter<string[] | undefined> {
  const measures = (definition.series ?? []).flatMap((series) => series.measures.map(({ name }) => name));
  const names = [...publicColumns(definition).map(({ field }) => field.name), ...measures];
  const ofOneYear = z.string().regex(new RegExp(`^(${measures.join('|')})${year.source}`));
  return list(
    measures.length > 0 ? z.union([z.enum(names), ofOneYear]) : z.enum(names),
    { sv: `fält ur listan ${names.join(', ')}`, en: `fields of ${names.join(', ')}` },
    {
      name: 'properties',
      about: { sv: 'Bara dessa fält, med komma mellan.', en: 'Only these fields, with commas between.' },
      example: names.slice(0, 2),
    },
  );
}

function isWanted(properties: Properties, name: string): boolean {
  return properties === 'all' || properties.includes(name);
}

function isWantedTotal(properties: Properties, name: string): boolean {
  return isWanted(properties, name) || isWanted(properties, name.replace(year, ''));
}

/** The properties as the text of one JSON object, in the order of the definition. */
export function propertiesAsJson(definition: Definition, properties: Properties): Sql {
  const columns = publicColumns(definition)
    .filter(({ field }) => isWanted(properties, field.name))
    .map((column) => sql`${plainValue(column)} as ${identifier(column.field.name)}`);
  const own = columns.length > 0 ? sql`(select row_to_json(p) from (select ${join(columns)}) p)::text` : raw(`'{}'`);
  const series = definition.series ?? [];
  const wanted =
    properties === 'all'
      ? series
      : series.filter((one) =>
          one.measures.some(({ name }) => properties.some((property) => property.replace(year, '') === name)),
        );
  if (wanted.length === 0) return own;
  const totals = join(
    // Every feature has every property: clients take their columns from the first ones that they see.
    wanted.map((one) => sql`coalesce(${seriesWithoutValues(one)}, '{}') || coalesce(${seriesObject(one)}, '{}')`),
    ' || ',
  );
  const chosen =
    properties === 'all'
      ? sql`(${totals})`
      : sql`(select coalesce(jsonb_object_agg(total.key, total.value), '{}') from jsonb_each(${totals}) total
          where total.key = any (${properties}::text[]) or regexp_replace(total.key, '_\\d{1,4}$', '') = any (${properties}::text[]))`;
  // Two JSON objects in text become one.
  return sql`(select case when total.text = '{}' then own.text when own.text = '{}' then total.text
      else left(own.text, -1) || ',' || substr(total.text, 2) end
    from (select ${own} as text) own, (select ${chosen}::text as text) total)`;
}

/** A column of a table: each property by itself, as CSV, GeoPackage and sheets have them. */
export interface FlatColumn {
  name: string;
  title: Localized;
  description?: Localized | undefined;
  unit?: Localized | undefined;
  /** Values are text, number or boolean: dates as YYYY-MM-DD, times as ISO 8601 in UTC, lists as the text of a JSON array. */
  type: Field['type'];
  codes?: Field['codes'];
}

/** How flat columns are read: `inner` are the columns of a page (see pageOf), `outer` those of a select from it. */
export interface FlatColumns {
  columns: readonly FlatColumn[];
  inner: Sql;
  outer: Sql;
}

/** The wanted properties as columns: yearly totals have one for each year that there are values for. */
export async function flatColumns(
  database: Queryable,
  definition: Definition,
  properties: Properties,
): Promise<FlatColumns> {
  const own = publicColumns(definition).filter(({ field }) => isWanted(properties, field.name));
  const series = definition.series ?? [];
  const totals = (await totalFields(database, definition)).filter(({ field }) => isWantedTotal(properties, field.name));
  return {
    columns: [...own, ...totals].map(({ field }) => field),
    inner: join([
      ...own.map((column) => sql`${flatValue(column)} as ${identifier(column.field.name)}`),
      // All years at once: one look at their table for each row.
      ...(totals.length > 0 ? series.map((one, index) => sql`${seriesObject(one)} as ${seriesColumn(index)}`) : []),
      raw('1 as allmanning_row'),
    ]),
    outer: join([
      ...own.map(({ field }) => sql`page.${identifier(field.name)}`),
      ...totals.map(
        ({ field: { name }, series }) =>
          sql`(page.${seriesColumn(series)} ->> ${name}::text)::double precision as ${identifier(name)}`,
      ),
    ]),
  };
}

function seriesColumn(index: number): Sql {
  return identifier(`allmanning_series_${index}`);
}

function flatValue(column: Column): Sql {
  return column.field.type === 'list' ? sql`to_json(${column.expression})::text` : plainValue(column);
}

import type { Queryable } from '../database/database.ts';
import { empty, identifier, type Sql, sql } from '../database/sql.ts';
import { tableAt } from './as-of.ts';
import type { Definition, Field, Localized, Series } from './definition.ts';
import { type Column, seriesAttribute, seriesMatches, seriesTotal, seriesYears } from './select.ts';

/** The yearly totals of a series as columns of their own: `folkmangd_2030`. */

type Measure = Series['measures'][number];

function totalField({ name, title, description, unit }: Measure, year: number | string): Field {
  return {
    name: seriesAttribute(name, year),
    type: 'double',
    title: { sv: `${title.sv} ${year}`, en: `${title.en} ${year}` },
    ...(description ? { description } : {}),
    unit,
    public: true,
  };
}

/** Those that there are values for, each with the series that it belongs to. */
export async function totalFields(
  database: Queryable,
  { series = [] }: Definition,
): Promise<{ field: Field; series: number }[]> {
  const fields: { field: Field; series: number }[] = [];
  // One after the other: within a snapshot there is one connection.
  for (const [index, one] of series.entries()) {
    const years = await database.query<{ year: number }>(seriesYears(one));
    fields.push(
      ...one.measures.flatMap((measure) =>
        years.map(({ year }) => ({ field: totalField(measure, year), series: index })),
      ),
    );
  }
  return fields;
}

/** What a name asks for, if it is that of a measure and a year. A year without values is null in every row. */
export function totalColumn({ series = [] }: Definition, name: string): Column | undefined {
  const [, measureName, year] = /^(.+)_(\d{1,4})$/.exec(name) ?? [];
  if (year === undefined) return undefined;
  for (const one of series) {
    const measure = one.measures.find((each) => each.name === measureName);
    if (measure) return { field: totalField(measure, year), expression: totalOf(one, measure, year) };
  }
  return undefined;
}

function totalOf(series: Series, { name }: Measure, year: string): Sql {
  const ofMeasure = series.measureColumn ? sql` and s.${identifier(series.measureColumn)} = ${name}` : empty;
  return sql`(select ${seriesTotal(series, sql`${name}::text`)} from ${tableAt(series.table, series.asOf)} s
    where ${seriesMatches(series)}${ofMeasure} and s.${identifier(series.along)}::text = ${year})`;
}

/** For a message: the names, and how the yearly totals are named, of which there are too many to tell. */
export function withTotalNames({ series = [] }: Definition, names: readonly string[]): Localized {
  const measures = series.flatMap((one) => one.measures.map(({ name }) => name));
  const told = (year: string) => [...names, ...measures.map((name) => `${name}_[${year}]`)].join(', ');
  return { sv: told('år'), en: told('year') };
}

import { empty, identifier, join, literal, raw, type Sql, sql } from '../database/sql.ts';
import { conditionsOn, tableAt } from './as-of.ts';
import type { Definition, Field, Series } from './definition.ts';
import { protectedField, protectedTotal } from './protection.ts';

/**
 * How a definition is read from the database: the same columns, rows and joins for tiles, features and files. The
 * dataset's own table is called `t` in all of it.
 */

/** Alias of the n-th joined table. */
function joinAlias(index: number): Sql {
  return raw(`j${index}`);
}

/** `public.x t left join … j0 on …` */
export function fromTables(definition: Definition): Sql {
  const joins = (definition.joins ?? []).map(
    (other, index) => sql`
      left join ${tableAt(other.table, definition.asOf)} ${joinAlias(index)}
        on ${joinAlias(index)}.${identifier(other.to)} = t.${identifier(other.from)}`,
  );
  return sql`${tableAt(definition.table, definition.asOf)} t${join(joins, '')}`;
}

/** A field and the SQL expression that reads its column as it is stored. */
export interface Column {
  field: Field;
  expression: Sql;
}

/** All public fields, joined ones last. */
export function publicColumns(definition: Definition): Column[] {
  const own = definition.fields.map((field) => ({
    field,
    expression: readField(definition, field),
  }));
  const joined = (definition.joins ?? []).flatMap((other, index) =>
    other.fields.map((field) => ({
      field,
      expression: inItsZone(field, sql`${joinAlias(index)}.${identifier(field.column)}`),
    })),
  );
  return [...own, ...joined].filter(({ field }) => field.public);
}

/** A column of the dataset's own table, protected where its rule says so. */
export function ownColumn(definition: Definition, name: string): Sql {
  const field = definition.fields.find((one) => one.name === name);
  return field ? readField(definition, field) : sql`t.${identifier(name)}`;
}

function readField(definition: Definition, field: Field): Sql {
  return protectedField(definition, field) ?? inItsZone(field, sql`t.${identifier(field.name)}`);
}

/** A time of the clocks somewhere as the instant that it was. */
function inItsZone({ zone }: Field, column: Sql): Sql {
  return zone === undefined ? column : sql`(${column} at time zone ${literal(zone)})`;
}

/** The column that OGC `datetime` asks about, where there is one and it is public. */
export function temporalColumn(definition: Definition): Column | undefined {
  return publicColumns(definition).find(({ field }) => field.name === definition.temporal);
}

/**
 * The column as text, number or boolean, in the one form that leaves the server: dates as YYYY-MM-DD, times as ISO 8601
 * in UTC to the microsecond, numeric as double precision (ST_AsMVT would write it as text). Lists stay arrays.
 */
export function plainValue({ field, expression }: Column): Sql {
  switch (field.type) {
    case 'date':
      return sql`to_char(${expression}, 'YYYY-MM-DD')`;
    case 'timestamptz':
      return instant(expression);
    case 'double':
      // Neither JSON nor a tile has a number for these.
      return sql`nullif(nullif(nullif(${expression}::double precision, 'NaN'), 'Infinity'), '-Infinity')`;
    case 'integer':
      return sql`${expression}::bigint`;
    case 'boolean':
    case 'list':
      return expression;
    default:
      return sql`${expression}::text`;
  }
}

/** A time as ISO 8601 in UTC, to the microsecond. */
export function instant(time: Sql): Sql {
  return sql`rtrim(rtrim(to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'`;
}

/** The rows that may leave the server: `true` when all may. */
export function publicCondition(definition: Definition): Sql {
  return conditionsOn(definition.publicRows ?? []);
}

/** The public rows that tiles and the map show. */
export function shownCondition(definition: Definition): Sql {
  return conditionsOn([...(definition.publicRows ?? []), ...(definition.shownRows ?? [])]);
}

/** Attribute name of one year of a measure. */
export function seriesAttribute(measure: string, year: number | string): string {
  return `${measure}_${year}`;
}

/** One jsonb object with all years of all measures of a series, `{ "folkmangd_2030": 1234.5, … }`, or null. */
export function seriesObject(series: Series): Sql {
  const measure = measureExpression(series);
  return sql`(
    select jsonb_object_agg(total.name, total.value order by total.name) from (
      select ${measure} || '_' || s.${identifier(series.along)}::text as name,
        ${seriesTotal(series, sql`min(${measure})`)} as value
      from ${tableAt(series.table, series.asOf)} s
      where ${seriesMatches(series)}${knownMeasures(series)}
      group by 1
    ) total)`;
}

/** The total of some rows of the series' table (`s`) that are about one of ours (`t`) and about one measure. */
export function seriesTotal(series: Series, measure: Sql): Sql {
  return protectedTotal(series, sql`sum(s.${identifier(series.value)})`, measure);
}

/** Which rows of the series' table (`s`) are about one of ours (`t`). */
export function seriesMatches({ on }: Series): Sql {
  return join(
    Object.entries(on).map(([theirs, ours]) => sql`s.${identifier(theirs)} = t.${identifier(ours)}`),
    ' and ',
  );
}

/** The same names with null for each: what a feature says of the years that it has no value for. */
export function seriesWithoutValues(series: Series): Sql {
  return sql`(
    select jsonb_object_agg(measure.name || '_' || years.year, null)
    from unnest(${series.measures.map(({ name }) => name)}::text[]) measure (name), (${seriesYears(series)}) years)`;
}

/** The years that a series has values for, ascending. */
export function seriesYears(series: Series): Sql {
  const along = identifier(series.along);
  return sql`select distinct s.${along}::int as year from ${tableAt(series.table, series.asOf)} s where true${knownMeasures(series)} order by 1`;
}

function measureExpression(series: Series): Sql {
  if (series.measureColumn) return sql`s.${identifier(series.measureColumn)}`;
  return sql`${series.measures[0]?.name ?? ''}::text`;
}

function knownMeasures(series: Series): Sql {
  if (!series.measureColumn) return empty;
  return sql` and s.${identifier(series.measureColumn)} = any (${series.measures.map(({ name }) => name)}::text[])`;
}

/**
 * A geometry in another system (east, north), 2D, with arcs as lines. Null where it cannot be: coordinates of another
 * system or no numbers at all, which only tables of other people have, must not take their neighbours down.
 */
export function reprojected(geometry: Sql, srid: number): Sql {
  return sql`allmanning.reprojected(${geometry}, ${raw(String(srid))})`;
}

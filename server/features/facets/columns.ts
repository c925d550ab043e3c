import { z } from 'zod';
import { type Sql, sql } from '../../database/sql.ts';
import type { Definition, Field } from '../../datasets/definition.ts';
import { type Column, plainValue } from '../../datasets/select.ts';
import { totalColumn, withTotalNames } from '../../datasets/totals.ts';
import { queryables } from '../../filter/index.ts';
import { list, once, type QueryParameter } from '../../http/parameters.ts';

/** How the values of a field are told: each with its count, by bars of numbers or of days, or not at all. */
export type FacetKind = 'values' | 'numbers' | 'days' | 'text';

/** A field whose values are counted, over `fromTables` of its dataset. */
export interface FacetColumn {
  field: Field;
  kind: FacetKind;
  /** What is counted; null also for what has no place in a histogram (an infinite number or time). */
  value: Sql;
  /** The feature has no value. Absent: whenever `value` is null. */
  isMissing?: Sql;
}

/** The fields that can be filtered by, without the other name of the key: no more than items tell. */
const fieldColumns = once((definition: Definition): readonly Column[] =>
  queryables(definition).flatMap((one) =>
    'field' in one && (one.name !== 'id' || definition.key === 'id')
      ? [{ field: one.field, expression: one.expression }]
      : [],
  ),
);

/** The facets of a dataset: those with these names, yearly totals among them, else all but the totals. */
export function facetColumns(definition: Definition, names: readonly string[] | undefined): FacetColumn[] {
  const known = fieldColumns(definition);
  const wanted = names
    ? [...new Set(names)].flatMap(
        (name) => known.find(({ field }) => field.name === name) ?? totalColumn(definition, name) ?? [],
      )
    : known;
  return wanted.map((column) => facetColumn(definition, column));
}

function facetColumn({ key, protect }: Definition, column: Column): FacetColumn {
  const { field, expression } = column;
  const isMissing = sql`${expression} is null`;
  switch (field.type) {
    case 'double':
      // What is protected is always a number, and takes long to make.
      return { field, kind: 'numbers', value: plainValue(column), ...(protect?.[field.name] ? {} : { isMissing }) };
    case 'integer':
      return { field, kind: 'numbers', value: plainValue(column) };
    case 'date':
      return { field, kind: 'days', value: within(expression), isMissing };
    case 'timestamptz':
      // The day that a filter compares a date with (see filter/temporal.ts).
      return { field, kind: 'days', value: within(sql`(${expression} at time zone 'UTC')::date`), isMissing };
    case 'list':
      return {
        field,
        kind: 'values',
        value: sql`${expression}::text[]`,
        isMissing: sql`coalesce(cardinality(${expression}::text[]), 0) = 0`,
      };
    case 'text': {
      // Nobody chooses among texts that are long or that no two features share.
      const isOwn = field.format !== undefined || field.name === key;
      return { field, kind: isOwn ? 'text' : 'values', value: sql`${expression}::text` };
    }
    default:
      return { field, kind: 'values', value: sql`${expression}::text` };
  }
}

/** The days that a calendar with four digits for the year has. */
function within(day: Sql): Sql {
  return sql`(case when ${day} between '0001-01-01' and '9999-12-31' then ${day} end)`;
}

/** `facets=status,typ`. */
export const facetsParameter = once((definition: Definition): QueryParameter<string[] | undefined> => {
  const names = fieldColumns(definition).map(({ field }) => field.name);
  const total = z.string().refine((name) => totalColumn(definition, name) !== undefined);
  const told = withTotalNames(definition, names);
  return list(
    definition.series ? z.union([z.enum(names), total]) : z.enum(names),
    { sv: `fält ur listan ${told.sv}`, en: `fields of ${told.en}` },
    {
      name: 'facets',
      about: {
        sv: 'Bara dessa fält, med komma mellan. Utan den alla utom årens summor.',
        en: 'Only these fields, with commas between. Without it all but the yearly totals.',
      },
      example: names.slice(0, 2),
    },
  );
});

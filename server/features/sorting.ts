import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Column, publicColumns } from '../datasets/select.ts';
import { totalColumn, withTotalNames } from '../datasets/totals.ts';
import { problem } from '../http/problems.ts';

/** One thing that features are ordered by. Nulls come last in both directions. */
interface SortKey {
  expression: Sql;
  /** What the text of a cursor is read as. */
  type: Sql;
  descending: boolean;
}

/** A total order of the features of a dataset: the key comes last, so no two are alike. */
export interface Sorting {
  keys: readonly SortKey[];
  /** The same for the same order; part of a cursor. */
  name: string;
}

/** The values that a later page starts after: one for each key of a sorting (see cursor.ts). */
export type Place = readonly (string | null)[];

/** The public fields that features can be sorted by. */
export function sortables(definition: Definition): Column[] {
  return publicColumns(definition).filter(({ field }) => field.type !== 'list');
}

/**
 * Parses `sortby=namn,-datum` (OGC API – Features Part 8 draft, Records §8.5). Texts are ordered as in Swedish, whatever
 * the database's own order. Throws a 400 problem that names the fields there are.
 */
export function parseSorting(definition: Definition, text: string | null): Sorting {
  const key: SortKey = { expression: sql`t.${identifier(definition.key)}`, type: raw(''), descending: false };
  if (text === null) return { keys: [key], name: '' };
  const known = sortables(definition);
  const parts = text.split(',').map((part) => {
    // A plus sign that was not encoded arrives as a space.
    const [, sign, name] = /^\s*([+-]?)\s*(.*?)\s*$/.exec(part) ?? [];
    const column = known.find(({ field }) => field.name === name) ?? totalColumn(definition, name ?? '');
    if (!column) {
      const names = withTotalNames(
        definition,
        known.map(({ field }) => field.name),
      );
      const expected = {
        sv: `fält ur listan ${names.sv}, med - framför för fallande`,
        en: `fields of ${names.en}, with - before for descending`,
      };
      throw problem('bad-parameter', { name: 'sortby', value: text, expected });
    }
    return { column, descending: sign === '-' };
  });
  const keys = parts.flatMap(({ column, descending }) => expressions(column).map((one) => ({ ...one, descending })));
  return {
    keys: [...keys, key],
    name: parts.map(({ column, descending }) => `${descending ? '-' : ''}${column.field.name}`).join(),
  };
}

function expressions({ field, expression }: Column): Omit<SortKey, 'descending'>[] {
  const bytewise = (text: Sql) => ({ expression: sql`(${text} collate "C")`, type: raw('::text collate "C"') });
  switch (field.type) {
    case 'text':
    case 'code':
      return [bytewise(sql`allmanning.swedish(${expression}::text)`), bytewise(sql`${expression}::text`)];
    case 'integer':
      return [{ expression: sql`${expression}::bigint`, type: raw('::bigint') }];
    case 'double':
      return [{ expression: sql`${expression}::double precision`, type: raw('::double precision') }];
    default:
      return [{ expression, type: raw(`::${field.type}`) }];
  }
}

export function orderBy({ keys }: Sorting): Sql {
  return join(
    keys.map(({ expression, descending }) => sql`${expression} ${raw(descending ? 'desc' : 'asc')} nulls last`),
  );
}

/** The values that a later page starts after, as the text of a JSON array: only that of the last row is ever read. */
export function cursorColumn({ keys }: Sorting): Sql {
  return sql`json_build_array(${join(keys.map(({ expression }) => sql`${expression}::text`))})::text`;
}

/** "The feature comes after the one with these values." */
export function comesAfter({ keys }: Sorting, values: Place): Sql {
  return keys.reduceRight<Sql>((later, { expression, type, descending }, index) => {
    const isKey = index === keys.length - 1;
    const value = values[index] ?? null;
    if (isKey) return sql`${expression} > ${value}`;
    if (value === null) return sql`(${expression} is null and ${later})`;
    const after = sql`${expression} ${raw(descending ? '<' : '>')} ${value}${type}`;
    return sql`(${after} or ${expression} is null or (${expression} = ${value}${type} and ${later}))`;
  }, raw('false'));
}

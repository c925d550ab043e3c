import { z } from 'zod';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Column, publicColumns } from '../datasets/select.ts';
import { totalColumn, withTotalNames } from '../datasets/totals.ts';
import { list, type QueryParameter, read } from '../http/parameters.ts';

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

/** `sortby=namn,-datum` (OGC API – Features Part 8 draft, Records §8.5). */
export function sortbyParameter(definition: Definition): QueryParameter<string[] | undefined> {
  const names = sortables(definition).map(({ field }) => field.name);
  const first = names.find((name) => name !== definition.key);
  // A plus sign that was not encoded arrives as a space, which the list has taken away.
  const listed = z.enum(names.flatMap((name) => [name, `-${name}`]));
  const total = z.string().refine((text) => totalColumn(definition, text.replace(/^-/, '')) !== undefined);
  const part = read((text) => text.replace(/^\+\s*/, ''), definition.series ? z.union([listed, total]) : listed);
  const told = withTotalNames(definition, names);
  return list(
    part,
    {
      sv: `fält ur listan ${told.sv}, med - framför för fallande`,
      en: `fields of ${told.en}, with - before for descending`,
    },
    {
      name: 'sortby',
      about: {
        sv: 'Ordning: fält med komma mellan, `-` framför för fallande. Text ordnas som på svenska.',
        en: 'Order: fields with commas between, `-` before for descending. Texts are ordered as in Swedish.',
      },
      ...(first ? { example: [`-${first}`] } : {}),
    },
  );
}

/** The order of what `sortby` names. Texts are ordered as in Swedish, whatever the database's own order. */
export function sortingBy(definition: Definition, names: readonly string[]): Sorting {
  const key: SortKey = { expression: sql`t.${identifier(definition.key)}`, type: raw(''), descending: false };
  const keys = names.flatMap((text) => {
    const name = text.replace(/^-/, '');
    const column = sortables(definition).find(({ field }) => field.name === name) ?? totalColumn(definition, name);
    return column ? expressions(column).map((one) => ({ ...one, descending: text.startsWith('-') })) : [];
  });
  return { keys: [...keys, key], name: names.join() };
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

import { inlined, join, literal, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Column, plainValue, publicColumns } from '../datasets/select.ts';
import { popupOf } from '../styles/plain.ts';

/** What of a dataset is searched: public fields that its definition calls searchable, and those that name a feature. */
export interface Searched {
  title: readonly Column[];
  /** The title and other short fields. */
  names: readonly Column[];
  /** Fields of several lines. */
  texts: readonly Column[];
}

export function searchedOf(definition: Definition): Searched {
  // What is no thing on the map has no name unless its definition says so.
  const title = definition.map ? popupOf(definition).title : [];
  const isTitle = ({ field: { name, type } }: Column) =>
    title.includes(name) && name !== definition.key && type !== 'code';
  const searched = publicColumns(definition).filter(
    (column) => column.field.type !== 'boolean' && (column.field.searchable || isTitle(column)),
  );
  const isLong = ({ field }: Column) => field.format === 'multiline' && !title.includes(field.name);
  const inOrder = (column: Column) =>
    title.includes(column.field.name) ? title.indexOf(column.field.name) : title.length;
  const names = searched.filter((column) => !isLong(column)).sort((a, b) => inOrder(a) - inOrder(b));
  return { title: names.filter(isTitle), names, texts: searched.filter(isLong) };
}

/** Whether there is anything to find a feature by but its key. */
export function hasWords({ names, texts }: Searched): boolean {
  return names.length + texts.length > 0;
}

/** Some columns in one text, as sql/011_search.sql makes words of it. Constants are in the text: a trigger takes no parameters. */
export function fieldsOf(columns: readonly Column[]): Sql {
  return columns.length === 0
    ? raw(`''`)
    : sql`concat_ws(E'\\x1f', ${join(columns.map((column) => inlined(textOf(column))))})`;
}

/** How like each of some columns is what was searched: a list of numbers, null where there is no text. */
export function likenessOf(columns: readonly Column[], words: string): Sql {
  const each = columns.map((column) => sql`word_similarity(${words}, allmanning.words(${textOf(column)}))`);
  return sql`array[${join(each)}]::float8[]`;
}

/** Longer texts are searched in their beginning. */
const mostLetters = 4_000;

/** A column as text. Of a code what it means, in both languages. */
function textOf(column: Column): Sql {
  const { field } = column;
  if (field.type === 'list') return sql`array_to_string(${column.expression}, ' ')`;
  const value = sql`${plainValue(column)}::text`;
  if (!field.codes) return sql`left(${value}, ${raw(String(mostLetters))})`;
  const titles = field.codes.map(
    (code) => sql`when ${literal(code.value)} then ${literal(`${code.title.sv} ${code.title.en}`)}`,
  );
  return sql`case ${value} ${join(titles, ' ')} else ${value} end`;
}

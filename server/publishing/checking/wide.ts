import type { Definition, Field, Localized } from '../../datasets/definition.ts';
import { wideColumn, wideGroup, wideTwice } from '../findings.ts';
import type { Source, SourceRow } from '../reading/source.ts';
import { type FindingList, findingList } from '../report.ts';
import { mapColumns } from './columns.ts';
import { convertValue } from './values.ts';

/** Tables with a column for each year, or for each age: each such cell becomes a row of its own. */

interface Spread {
  /** The file's column → the field's value that it stands for. */
  columns: ReadonlyMap<string, string>;
  notes: Localized[];
}

/**
 * The long form of a table in which a field is spread over columns, as the definition allows (`import.wide`); the source
 * itself when it is none. Columns that look like it and cannot be go to `findings`.
 */
export function lengthened(
  definition: Definition,
  source: Source,
  said: { map: Readonly<Record<string, string>>; set: Readonly<Record<string, string>> },
  findings: FindingList,
): { source: Source; notes: Localized[] } {
  // What is wrong with the command is told when the final columns are mapped.
  const { columns: mapped, ignored } = mapColumns(definition, source.columns, said.map, findingList());
  const has = (name: string) => said.set[name] !== undefined || [...mapped.keys()].some((field) => field.name === name);
  for (const { field: name, value } of definition.import?.wide ?? []) {
    const field = definition.fields.find((one) => one.name === name);
    if (!field || has(name) || has(value)) continue;
    const spread = spreadOver(definition, field, ignored, findings);
    if (spread) return { source: longSource(source, field.name, value, spread), notes: spread.notes };
  }
  return { source, notes: [] };
}

/** Undefined when fewer than two columns are named like a value of the field. */
function spreadOver(
  definition: Definition,
  field: Field,
  names: readonly string[],
  findings: FindingList,
): Spread | undefined {
  const read = names.map((name) => ({ name, header: headerValue(field, name) }));
  const values = read.filter(({ header }) => 'value' in header);
  if (values.length < 2) return undefined;
  const columns = new Map<string, string>();
  const seen = new Map<string, string>();
  for (const { name, header } of read) {
    const place = { dataset: definition.id, field: field.name, value: name };
    if ('group' in header) findings.add(wideGroup(field.title), place);
    else if ('value' in header) {
      const before = seen.get(header.value);
      if (before !== undefined) findings.add(wideTwice(before, field.title), place);
      seen.set(header.value, name);
      columns.set(name, header.value);
    } else if (/^[\d.,\s]+$/.test(name)) findings.add(wideColumn(field.title), place);
  }
  const open = read.flatMap(({ name, header }) => ('value' in header && header.isOpen ? [name] : []));
  return {
    columns,
    notes: [spreadNote(field, [...columns.keys()]), ...open.map((name) => openNote(field, name, columns))],
  };
}

type Header = { value: string; isOpen?: boolean } | { group: true } | { nothing: true };

const yearName = /^(?:år|ar|year|prognos)?[\s_]*((?:19|20)\d{2})(?:[.,]0+)?$/i;
const wholeName = /^(?:ålder|alder|age)?[\s_]*(\d{1,3})(?:[.,]0+)?[\s_]*(?:år|ar|years?)?$/i;
const openName =
  /^(?:ålder|alder|age)?[\s_]*(\d{1,3})[\s_]*(?:\+|[-–]\s*w?|(?:år|ar)?[\s_]*(?:och|el(?:ler)?)[\s_]+(?:äldre|aldre))[\s_]*(?:år|ar)?$/i;
const groupName = /^(?:ålder|alder|age)?[\s_]*\d{1,3}[\s_]*[-–][\s_]*\d{1,3}[\s_]*(?:år|ar|years?)?$/i;

/** What a column's name says as a value of the field. */
function headerValue(field: Field, name: string): Header {
  const text = name.trim();
  if (field.format === 'year') {
    const year = yearName.exec(text)?.[1];
    return year ? { value: year } : { nothing: true };
  }
  if (field.type === 'integer') {
    const whole = wholeName.exec(text)?.[1];
    if (whole) return { value: String(Number(whole)) };
    const open = openName.exec(text)?.[1];
    if (open) return { value: String(Number(open)), isOpen: true };
    return groupName.test(text) ? { group: true } : { nothing: true };
  }
  const converted = convertValue(field, text);
  return field.type === 'code' && 'value' in converted ? { value: String(converted.value) } : { nothing: true };
}

function longSource(source: Source, field: string, value: string, { columns }: Spread): Source {
  const kept = source.columns.filter((name) => !columns.has(name));
  return {
    ...source,
    columns: [...kept, field, value],
    async *rows() {
      for await (const row of source.rows()) yield* longRows(row, kept, field, value, columns);
    },
  };
}

/** A row without any value is a subtitle or a note under the table. */
function* longRows(
  row: SourceRow,
  kept: readonly string[],
  field: string,
  value: string,
  columns: ReadonlyMap<string, string>,
): Iterable<SourceRow> {
  const isEmpty = (cell: unknown) => cell === null || cell === undefined || String(cell).trim() === '';
  const cells = [...columns].map(([column, header]) => ({ column, header, cell: row.properties[column] }));
  if (cells.every(({ cell }) => isEmpty(cell))) return;
  const common = Object.fromEntries(kept.map((name) => [name, row.properties[name]]));
  for (const { column, header, cell } of cells) {
    yield { ...row, properties: { ...common, [field]: header, [value]: cell }, columns: { [value]: column } };
  }
}

function spreadNote(field: Field, names: readonly string[]): Localized {
  const range = `${names[0]} … ${names.at(-1)}`;
  return {
    sv: `${field.title.sv} står i kolumnernas namn (${range}): varje cell blev en rad.`,
    en: `${field.title.en} is in the names of the columns (${range}): each cell became a row.`,
  };
}

function openNote(field: Field, name: string, columns: ReadonlyMap<string, string>): Localized {
  return {
    sv: `Kolumnen ${name} blev ${field.title.sv.toLowerCase()} ${columns.get(name)}.`,
    en: `The column ${name} became ${field.title.en.toLowerCase()} ${columns.get(name)}.`,
  };
}

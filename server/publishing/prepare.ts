import { basename } from 'node:path';
import type { Definition, Field, Localized } from '../datasets/definition.ts';
import { constants, type Mapping, mapColumns, requireColumns } from './checking/columns.ts';
import { guessEdition, guessFromColumns } from './checking/guesses.ts';
import { pointsFromColumns } from './checking/points.ts';
import { convertValue, fitsColumn } from './checking/values.ts';
import { lengthened } from './checking/wide.ts';
import { contentKeys } from './content-key.ts';
import { tableHasHeights, valueMissing } from './findings/values.ts';
import { optionEdition, optionShow } from './findings.ts';
import type { PublishOptions } from './options.ts';
import type { Source } from './reading/source.ts';
import type { FindingList } from './report.ts';
import type { Target } from './target.ts';

/** How one column of the table gets its value. */
export interface Filled {
  field: Field;
  /** The file's column; null when every row gets the constant. */
  column: string | null;
  constant: unknown;
  required: boolean;
  columnType: string;
}

/** Everything that is known before the first row is read. */
export interface Preparation {
  definition: Definition;
  target: Target;
  source: Source;
  filled: readonly Filled[];
  /** Columns that get a value when a row is new or changed, and never make it so. */
  defaults: ReadonlyMap<string, string>;
  /** The field that the key is made from, when the file has no key. */
  keyFrom: Field | null;
  /** Makes the key of a row's content, when neither the file nor another field has one. */
  keyOfContent: ((content: string) => string) | null;
  /** The file has geometry, and the table takes a row without. */
  geometryOptional: boolean;
  /** The file's columns that people may call a row by, the best first. */
  nameColumns: readonly string[];
  /** Every field that needs a value has a column or a constant. */
  complete: boolean;
  notes: Localized[];
}

export interface FileFacts {
  name: string;
  modified: Date;
}

/** Decides which column fills which field, what is guessed, and what is missing. Problems go to `findings`. */
export function prepare(
  definition: Definition,
  target: Target,
  given: Source,
  options: PublishOptions,
  file: FileFacts,
  findings: FindingList,
): Preparation {
  const before = findings.errors;
  const located = (definition.geometry && !given.hasGeometry && pointsFromColumns(given)) || given;
  const said = { map: options.map ?? {}, set: options.set ?? {} };
  const { source, notes } = lengthened(definition, located, said, findings);
  const mapping = mapColumns(definition, source.columns, options.map ?? {}, findings);
  const set = constants(definition, options.set ?? {}, findings);
  const known = new Set([...mapping.columns.keys(), ...set.keys()]);
  const edition = guessEdition(definition, mapping, new Set(set.keys()), file, options.edition);
  for (const guess of [...guessFromColumns(definition, source.columns, known), ...(edition ? [edition] : [])]) {
    set.set(guess.field, guess.value);
    notes.push(guess.note);
  }
  const place = { dataset: definition.id };
  if (options.edition !== undefined && !definition.import?.edition) findings.add(optionEdition(), place);
  if (options.show && !definition.import?.shown) findings.add(optionShow(), place);

  const filled = [...fill(definition, target, mapping, set, findings)];
  const keyFrom = keySource(definition, filled);
  const fields = new Set(filled.map(({ field }) => field));
  const hasKey = filled.some(({ field }) => field.name === definition.key);
  const keyOfContent = definition.import?.key === 'content' && !hasKey && !keyFrom ? contentKeys() : null;
  if (keyFrom) notes.push(keyNote(keyFrom));
  if (!source.isEmpty) {
    const needed = neededFields(definition, target, keyFrom !== null || keyOfContent !== null);
    requireColumns(definition, needed, fields, source.columns, findings);
  }
  const column = target.columns.get(definition.geometry?.column ?? '');
  if (source.hasGeometry && /\([A-Za-z]+[ZM],/.test(column?.type ?? '')) {
    findings.add(tableHasHeights(), { ...place, field: definition.geometry?.column ?? null });
  }
  const ignored = mapping.ignored.filter((name) => name !== source.rowNumber);
  if (ignored.length > 0) notes.push(ignoredNote(ignored));
  return {
    definition,
    target,
    source,
    filled,
    defaults: defaultsOf(definition, fields, file, options.now ?? new Date()),
    keyFrom,
    keyOfContent,
    geometryOptional: source.hasGeometry && column?.notNull === false,
    nameColumns: nameColumns(definition, filled),
    complete: findings.errors === before,
    notes,
  };
}

function* fill(
  definition: Definition,
  target: Target,
  mapping: Mapping,
  set: ReadonlyMap<Field, string>,
  findings: FindingList,
): Iterable<Filled> {
  for (const field of definition.fields) {
    const column = mapping.columns.get(field) ?? null;
    const raw = set.get(field);
    const inTable = target.columns.get(field.name);
    if (!inTable || (column === null && raw === undefined)) continue;
    const columnType = inTable.type;
    const required = isRequired(definition, field, target);
    if (raw === undefined) {
      yield { field, column, constant: null, required, columnType };
      continue;
    }
    const converted = fitsColumn(convertValue(field, raw), columnType, field.zone);
    const problem = 'problem' in converted ? converted.problem : undefined;
    if (problem) findings.add(problem, { dataset: definition.id, field: field.name, value: raw });
    else if ('value' in converted && converted.value === null && required) {
      findings.add(valueMissing(), { dataset: definition.id, field: field.name });
    }
    yield { field, column: null, constant: 'value' in converted ? converted.value : null, required, columnType };
  }
}

/** A value is needed where the definition says so, for the key, and where the table takes no null and has no default. */
function isRequired(definition: Definition, field: Field, target: Target): boolean {
  if (field.generated) return false;
  const column = target.columns.get(field.name);
  if (field.required || field.name === definition.key) return true;
  return column?.notNull === true && column.expression === null && !column.generated;
}

function neededFields(definition: Definition, target: Target, keyIsMade: boolean): Field[] {
  return definition.fields.filter((field) => {
    if (field.default || (field.name === definition.key && keyIsMade)) return false;
    return isRequired(definition, field, target) && field.name !== definition.import?.shown;
  });
}

function keySource(definition: Definition, filled: readonly Filled[]): Field | null {
  const key = definition.fields.find(({ name }) => name === definition.key);
  if (key?.generated || filled.some(({ field }) => field === key)) return null;
  const candidates = definition.import?.keyFrom ?? [];
  const found = candidates.flatMap((name) =>
    filled.filter(({ field, column }) => field.name === name && column !== null),
  );
  return found[0]?.field ?? null;
}

/** What a popup would have as title, at last the key. */
function nameColumns(definition: Definition, filled: readonly Filled[]): string[] {
  const ranked = [
    ...(definition.map?.popup.title ?? []).toReversed(),
    ...definition.fields.filter((field) => field.searchable).map(({ name }) => name),
    definition.key,
  ];
  return ranked.flatMap((title) => filled.find(({ field }) => field.name === title)?.column ?? []);
}

function defaultsOf(
  definition: Definition,
  filled: ReadonlySet<Field>,
  file: FileFacts,
  now: Date,
): Map<string, string> {
  const defaults = new Map<string, string>();
  for (const field of definition.fields) {
    if (field.default && !filled.has(field)) {
      defaults.set(field.name, field.default === 'now' ? now.toISOString() : basename(file.name));
    }
  }
  return defaults;
}

function keyNote(field: Field): Localized {
  return {
    sv: `Filen har ingen identitet: den skapas av ${field.title.sv.toLowerCase()}, så att samma rad känns igen nästa gång.`,
    en: `The file has no identity: it is made from ${field.title.en.toLowerCase()}, so that a row is known again next time.`,
  };
}

function ignoredNote(columns: readonly string[]): Localized {
  const names = columns.join(', ');
  return { sv: `Kolumner som inte används: ${names}.`, en: `Columns that are not used: ${names}.` };
}

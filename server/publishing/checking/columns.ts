import type { Definition, Field } from '../../datasets/definition.ts';
import { keyMissing } from '../findings/values.ts';
import { columnMissing, optionColumn, optionField } from '../findings.ts';
import type { FindingList } from '../report.ts';
import { fold } from './values.ts';

/** Which column of the file fills which field. */
export interface Mapping {
  /** Field → the file's column. */
  columns: ReadonlyMap<Field, string>;
  /** Columns of the file that no field reads. */
  ignored: readonly string[];
}

/** The fields that an import writes: not those that the database or the importer itself decides. */
export function writableFields(definition: Definition): Field[] {
  const own = new Set([definition.exampleColumn, definition.import?.shown]);
  return definition.fields.filter(({ name, generated }) => !generated && !own.has(name));
}

/**
 * Finds each field's column: the operator's word, then the field's own name, then its aliases, compared without case,
 * accents, spaces and underscores. A column fills one field only.
 */
export function mapColumns(
  definition: Definition,
  columns: readonly string[],
  wanted: Readonly<Record<string, string>>,
  findings: FindingList,
): Mapping {
  const fields = writableFields(definition);
  const byName = new Map(columns.toReversed().map((column) => [fold(column), column]));
  // A file may have both namn and Namn.
  const named = (name: string) => (columns.includes(name) ? name : byName.get(fold(name)));
  const mapped = new Map<Field, string>();
  const taken = new Set<string>();
  const take = (field: Field, column: string | undefined) => {
    if (column === undefined || mapped.has(field) || taken.has(column)) return;
    mapped.set(field, column);
    taken.add(column);
  };
  for (const [name, column] of Object.entries(wanted)) {
    const field = fields.find((one) => one.name === name);
    const found = named(column);
    const place = { dataset: definition.id };
    if (!field)
      findings.add(
        optionField(
          '--map',
          fields.map((one) => one.name),
        ),
        { ...place, value: name },
      );
    else if (!found) findings.add(optionColumn(columns), { ...place, field: name, value: column });
    else take(field, found);
  }
  for (const field of fields) {
    if (!field.aliases?.includes(field.name)) take(field, named(field.name));
  }
  for (const field of fields) {
    for (const alias of field.aliases ?? []) take(field, named(alias));
  }
  return { columns: mapped, ignored: columns.filter((column) => !taken.has(column)) };
}

/** Values that the operator sets for every row, by field. */
export function constants(
  definition: Definition,
  wanted: Readonly<Record<string, string>>,
  findings: FindingList,
): Map<Field, string> {
  const fields = writableFields(definition);
  const found = new Map<Field, string>();
  for (const [name, value] of Object.entries(wanted)) {
    const field = fields.find((one) => one.name === name);
    if (field) found.set(field, value);
    else {
      const known = fields.map((one) => one.name);
      findings.add(optionField('--set', known), { dataset: definition.id, value: name });
    }
  }
  return found;
}

/** Reports the fields that must have a value and have neither column nor set value. */
export function requireColumns(
  definition: Definition,
  required: readonly Field[],
  filled: ReadonlySet<Field>,
  columns: readonly string[],
  findings: FindingList,
): void {
  for (const field of required) {
    if (filled.has(field)) continue;
    const missing = field.name === definition.key ? keyMissing : columnMissing;
    findings.add(missing(columns, field.name), { dataset: definition.id, field: field.name });
  }
}

import type { Field } from '../datasets/definition.ts';
import { convertValue } from '../publishing/checking/values.ts';
import type { Source, SourceRow } from '../publishing/reading/source.ts';

/** A column of the new table. */
export interface LoadedColumn {
  /** As the file calls it. */
  from: string;
  name: string;
  field: Field;
  /** Every row has a value and no two the same; looked at only where a key is likely or wanted. */
  unique: boolean;
}

/** Types from the narrowest; text fits everything. */
const types = ['boolean', 'integer', 'double', 'date', 'timestamptz', 'list', 'text'] as const;
type Type = (typeof types)[number];

const keyLike =
  /^(f|g|o|ogc_f|objekt|object|objekt_|object_)?id$|^(uu|gu|global_?)id$|objektidentitet|_id$|(id|kod|code|nr|nummer|number|beteckning)$/i;
/** A key is seen by everybody. */
const personal = /pers|social|tel|mobil|phone|fax|konto|^pnr|^ssn/i;

/** Looks at every row: what type each column has, and which could be the key. */
export async function inspectColumns(
  source: Source,
  wantedKey: string | undefined,
  eachRow: (row: SourceRow) => void,
): Promise<LoadedColumn[]> {
  const names = columnNames(source.columns);
  const columns = source.columns.map((from, index) => {
    const name = names[index] ?? from;
    const known = source.types?.get(from);
    const isKeyLike =
      wantedKey === undefined ? keyLike.test(from) && !personal.test(from) : wantedKey === from || wantedKey === name;
    return {
      from,
      name,
      possible: new Set<string>(known ? [known, 'text'] : types),
      filled: 0,
      values: isKeyLike ? new Set<string>() : undefined,
    };
  });
  let rows = 0;
  for await (const row of source.rows()) {
    rows += 1;
    eachRow(row);
    for (const column of columns) {
      const value = row.properties[column.from];
      if (value === null || value === undefined || value === '') continue;
      column.filled += 1;
      column.values?.add(String(value));
      for (const type of types) {
        if (column.possible.has(type) && !isOfType(type, value)) column.possible.delete(type);
      }
    }
  }
  return columns.map(({ from, name, possible, filled, values }) => {
    // A column without values could be anything, and is text.
    const type = (filled > 0 && types.find((one) => possible.has(one))) || 'text';
    return { from, name, field: fieldNamed(name, type), unique: rows > 0 && values?.size === rows };
  });
}

function fieldNamed(name: string, type: Type): Field {
  return { name, type, title: { sv: name, en: name }, public: false };
}

function isOfType(type: Type, value: unknown): boolean {
  switch (type) {
    case 'text':
      return true;
    case 'list':
      if (!Array.isArray(value)) return false;
      break;
    case 'boolean':
      // 1 and ja could be meant as numbers and words.
      return typeof value === 'boolean' || (typeof value === 'string' && /^(true|false)$/i.test(value));
    case 'integer':
    case 'double':
      // A double would round a long whole number.
      if (type === 'double' && typeof value === 'string' && /^[+-]?\d{16,}$/.test(value.trim())) return false;
      // 0381 is a code.
      if (typeof value === 'string' ? /^[+-]?0\d/.test(value.trim()) : typeof value !== 'number') return false;
      break;
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value.trim())) return false;
      break;
    case 'timestamptz':
      if (typeof value !== 'string') return false;
      break;
  }
  return 'value' in convertValue(fieldNamed('', type), value);
}

/** Lower-case ASCII names that need no quotes anywhere; the file's own name becomes the title. */
function columnNames(columns: readonly string[]): string[] {
  const taken = new Set<string>(['geom']);
  return columns.map((column) => {
    const plain = plainName(column) || 'kolumn';
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain.slice(0, 50)}_${count}`;
    taken.add(name);
    return name;
  });
}

/** "Ålder (år)" → "alder_ar" */
export function plainName(text: string): string {
  const ascii = text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  const joined = ascii
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 58)
    .replaceAll(/^_+|_+$/g, '');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

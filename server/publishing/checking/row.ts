import { contentOf } from '../content-key.ts';
import { valueMissing } from '../findings/values.ts';
import type { Preparation } from '../prepare.ts';
import type { SourceRow } from '../reading/source.ts';
import type { FindingList } from '../report.ts';
import { checkGeometry, cornerOf } from './row-geometry.ts';
import { stableUuid } from './stable-uuid.ts';
import { convertValue, fitsColumn } from './values.ts';

/** A row that is right as far as can be seen without the database. */
export interface CheckedRow {
  number: number;
  name: string | null;
  values: Record<string, unknown>;
  /** EWKB in the file's coordinates; null for a dataset or a row without geometry. */
  geometry: Buffer | null;
}

/** Checks one row. Undefined when something is wrong with it; what, goes to `findings`. */
export function checkRow(
  preparation: Preparation,
  row: SourceRow,
  crs: number | undefined,
  findings: FindingList,
): CheckedRow | undefined {
  const { definition, filled, keyFrom, keyOfContent, target } = preparation;
  const before = findings.errors;
  const name = nameOf(preparation, row);
  const corner = () => cornerOf(row, crs);
  const place = { dataset: definition.id, row: row.number, name, corner };
  const values: Record<string, unknown> = {};
  for (const { field, column, constant, required, columnType } of filled) {
    if (column === null) {
      values[field.name] = constant;
      continue;
    }
    const raw = row.properties[column];
    const at = { ...place, field: field.name, column: row.columns?.[column] ?? column, value: raw };
    const converted = fitsColumn(convertValue(field, raw), columnType, field.zone);
    if ('problem' in converted) findings.add(converted.problem, at);
    else if (converted.value === null && (required || field === keyFrom)) findings.add(valueMissing(), at);
    else values[field.name] = converted.value;
  }
  if (keyFrom) {
    const text = String(values[keyFrom.name]);
    const isUuid = target.columns.get(definition.key)?.type === 'uuid';
    values[definition.key] = isUuid ? stableUuid(`${definition.id}:${text}`) : text;
  }
  const { raw } = definition.import ?? {};
  if (raw) values[raw] = row.raw ?? null;
  const { geometry: column } = definition;
  const isLeftOut = preparation.geometryOptional && !row.shape && !row.geometry;
  const geometry =
    column && !isLeftOut ? checkGeometry(column.type, row, crs, findings, { ...place, field: column.column }) : null;
  if (findings.errors > before || geometry === undefined) return undefined;
  if (keyOfContent) values[definition.key] = keyOfContent(contentOf(values, geometry?.toString('hex') ?? null));
  return { number: row.number, name, values, geometry };
}

function nameOf({ nameColumns }: Preparation, row: SourceRow): string | null {
  for (const column of nameColumns) {
    const value = row.properties[column];
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') return String(value).trim();
  }
  return null;
}

import { z } from 'zod';
import { fileUnreadable } from '../findings.ts';
import { Refusal } from '../report.ts';
import type { Source } from './source.ts';

/**
 * JSON text with whole numbers that JavaScript would round as texts: every digit is kept. Texts are stepped over, so that
 * numbers in them are left alone.
 */
export function withWholeNumbers(text: string): string {
  if (!/[:,[\s]-?\d{16}/.test(text)) return text;
  return text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}

const rowsSchema = z.array(z.record(z.string(), z.unknown())).min(1);

/**
 * Rows of plain JSON, which GDAL does not read: an array of objects, or an object with exactly one such array in it.
 * No geometry. Throws Refusal.
 */
export function jsonRows(json: unknown): Source {
  const rows = findRows(json);
  if (!rows) throw new Refusal(fileUnreadable('JSON'));
  return {
    columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
    isEmpty: false,
    count: rows.length,
    hasGeometry: false,
    srid: null,
    rows: () => rows.map((properties, index) => ({ number: index + 1, properties, geometry: null })),
  };
}

function findRows(json: unknown): Record<string, unknown>[] | undefined {
  const direct = rowsSchema.safeParse(json);
  if (direct.success) return direct.data;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const tables = Object.values(json).flatMap((value) => {
    const parsed = rowsSchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  return tables.length === 1 ? tables[0] : undefined;
}

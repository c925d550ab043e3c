import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Localized } from '../datasets/definition.ts';
import type { FlatColumn } from '../features/index.ts';
import type { Language } from '../http/language.ts';
import { tellingTooLarge } from './converted.ts';
import { csvText } from './csv.ts';
import { type CubeAbout, cubeHead, placing, togetherId } from './cube.ts';
import { writeXlsx } from './gdal/xlsx.ts';
import { sheetColumns } from './sheet.ts';

/** A table that is in memory: rows of some dimensions, and last of each a value. */
export interface SmallTable extends CubeAbout {
  description: Localized;
  dimensions: readonly FlatColumn[];
  value: FlatColumn;
  rows: readonly (readonly (string | number | null)[])[];
}

/** For programs (RFC 4180), by the names of the API. */
export function tableAsCsv({ dimensions, value, rows }: SmallTable): string {
  return csvText(
    [...dimensions, value].map(({ name }) => name),
    rows,
  );
}

/** JSON-stat 2.0. What there is no row of has no value. */
export function tableAsCube({ dimensions, rows, ...about }: SmallTable, lang: Language, extension: object): string {
  const own = dimensions.map((column, index) => {
    const found = [...new Set(rows.map((row) => categoryOf(row[index])))];
    const listed = (column.codes ?? []).map(({ value }) => value).filter((value) => found.includes(value));
    return {
      ...column,
      categories: [...listed, ...found.filter((category) => !listed.includes(category)).sort(inOrder)],
    };
  });
  const placeOf = placing(own.map(({ categories }) => categories));
  const values = rows.map((row) => [placeOf(own.map((_, index) => categoryOf(row[index]))), row.at(-1) ?? null]);
  return JSON.stringify({ ...cubeHead(about, own, lang), extension, value: Object.fromEntries(values) });
}

function categoryOf(value: string | number | null | undefined): string {
  return value === null || value === undefined ? togetherId : String(value);
}

function inOrder(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}

/** A workbook with one sheet: headings and codes in words. */
export async function tableAsXlsx(table: SmallTable, lang: Language): Promise<Buffer> {
  const { title, description, dimensions, value, rows } = table;
  const columns = [...dimensions, value].flatMap((column, index) =>
    sheetColumns(column, lang).map((one) => ({ ...one, index })),
  );
  const layer = {
    ...{ name: title[lang], title, description, geometry: null },
    fields: columns.map(({ heading, type }) => ({ name: heading, type, title })),
  };
  const cells = rows.map((row) => ({
    geometry: null,
    values: columns.map(({ index, meanings }) => {
      const cell = row[index] ?? null;
      return meanings ? (meanings.get(String(cell)) ?? null) : cell;
    }),
  }));
  const folder = await mkdtemp(join(tmpdir(), 'allmanning-table-'));
  try {
    const file = join(folder, 'table.xlsx');
    await tellingTooLarge(() => writeXlsx(layer, cells, file));
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

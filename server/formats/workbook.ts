import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fixedParts,
  formulaCell,
  mainNamespace,
  numberCell,
  sheetPath,
  sheetTitle,
  styles,
  textCell,
  xmlHead,
} from './gdal/spreadsheet.ts';
import { writeZip } from './gdal/zip.ts';

/** A workbook of a few small sheets whose cells may be formulas, for people who follow how a number was reckoned. */

export type CellLook = keyof typeof styles;

export type SheetCell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string; look?: CellLook }
  | { kind: 'number'; value: number; look?: CellLook }
  /** Without the sign =. `value`: what it gives. */
  | { kind: 'formula'; formula: string; value: string | number; look?: CellLook };

export interface WorkbookSheet {
  title: string;
  /** The first row is the heading, which stays where it is. */
  rows: readonly (readonly SheetCell[])[];
  /** Of the columns, in characters; the last one is that of the rest. */
  widths: readonly number[];
  /** Columns that stay where they are. */
  fixedColumns?: number;
}

/** The workbook as an xlsx file (ISO/IEC 29500). */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'allmanning-'));
  try {
    const file = join(folder, 'workbook.xlsx');
    const titles = sheets.map(({ title }) => sheetTitle(title));
    await writeZip(file, [
      ...fixedParts(titles, { formulas: true }),
      ...sheets.map((sheet, index) => ({ name: sheetPath(index), content: [sheetXml(sheet)] })),
    ]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `B3`: both from 0. */
export function cellName(column: number, row: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26
    ? `${letter}${row + 1}`
    : `${cellName(Math.floor(column / 26) - 1, row).replace(/\d+$/, '')}${letter}${row + 1}`;
}

function sheetXml({ rows, widths, fixedColumns = 0 }: WorkbookSheet): string {
  const across = fixedColumns > 0 ? ` xSplit="${fixedColumns}"` : '';
  const pane = fixedColumns > 0 ? 'bottomRight' : 'bottomLeft';
  const view = `<sheetViews><sheetView workbookViewId="0"><pane${across} ySplit="1" topLeftCell="${cellName(fixedColumns, 1)}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`;
  const columns = widths
    .map((width, index) => {
      const last = index === widths.length - 1 ? Math.max(index + 1, ...rows.map((row) => row.length)) : index + 1;
      return `<col min="${index + 1}" max="${last}" width="${width}" customWidth="1"/>`;
    })
    .join('');
  const body = rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cellXml).join('')}</row>`).join('\n');
  return `${xmlHead}<worksheet xmlns="${mainNamespace}">${view}<sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>${body}</sheetData></worksheet>`;
}

function cellXml(cell: SheetCell): string {
  if (cell.kind === 'empty') return '<c/>';
  const style = cell.look === undefined ? undefined : styles[cell.look];
  switch (cell.kind) {
    case 'text':
      return textCell(cell.text, style);
    case 'number':
      return numberCell(cell.value, style);
    case 'formula':
      return formulaCell(cell.formula, cell.value, style);
  }
}

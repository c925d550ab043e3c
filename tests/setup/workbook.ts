import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letters, reckonFormula, type Value } from './formulas.ts';

interface Cell {
  formula?: string;
  /** As the file tells it. */
  told: Value;
}

/** An xlsx file whose formulas are reckoned. */
export interface Workbook {
  names: string[];
  /** What the cell gives now. */
  value(sheet: string, cell: string): Value;
  /** What the file says that it gave. */
  told(sheet: string, cell: string): Value;
  set(sheet: string, cell: string, value: number): void;
}

export function readWorkbook(bytes: Buffer): Workbook {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    execFileSync('unzip', ['-q', 'book.xlsx'], { cwd: folder });
    const read = (name: string) => readFileSync(join(folder, 'xl', name), 'utf8');
    const names = [...read('workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name = '']) => name);
    const sheets = new Map(
      names.map((name, index) => [name, readSheet(read(`worksheets/sheet${index + 1}.xml`))] as const),
    );
    const cell = (sheet: string, name: string): Value => {
      const found = sheets.get(sheet)?.get(name);
      return found?.formula === undefined ? (found?.told ?? null) : reckonFormula(found.formula, sheet, { cell });
    };
    return {
      names,
      value: cell,
      told: (sheet, name) => sheets.get(sheet)?.get(name)?.told ?? null,
      set: (sheet, name, value) => void sheets.get(sheet)?.set(name, { told: value }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of the cells that our workbooks have: numbers, texts in the cell, and formulas. */
function readSheet(xml: string): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [row, [, line = '']] of [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].entries()) {
    for (const [column, [, about = '', inner = '']] of [
      ...line.matchAll(/<c([^>]*?)(?:\/>|>(.*?)<\/c>)/gs),
    ].entries()) {
      const [, formula] = /<f>(.*?)<\/f>/s.exec(inner) ?? [];
      const [, value] = /<(?:v|t)(?: [^>]*)?>(.*?)<\/(?:v|t)>/s.exec(inner) ?? [];
      const isText = about.includes('t="inlineStr"') || about.includes('t="str"');
      const told = value === undefined ? null : isText ? plain(value) : Number(value);
      cells.set(`${letters(column + 1)}${row + 1}`, {
        told,
        ...(formula === undefined ? {} : { formula: plain(formula) }),
      });
    }
  }
  return cells;
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

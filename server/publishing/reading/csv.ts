import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Localized } from '../../datasets/definition.ts';
import { headOf } from './beside.ts';
import { tableBegins, titlesNote } from './table-begins.ts';

const recoded = {
  sv: 'Filen är inte UTF-8 och lästes som Windows-1252.',
  en: 'The file is not UTF-8 and was read as Windows-1252.',
};

const separators = { ';': 'SEMICOLON', '\t': 'TAB', ',': 'COMMA', '|': 'PIPE' } as const;

export interface PreparedCsv {
  file: string;
  /** As GDAL calls it. */
  separator: (typeof separators)[keyof typeof separators];
  /** Lines above the header, which the prepared file lacks. */
  linesAbove: number;
  notes: Localized[];
}

const headBytes = 64 * 1024;

/**
 * The CSV file that GDAL should read: itself when it is UTF-8 and begins with its header, else a copy that does. Excel in
 * Swedish saves Windows-1252 (or UTF-16 as "Unicode text"), and GDAL passes bytes through.
 */
export async function preparedCsv(file: string, folder: string): Promise<PreparedCsv> {
  const head = await headOf(file, undefined, headBytes);
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : (await isUtf8(file)) ? 'utf-8' : 'windows-1252';
  const lines = linesOf(new TextDecoder(encoding).decode(head));
  const { separator, rows } = rowsOf(lines);
  const above = tableBegins(rows);
  const notes = [...(encoding === 'windows-1252' ? [recoded] : []), ...(above > 0 ? [titlesNote(rows, above)] : [])];
  const prepared = { separator: separators[separator], linesAbove: above, notes };
  if (encoding === 'utf-8' && above === 0) return { file, ...prepared };
  const copy = join(folder, 'import.csv');
  const characters = lines.slice(0, above).join('').length;
  await pipeline(createReadStream(file), decodeAfter(encoding, characters), createWriteStream(copy));
  return { file: copy, ...prepared };
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function decodeAfter(encoding: string, characters: number) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<string> {
    const decoder = new TextDecoder(encoding);
    let skip = characters;
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      yield text.slice(skip);
      skip = Math.max(0, skip - text.length);
    }
  };
}

/** Lines with their ends; one may go on inside quotes. */
function linesOf(text: string): string[] {
  return text.match(/(?:"[^"]*(?:"|$)|[^"\r\n])*(?:\r\n|\r|\n|$)/g)?.filter((line) => line !== '') ?? [];
}

/** The separator that makes most columns, and the first lines as cells. */
function rowsOf(lines: readonly string[]): { separator: keyof typeof separators; rows: string[][] } {
  let best: { separator: keyof typeof separators; rows: string[][]; most: number } | undefined;
  for (const separator of [';', '\t', ',', '|'] as const) {
    const rows = lines.slice(0, 20).map((line) => cellsOf(line, separator));
    // A comma is a decimal comma in a file whose cells are parted by something else.
    const most = Math.max(0, ...rows.map((row) => row.length)) * (separator === ',' ? 0.5 : 1);
    if (!best || (most > best.most && most > 1)) best = { separator, rows, most };
  }
  return best ?? { separator: ';', rows: [] };
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line.replace(/[\r\n]+$/, '')) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

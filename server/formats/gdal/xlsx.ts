import { coordinateNames, inSweden } from '../sheet.ts';
import { pointOf } from './geometry-kind.ts';
import { joinedList, type Layer, type LayerField, type LayerRow, TooLarge, textOf, type Value } from './layer.ts';
import { uniqueNames } from './names.ts';
import {
  fixedParts,
  mainNamespace,
  numberCell,
  sheetPath,
  sheetTitle,
  styles,
  textCell,
  xmlHead,
} from './spreadsheet.ts';
import { writeZip } from './zip.ts';

/** What one sheet of Excel holds, without the header row. */
export const mostRows = 1_048_575;
const mostText = 32_767;
const mostDigits = 15;

const chunk = 64 * 1024;

/**
 * A workbook (ISO/IEC 29500) with one sheet: a fixed header row with the fields' names, then typed cells. Written row by
 * row, so that memory does not grow; GDAL keeps all rows in memory and writes dates as DD/MM/YY. Points are two columns,
 * E and N, or degrees by their names; other geometry is left out. Times are those of Sweden, since Excel has no time zones. What a cell cannot hold
 * as a number is text: days before March 1900, integers of more than 15 digits.
 *
 * Throws TooLarge for more rows or longer texts than Excel opens.
 */
export async function writeXlsx(
  layer: Layer,
  rows: AsyncIterable<LayerRow> | Iterable<LayerRow>,
  output: string,
): Promise<void> {
  await writeZip(output, [
    ...fixedParts([sheetTitle(layer.name)]),
    { name: sheetPath(0), content: sheetXml(layer, rows) },
  ]);
}

async function* sheetXml(layer: Layer, rows: AsyncIterable<LayerRow> | Iterable<LayerRow>) {
  const names = layer.fields.map(({ name }) => name);
  const isPoint = layer.geometry?.type === 'Point';
  const header = isPoint ? uniqueNames([...names, ...coordinateNames(unitOf(layer), 'sv')]) : names;
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>';
  let text = `${xmlHead}<worksheet xmlns="${mainNamespace}">${view}<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData><row r="1">${header.map((name) => textCell(name, styles.header)).join('')}</row>`;
  let count = 0;
  for await (const { geometry, values } of rows) {
    count += 1;
    if (count > mostRows) throw new TooLarge('rows', `more than ${mostRows} rows`);
    const point = isPoint && geometry !== null ? pointOf(geometry) : undefined;
    const cells = layer.fields.map((field, index) => cell(field, values[index] ?? null));
    text += `\n<row r="${count + 1}">${cells.join('')}${point ? point.map(numberCell).join('') : ''}</row>`;
    if (text.length < chunk) continue;
    yield text;
    text = '';
  }
  yield `${text}\n</sheetData></worksheet>`;
}

function unitOf({ geometry }: Layer): 'degree' | 'metre' {
  return geometry?.srid === 4326 ? 'degree' : 'metre';
}

function cell({ name, type }: LayerField, value: Value): string {
  const text = textOf(value);
  if (text === null) return '<c/>';
  switch (type) {
    case 'boolean':
      return `<c t="b"><v>${text === '1' ? 1 : 0}</v></c>`;
    case 'double':
      return numberCell(text);
    case 'integer':
      return text.replace('-', '').length <= mostDigits ? numberCell(text) : textCell(text);
    case 'date':
      return serialCell(`${text}T00:00:00Z`, styles.date) ?? textCell(text);
    case 'timestamptz':
      return serialCell(`${inSweden(text).replace(' ', 'T')}Z`, styles.time) ?? textCell(text);
    default: {
      const readable = type === 'list' ? joinedList(text) : text;
      if (readable.length > mostText) throw new TooLarge('text', `${name}: more than ${mostText} characters`);
      return textCell(readable);
    }
  }
}

const dayLength = 86_400_000;
const dayZero = Date.UTC(1899, 11, 30);
/** Excel believes in 29 February 1900: only from the day after are its numbers the same everywhere. */
const firstDay = Date.UTC(1900, 2, 1);

function serialCell(iso: string, style: number): string | undefined {
  const time = Date.parse(iso);
  if (!(time >= firstDay && time < Date.UTC(10_000, 0, 1))) return undefined;
  return `<c s="${style}"><v>${(time - dayZero) / dayLength}</v></c>`;
}

import { coordinateNames, inSweden } from '../sheet.ts';
import { pointOf } from './geometry-kind.ts';
import { joinedList, type Layer, type LayerField, type LayerRow, TooLarge, textOf, type Value } from './layer.ts';
import { uniqueNames } from './names.ts';
import { escaped } from './vrt.ts';
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
  // Excel: at most 31 characters, and none of []:*?/\
  const sheet = layer.name.replaceAll(/[[\]:*?/\\]/g, '_').slice(0, 31);
  await writeZip(output, [
    ...Object.entries(fixedParts(sheet)).map(([name, text]) => ({ name, content: [xmlHead + text] })),
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(layer, rows) },
  ]);
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** The cell formats of `xl/styles.xml`, by position. */
const styles = { header: 1, date: 2, time: 3 } as const;

function fixedParts(sheet: string): Record<string, string> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
}

async function* sheetXml(layer: Layer, rows: AsyncIterable<LayerRow> | Iterable<LayerRow>) {
  const names = layer.fields.map(({ name }) => name);
  const isPoint = layer.geometry?.type === 'Point';
  const header = isPoint ? uniqueNames([...names, ...coordinateNames(unitOf(layer), 'sv')]) : names;
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>';
  let text = `${xmlHead}<worksheet xmlns="${main}">${view}<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData><row r="1">${header.map((name) => textCell(name, styles.header)).join('')}</row>`;
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

function numberCell(value: string | number): string {
  return `<c><v>${value}</v></c>`;
}

function textCell(text: string, style?: number): string {
  return `<c t="inlineStr"${style === undefined ? '' : ` s="${style}"`}><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
}

/** `_x0041_` in a cell means the letter A, so such a text needs its first sign written that way (22.9.2.19, ST_Xstring). */
function cellText(text: string): string {
  return escaped(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
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

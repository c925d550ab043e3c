import { escaped } from './vrt.ts';

/** What all our workbooks (ISO/IEC 29500) are made of: their parts besides the sheets, and cells. */

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** The cell formats of `xl/styles.xml`, by position. */
export const styles = { header: 1, date: 2, time: 3, whole: 4, balance: 5, input: 6 } as const;

/** Of the sheet with this number, from 0. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** Excel: at most 31 characters, and none of []:*?/\ */
export function sheetTitle(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, '_').slice(0, 31);
}

/** Everything but the sheets, whose titles these are. `formulas`: reckoned when the file is opened. */
export function fixedParts(
  titles: readonly string[],
  { formulas = false } = {},
): { name: string; content: string[] }[] {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const each = (write: (title: string, number: number) => string) =>
    titles.map((title, index) => write(title, index + 1)).join('');
  const reckoned = formulas ? '<calcPr calcId="191029" fullCalcOnLoad="1"/>' : '';
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${mainNamespace}" xmlns:r="${office}"><sheets>${each((title, number) => `<sheet name="${escaped(title)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets>${reckoned}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${titles.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${mainNamespace}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="#,##0;[Red]\\-#,##0"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF6D5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf fillId="2" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, content: [xmlHead + text] }));
}

export function numberCell(value: string | number, style?: number): string {
  return `<c${styled(style)}><v>${value}</v></c>`;
}

export function textCell(text: string, style?: number): string {
  return `<c t="inlineStr"${styled(style)}><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
}

/** `formula` without the sign =, by the English names of functions; `value`: what it gives, for those who do not reckon. */
export function formulaCell(formula: string, value: string | number, style?: number): string {
  const type = typeof value === 'string' ? ' t="str"' : '';
  const text = typeof value === 'string' ? cellText(value) : value;
  return `<c${type}${styled(style)}><f>${escaped(formula)}</f><v>${text}</v></c>`;
}

function styled(style: number | undefined): string {
  return style === undefined ? '' : ` s="${style}"`;
}

/** `_x0041_` in a cell means the letter A, so such a text needs its first sign written that way (22.9.2.19, ST_Xstring). */
function cellText(text: string): string {
  return escaped(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

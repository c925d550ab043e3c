/**
 * Skia writes a PDF that says neither its language nor that it is not to be made smaller in print. Both are added as PDF 32000-1
 * §7.5.6 has it: the catalogue once more at the end of the file, with a table of its own.
 */
export function withCatalogue(pdf: Buffer, lang: string): Buffer {
  const tail = pdf.subarray(-2048).toString('latin1');
  const root = /\/Root (\d+) 0 R/.exec(tail)?.[1];
  const size = /\/Size (\d+)/.exec(tail)?.[1];
  const info = /\/Info \d+ 0 R/.exec(tail)?.[0];
  const table = Number(/startxref\s+(\d+)/.exec(tail)?.[1]);
  if (root === undefined || size === undefined || !Number.isInteger(table)) throw new Error('the PDF has no trailer');
  const catalogue = objectAt(pdf, offsetOf(pdf, table, Number(root)));
  const entries = `/Lang (${lang})\n/ViewerPreferences <</PrintScaling /None /DisplayDocTitle true>>\n`;
  const object = `${root} 0 obj\n${catalogue.replace(/>>\s*$/, `\n${entries}>>`)}\nendobj\n`;
  const start = pdf.length + 1;
  const xref = `xref\n${root} 1\n${String(start).padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<</Size ${size}\n/Root ${root} 0 R\n${info ?? ''}\n/Prev ${table}>>\n`;
  const end = `startxref\n${start + Buffer.byteLength(object, 'latin1')}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`\n${object}${xref}${trailer}${end}`, 'latin1')]);
}

/** Lines of the table are 20 bytes each (§7.5.4). */
function offsetOf(pdf: Buffer, table: number, number: number): number {
  const head = pdf.subarray(table, table + 64).toString('latin1');
  const lines = /^xref\s+0 \d+\s*\n/.exec(head)?.[0].length;
  if (lines === undefined) throw new Error('the PDF has no table of objects');
  const line = table + lines + 20 * number;
  return Number(pdf.subarray(line, line + 10).toString('latin1'));
}

/** A dictionary, without `1 0 obj` and `endobj`. */
function objectAt(pdf: Buffer, offset: number): string {
  const end = pdf.indexOf('endobj', offset, 'latin1');
  return pdf
    .subarray(offset, end)
    .toString('latin1')
    .replace(/^\d+ 0 obj\s*/, '')
    .trimEnd();
}

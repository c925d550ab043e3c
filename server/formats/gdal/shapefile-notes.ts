import type { Localized } from '../../datasets/definition.ts';
import { dbfNames } from './names.ts';
import { dbfText, type StagedRows } from './staged-rows.ts';

/** Which DBF name is which field, as lines with tabs between, and what was cut. */
export function shapefileNotes({ layer, widths }: StagedRows): { text: string; notes: Localized[] } {
  const names = dbfNames(layer.fields.map(({ name }) => name));
  const notes: Localized[] = [];
  const lines = layer.fields.map(({ name, title }, index) => {
    const rows = widths[index]?.cut ?? 0;
    const note = cutNote(name, rows);
    if (note) notes.push(note);
    return [names[index] ?? '', name, title.sv, title.en, note?.sv ?? '', note?.en ?? ''];
  });
  const table = [['dbf', 'namn', 'titel', 'title', 'anmärkning', 'note'], ...lines];
  const text = table.map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ')).join('\t')).join('\r\n');
  return { text: `\ufeff${text}\r\n`, notes };
}

function cutNote(name: string, rows: number): Localized | undefined {
  if (rows === 0) return undefined;
  return {
    sv: `${name}: ${rows === 1 ? '1 text är avkortad' : `${rows} texter är avkortade`} till ${dbfText} byte, så mycket som en DBF rymmer. Hela finns i de andra formaten.`,
    en: `${name}: ${rows} ${rows === 1 ? 'text is' : 'texts are'} cut at ${dbfText} bytes, as much as a DBF holds. The other formats have them whole.`,
  };
}

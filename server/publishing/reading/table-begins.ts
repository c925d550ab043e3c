import type { Localized } from '../../datasets/definition.ts';
import type { Source, SourceRow } from './source.ts';

/** Tables made for people have a title above them: one cell of text, and perhaps an empty line. */

const farthest = 20;

function filled(row: readonly unknown[]): number {
  return row.filter((cell) => cell !== null && cell !== undefined && String(cell).trim() !== '').length;
}

/**
 * How many rows are above the header: those with at most one cell, before the first with several. 0 where no row has
 * several, or only one that is far down.
 */
export function tableBegins(rows: readonly (readonly unknown[])[]): number {
  return Math.max(
    0,
    rows.slice(0, farthest).findIndex((row) => filled(row) > 1),
  );
}

export function titlesNote(rows: readonly (readonly unknown[])[], above: number): Localized {
  const title = rows
    .slice(0, above)
    .flat()
    .map((cell) => String(cell ?? '').trim())
    .find((cell) => cell !== '');
  const said = title ? `: ”${title.slice(0, 60)}”` : '';
  return {
    sv: `${above} rader ovanför kolumnernas namn hoppades över${said}.`,
    en: `${above} rows above the names of the columns were skipped${said}.`,
  };
}

/** GDAL's names for columns without one. */
const unnamed = /^field_?\d+$/i;

/** A sheet that GDAL took the title of for the header, with its real header. */
export async function belowTitle(source: Source): Promise<{ source: Source; notes: Localized[] }> {
  const [, ...others] = source.columns;
  if (others.length === 0 || !others.every((name) => unnamed.test(name))) return { source, notes: [] };
  const head: SourceRow[] = [];
  for await (const row of source.rows()) if (head.push(row) >= farthest) break;
  const cells = ({ properties }: SourceRow) => source.columns.map((name) => properties[name]);
  const above = tableBegins(head.map(cells));
  const header = head[above];
  if (!header || filled(cells(header)) < 2) return { source, notes: [] };
  const columns = source.columns.map((name) => String(header.properties[name] ?? '').trim() || name);
  return {
    source: {
      ...source,
      columns,
      async *rows() {
        for await (const row of source.rows()) {
          if (row.number <= header.number) continue;
          const properties = Object.fromEntries(
            columns.map((name, index) => [name, row.properties[source.columns[index] ?? '']]),
          );
          yield { ...row, properties };
        }
      },
    },
    notes: [titlesNote([[source.columns[0]], ...head.slice(0, above).map(cells)], above + 1)],
  };
}

/** The rows of a sheet without those that have nothing, told by their place in the whole file. */
export function sheetRows(source: Source, linesAbove = 0): Source {
  return {
    ...source,
    async *rows() {
      for await (const row of source.rows()) {
        if (filled(Object.values(row.properties)) > 0 || row.geometry)
          yield { ...row, number: row.number + linesAbove };
      }
    },
  };
}

import type { Source, SourceRow } from './source.ts';

/** Rows that are in memory, as a source. Each says its own coordinate system, or none does. */
export function rowsSource(rows: readonly SourceRow[]): Source {
  const columns = [...new Set(rows.flatMap(({ properties }) => Object.keys(properties)))];
  return { columns, isEmpty: rows.length === 0, count: rows.length, hasGeometry: true, srid: null, rows: () => rows };
}

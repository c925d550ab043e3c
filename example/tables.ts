/** A value of a cell. Lists become text arrays; the column `geom` is well-known text, EPSG:3006, east north. */
export type ExampleValue = string | number | boolean | null | readonly string[];
export type ExampleRow = readonly ExampleValue[];

/** Some rows of one table. */
export interface ExampleBatch {
  dataset: string;
  table: string;
  columns: readonly string[];
  rows: readonly ExampleRow[];
}

export const source = 'Exempeldata, påhittade';
const usualSize = 2_000;

/** Marks rows as examples and hands them on in batches of at most `size` rows. */
export function* batches(
  dataset: string,
  columns: readonly string[],
  rows: Iterable<ExampleRow>,
  options: { table?: string; marks?: readonly ('exempel' | 'kalla')[]; size?: number } = {},
): Generator<ExampleBatch> {
  const marks = options.marks ?? ['exempel', 'kalla'];
  const marked = marks.map((mark) => (mark === 'exempel' ? true : source));
  const base = { dataset, table: `public.${options.table ?? dataset}`, columns: [...columns, ...marks] };
  let batch: ExampleRow[] = [];
  for (const row of rows) {
    batch.push([...row, ...marked]);
    if (batch.length < (options.size ?? usualSize)) continue;
    yield { ...base, rows: batch };
    batch = [];
  }
  if (batch.length > 0) yield { ...base, rows: batch };
}

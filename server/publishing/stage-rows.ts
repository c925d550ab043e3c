import type { Queryable } from '../database/database.ts';
import { type CheckedRow, checkRow } from './checking/row.ts';
import type { Staged } from './difference.ts';
import type { FindingList } from './report.ts';
import { fillStaging, indexStaging } from './staging.ts';
import type { Watch } from './watch.ts';

/** Rows that go to the database at a time: few enough that nobody waits long for the embedded one. */
const chunkRows = 1_000;
const chunkBytes = 1_000_000;

/** Reads, checks and stages the rows of a source. Gives their number. */
export async function stageRows(
  database: Queryable,
  { preparation, staging }: Staged,
  crs: number | undefined,
  findings: FindingList,
  { progress }: Watch,
): Promise<number> {
  const { source, complete } = preparation;
  let rowsRead = 0;
  let chunk: CheckedRow[] = [];
  let bytes = 0;
  // The database takes one chunk while the next is read and checked.
  let taking = Promise.resolve();
  const flush = async () => {
    await taking;
    if (chunk.length > 0 && complete) {
      taking = fillStaging(database, staging, preparation, chunk, findings);
      // What goes wrong is thrown to whoever waits for it next.
      taking.catch(() => {});
    }
    chunk = [];
    bytes = 0;
    progress?.({ step: 'read', done: rowsRead, of: source.count });
  };
  try {
    for await (const row of source.rows()) {
      rowsRead += 1;
      const checked = checkRow(preparation, row, crs ?? source.srid ?? undefined, findings);
      if (!checked) continue;
      chunk.push(checked);
      bytes += checked.geometry?.length ?? 0;
      if (chunk.length >= chunkRows || bytes >= chunkBytes) await flush();
    }
    await flush();
  } finally {
    // Nobody drops the table while it is written to.
    await taking;
  }
  await indexStaging(database, staging, preparation.definition.key);
  return rowsRead;
}

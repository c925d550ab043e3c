import type { Database, Queryable } from '../server/database/database.ts';
import { raw, sql, table } from '../server/database/sql.ts';
import type { Definition } from '../server/datasets/definition.ts';
import { fillExample } from './fill.ts';

/**
 * Example data for every dataset that is empty and has never had any rows: what an operator has emptied stays empty. All
 * of it or nothing, also when it is interrupted or two servers start at once. `scale` 0 fills nothing.
 */
export async function fillWhereEmpty(
  database: Database,
  definitions: readonly Definition[],
  scale: 0 | 1 | 10 | 100,
  log: (text: string) => void,
): Promise<void> {
  if (scale === 0 || (await toFill(database, definitions)).length === 0) return;
  await database.transaction(async (tx) => {
    await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
    const datasets = await toFill(tx, definitions);
    if (datasets.length === 0) return;
    log(`Lägger in exempeldata (skala ${scale})`);
    await fillExample(tx, scale, { datasets, onProgress: log });
    await tx.query(
      sql`insert into allmanning.example_history (dataset, scale)
        select unnest(${datasets}::text[]), ${scale} on conflict (dataset) do nothing`,
    );
  });
}

/** Ids of the datasets that get example rows. */
async function toFill(database: Queryable, definitions: readonly Definition[]): Promise<string[]> {
  const candidates = definitions.filter(({ exampleColumn }) => exampleColumn !== undefined);
  const empty: Definition[] = [];
  for (const definition of candidates) if (await isUntouched(database, definition)) empty.push(definition);
  // Rows that lean on another dataset make sense only together with its example rows.
  const tables = new Set(empty.map((definition) => definition.table));
  const leansOnReal = (definition: Definition) =>
    (definition.joins ?? []).some(
      (other) => !tables.has(other.table) && candidates.some((candidate) => candidate.table === other.table),
    );
  return empty.filter((definition) => !leansOnReal(definition)).map(({ id }) => id);
}

async function isUntouched(database: Queryable, { id, table: name }: Definition): Promise<boolean> {
  const [row] = await database.query<{ untouched: boolean }>(sql`
    select not exists (select from ${table(name)})
      and not exists (select from allmanning.example_history where dataset = ${id}) as untouched`);
  return row?.untouched ?? false;
}

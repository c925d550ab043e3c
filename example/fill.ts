import type { Queryable } from '../server/database/database.ts';
import { identifier, join, raw, type Sql, sql, table } from '../server/database/sql.ts';
import { type ExampleBatch, exampleTables } from './rows.ts';

export interface FillOptions {
  /** Ids of the datasets that get rows; a dataset that leans on another needs it here too. */
  datasets: readonly string[];
  onProgress(text: string): void;
}

/**
 * Inserts the example rows of some datasets, one statement a batch. Gives the number of rows that each dataset got.
 * Throws the database's error when rows are there already.
 */
export async function fillExample(
  database: Queryable,
  scale: 1 | 10 | 100,
  { datasets, onProgress }: FillOptions,
): Promise<Map<string, number>> {
  const wanted = new Set(datasets);
  const inserts = new Map<string, (batch: ExampleBatch) => Sql>();
  const counts = new Map<string, number>();
  for (const batch of exampleTables(scale)) {
    if (!wanted.has(batch.dataset)) continue;
    const before = counts.get(batch.dataset);
    if (before === undefined) onProgress(`Exempeldata: ${batch.dataset}`);
    const insert = inserts.get(batch.table) ?? insertInto(await columnTypes(database, batch.table), batch);
    inserts.set(batch.table, insert);
    await database.query(insert(batch));
    counts.set(batch.dataset, (before ?? 0) + batch.rows.length);
  }
  return counts;
}

/** Column → its type as SQL writes it, from the database's own catalogue. */
async function columnTypes(database: Queryable, name: string): Promise<Map<string, string>> {
  const rows = await database.query<{ name: string; type: string }>(sql`
    select attname as name, format_type(atttypid, atttypmod) as type
    from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped`);
  return new Map(rows.map(({ name: column, type }) => [column, type]));
}

/** One parameter for all rows: a JSON list of lists is quicker to read than one parameter a cell. */
function insertInto(
  types: ReadonlyMap<string, string>,
  { table: name, columns }: ExampleBatch,
): (batch: ExampleBatch) => Sql {
  const isGeometry = (column: string) => (types.get(column) ?? '').startsWith('geometry');
  const declared = columns.map((column) => {
    const type = isGeometry(column) ? 'text' : (types.get(column) ?? 'text');
    return sql`${identifier(column)} ${raw(type)}`;
  });
  const read = columns.map((column) =>
    isGeometry(column) ? sql`st_geomfromtext(${identifier(column)}, 3006)` : identifier(column),
  );
  const head = sql`insert into ${table(name)} (${join(columns.map(identifier))}) select ${join(read)} from json_to_recordset(`;
  const tail = sql`::json) as cells (${join(declared)})`;
  return ({ rows }) => {
    const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
    return sql`${head}${JSON.stringify(objects)}${tail}`;
  };
}

import type { Queryable } from '../database/database.ts';
import { identifier, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { columns, derivation, derivedTable, preparedTable, type WithGeometry } from './derived.ts';

/**
 * Derived rows made before the rows that they follow from are written, so that writing many rows only moves what is ready:
 * the triggers take a prepared row where key and geometry are the same to the last bit, and compute the rest.
 */

/** Makes derived rows of `source`, a table expression with the dataset's key and geometry, before its rows are written. */
export async function prepareDerived(database: Queryable, definition: WithGeometry, source: Sql): Promise<void> {
  const [key, geometry] = [identifier(definition.key), identifier(definition.geometry.column)];
  await database.query(sql`
    insert into ${preparedTable(definition)} (${columns}, source)
    select made.*, r.${geometry} from (${derivation(definition, source)}) made join ${source} r on r.${key} = made.key
    on conflict (key) do nothing`);
}

/**
 * Lets the triggers' plans be made anew with what is there: they were made when the tables were small, and the embedded
 * database has nobody else to look.
 */
export async function readyToMove(database: Queryable, definition: WithGeometry): Promise<void> {
  const key = identifier(definition.key);
  for (const name of [preparedTable(definition), derivedTable(definition)]) {
    await database.query(sql`analyze ${name} (key)`);
  }
  await database.query(sql`analyze ${table(definition.table)} (${key})`);
}

/** Whether rows can be prepared: not for a dataset without triggers of ours. */
export async function takesPrepared(database: Queryable, definition: Definition): Promise<boolean> {
  const [found] = await database.query<{ there: boolean }>(sql`
    select to_regclass(${`allmanning.tile_${definition.id}_prepared`}) is not null as there`);
  return found?.there === true;
}

/** Forgets what was prepared for the rows of `source`, a table expression with the dataset's key. */
export async function forgetPrepared(database: Queryable, definition: WithGeometry, source: Sql): Promise<void> {
  const key = identifier(definition.key);
  await database.query(sql`delete from ${preparedTable(definition)} p using ${source} r where r.${key} = p.key`);
}

export async function forgetAllPrepared(database: Queryable, definition: WithGeometry): Promise<void> {
  await database.query(sql`delete from ${preparedTable(definition)}`);
}

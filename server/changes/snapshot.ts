import type { Database, Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';

/** How often work on a database that gives no snapshots is begun again because the data changed meanwhile. */
const tries = 3;

/**
 * Runs work that reads a dataset, or all (`undefined`), by several statements, all of one state of the data. Gives the number
 * of that state's newest change, which the work is told too. The work may run again from the beginning.
 */
export async function inOneState(
  database: Database,
  definition: Definition | undefined,
  work: (state: Queryable, number: number) => Promise<void>,
): Promise<number> {
  const numbered = async (state: Queryable) => {
    const number = await numberOf(state, definition);
    await work(state, number);
    return number;
  };
  if (database.kind === 'postgres') return database.snapshot(numbered);
  // One session for all: while a transaction is open everybody else waits, so it is the last resort.
  for (let attempt = 1; attempt < tries; attempt++) {
    const number = await numbered(database);
    if ((await numberOf(database, definition)) === number) return number;
  }
  return database.snapshot(numbered);
}

async function numberOf(state: Queryable, definition: Definition | undefined): Promise<number> {
  const [row] = await state.query<{ number: number }>(
    definition
      ? sql`select number from allmanning.versions where dataset = ${definition.id}`
      : sql`select number from allmanning.change_counter`,
  );
  return row?.number ?? 0;
}

import type { Database, Queryable } from '../database/database.ts';

class EndOfDryRun extends Error {}

/** A transaction, which is taken back at its end when it is only to be tried. */
export async function unlessDryRun(
  isDry: boolean,
  database: Database,
  work: (tx: Queryable) => Promise<void>,
): Promise<void> {
  try {
    await database.transaction(async (tx) => {
      await work(tx);
      if (isDry) throw new EndOfDryRun();
    });
  } catch (error) {
    if (!(error instanceof EndOfDryRun)) throw error;
  }
}

import type { Database, Queryable } from '../database/database.ts';

class TakenBack extends Error {}

/** A transaction, which is taken back at its end unless `work` says that it is kept. */
export async function keptIf(database: Database, work: (tx: Queryable) => Promise<boolean>): Promise<void> {
  try {
    await database.transaction(async (tx) => {
      if (!(await work(tx))) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}

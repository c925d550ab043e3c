import { raw } from './database/sql.ts';
import type { Service } from './service.ts';

/** Whether the service can answer questions: 200 when the database does, else 503. */
export async function readiness({ database, published }: Service): Promise<{ status: number; body: object }> {
  try {
    await database.query(raw('select 1'));
    return { status: 200, body: { status: 'ok', database: database.kind, datasets: published.definitions.length } };
  } catch {
    return { status: 503, body: { status: 'unavailable', database: database.kind } };
  }
}

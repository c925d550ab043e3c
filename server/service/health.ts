import { raw } from '../database/sql.ts';
import type { Service } from './service.ts';

/**
 * Whether the service can answer questions. While the database is away and tiles are in memory it still can, some:
 * `degraded` is 200, since a balancer would otherwise remove every server at once.
 */
export async function readiness(service: Service): Promise<{ status: number; body: object }> {
  const { database, published, changes, tiles, pictures, strays } = service;
  const facts = {
    database: database.kind,
    datasets: published.definitions.length,
    ...(strays.found.size > 0 ? { rowsOutsideSweden: outside(strays.found) } : {}),
    memory: {
      tiles: squares(tiles.cache),
      rows: squares(tiles.patches.cache),
      pictures: { count: pictures.memory.size, bytes: pictures.memory.bytes },
    },
    ...(published.withdrawn.size > 0 ? { withdrawn: Object.fromEntries(published.withdrawn) } : {}),
  };
  try {
    await database.aside.query(raw('select 1'));
    return { status: 200, body: { status: 'ok', ...facts } };
  } catch {
    const since = new Date(changes.awaySince ?? Date.now()).toISOString();
    if (tiles.cache.size + tiles.patches.cache.size + pictures.memory.size > 0)
      return { status: 200, body: { status: 'degraded', ...facts, databaseAwaySince: since } };
    return { status: 503, body: { status: 'unavailable', ...facts, databaseAwaySince: since } };
  }
}

/** How many of each dataset. Which ones is in the log. */
function outside(found: ReadonlyMap<string, { rows: number }>): Record<string, number> {
  return Object.fromEntries([...found].map(([id, { rows }]) => [id, rows]));
}

/** What this process keeps: squares, and bytes. */
function squares({ size, bytes }: { size: number; bytes: number }): { squares: number; bytes: number } {
  return { squares: size, bytes };
}

import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { hasGeometry } from '../geometry/derived.ts';
import { forgetAllPrepared, forgetPrepared, prepareDerived, readyToMove, takesPrepared } from '../geometry/prepared.ts';
import { geometryDiffers, type Staged } from './difference.ts';
import { stagedParts } from './staging.ts';
import type { Watch } from './watch.ts';

/**
 * Makes the tile geometry of the rows that are new or moved, a part at a time: it takes ten times as long as writing them,
 * and on the embedded database nobody else is answered while the one transaction writes.
 */
export async function prepareTiles(
  database: Database,
  { preparation, staging }: Staged,
  progress: Watch['progress'],
): Promise<void> {
  const { definition } = preparation;
  if (!hasGeometry(definition) || !(await takesPrepared(database, definition))) return;
  const key = identifier(definition.key);
  const same = sql`select from ${table(definition.table)} t
    where t.${key} = s.${key} and not (${geometryDiffers(definition.geometry)})`;
  const parts = await stagedParts(database, staging);
  for (const [done, part] of parts.entries()) {
    progress?.({ step: 'tiles', done, of: parts.length });
    const rows = sql`(select s.${key}, s.import_geom as ${identifier(definition.geometry.column)} from ${staging.table} s
      where ${part} and s.import_geom is not null and not exists (${same}))`;
    try {
      await prepareDerived(database, definition, rows);
    } catch (error) {
      // What cannot be made is told when the rows are written.
      if (refusalOf(error) === undefined) throw error;
    }
  }
  await readyToMove(database, definition);
}

/** Forgets it again, whether or not the rows were written. */
export async function forgetTiles(database: Queryable, { preparation, staging }: Staged): Promise<void> {
  const { definition } = preparation;
  if (!hasGeometry(definition) || !(await takesPrepared(database, definition))) return;
  await forgetPrepared(database, definition, staging.table);
}

/** Forgets what imports that were killed have made ready. */
export async function forgetAllTiles(database: Queryable, definition: Definition): Promise<void> {
  if (!hasGeometry(definition) || !(await takesPrepared(database, definition))) return;
  await forgetAllPrepared(database, definition);
}

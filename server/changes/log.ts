import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';

/** The change log as the database has it. */

/** One committed statement's change of one dataset. */
export interface Change {
  number: number;
  dataset: string;
  /** Any of its rows may have changed. */
  whole: boolean;
  /** Around the old and the new geometry: EPSG:3857 metres. Absent: no place, or anywhere (`whole`). */
  box: Box | undefined;
}

/** West, south, east, north in EPSG:3857 metres. */
export type Box = readonly [number, number, number, number];

/** Where the log stands: the newest number, and that of each dataset. */
export interface Position {
  epoch: string;
  number: number;
  datasets: ReadonlyMap<string, number>;
}

const numbersSchema = z.record(z.string(), z.number());

export async function readPosition(database: Queryable): Promise<Position> {
  const [row] = await database.query<{ epoch: string; number: number; datasets: unknown }>(
    raw(`
    select (select epoch from allmanning.epoch) as epoch, number,
      (select coalesce(json_object_agg(dataset, v.number), '{}') from allmanning.versions v) as datasets
    from allmanning.change_counter`),
  );
  if (!row) throw new Error('allmanning.change_counter is empty');
  return { ...row, datasets: new Map(Object.entries(numbersSchema.parse(row.datasets))) };
}

/**
 * All changes after a number, oldest first, in one snapshot. Undefined: the log does not reach back so far, or the
 * database is another one (a restore): anything may have changed.
 */
export async function readChanges(database: Queryable, epoch: string, after: number): Promise<Change[] | undefined> {
  const rows = await database.query<{
    epoch: string;
    counter: number;
    number: number | null;
    dataset: string;
    whole: boolean;
    west: number | null;
    south: number;
    east: number;
    north: number;
  }>(
    sql`
    select (select epoch from allmanning.epoch) as epoch, k.number as counter, c.number, c.dataset, c.whole,
      st_xmin(p.box) as west, st_ymin(p.box) as south, st_xmax(p.box) as east, st_ymax(p.box) as north
    from allmanning.change_counter k
    left join allmanning.changes c on c.number > ${after}
    left join lateral (select st_extent(place) as box from allmanning.change_places where change = c.id) p on true
    order by c.number`,
    'changes_after',
  );
  const [first] = rows;
  if (!first || first.epoch !== epoch || first.counter < after) return undefined;
  const changes = rows.flatMap(({ number, dataset, whole, west, south, east, north }): Change[] =>
    number === null ? [] : [{ number, dataset, whole, box: west === null ? undefined : [west, south, east, north] }],
  );
  // Numbers have no gaps: a rolled back transaction gives its number back.
  return changes.length === first.counter - after ? changes : undefined;
}

/** How long the log is kept. Whoever comes back later is told to begin anew. */
export const keptDays = 7;

/** Drops what is older than that. */
export async function pruneChanges(database: Queryable): Promise<void> {
  await database.query(
    sql`delete from allmanning.changes where number is not null and changed_at < now() - make_interval(days => ${keptDays}::int)`,
  );
}

import type { Change } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import { fromTables, publicCondition } from '../datasets/select.ts';
import { fullBand } from './bands.ts';
import { derivedSource } from './derived.ts';
import type { Layer } from './layers.ts';
import { inMercator } from './mercator.ts';

/**
 * Rows far away: outside Sweden, or with coordinates that cannot be any. Somebody has mistaken east for north or one
 * coordinate system for another, and nobody finds the row where it should be.
 */

/** Sweden with its waters, generously: west, south, east, north in degrees. */
const sweden = [9.5, 54.5, 25, 70] as const;

const [westMost, southMost, eastMost, northMost] = inMercator(sweden);

/** The same rectangle in EPSG:3857. */
export const swedenInMercator: Sql = raw(`st_makeenvelope(${westMost}, ${southMost}, ${eastMost}, ${northMost}, 3857)`);

export interface Strays {
  rows: number;
  /** The key of one of them. */
  key: string;
}

/** The public rows of a layer that are far away; undefined when there are none. */
export async function straysOf(database: Queryable, layer: Layer): Promise<Strays | undefined> {
  const { definition } = layer;
  const key = sql`t.${identifier(definition.key)}`;
  const geometry = sql`t.${identifier(definition.geometry.column)}`;
  const [found] = await database.query<{ rows: number; key: string }>(sql`
    select count(*)::int as rows, min(${key}::text) as key
    from ${fromTables(definition)} left join ${derivedSource(layer)} d on d.key = ${key}
    where not st_isempty(${geometry}) and ${publicCondition(definition)}
      and (d.key is null or not d.${identifier(fullBand.column)} @ ${swedenInMercator})`);
  return found && found.rows > 0 ? found : undefined;
}

/** Whether there may be more strays, or fewer, after a change. */
export function mayHaveStrayed({ whole, box }: Change): boolean {
  if (whole) return true;
  if (!box) return false;
  const [west, south, east, north] = box;
  return west < westMost || south < southMost || east > eastMost || north > northMost;
}

import type { Database } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { fromTables, publicCondition } from '../datasets/select.ts';
import { fullBand } from './bands.ts';
import { derivedSource } from './derived.ts';
import type { Layer } from './layers.ts';

/** West, south, east, north in degrees (CRS84). */
export type Bounds = [number, number, number, number];

/** The true bounds of a dataset's public rows, or undefined when it has none. */
export async function boundsOf(database: Database, layer: Layer): Promise<Bounds | undefined> {
  const { definition } = layer;
  const corner = (edge: Sql) => sql`round(${edge}::numeric, 6)::double precision`;
  const [row] = await database.query<{ west: number | null; south: number; east: number; north: number }>(sql`
    select ${corner(sql`st_xmin(box)`)} as west, ${corner(sql`st_ymin(box)`)} as south,
      ${corner(sql`st_xmax(box)`)} as east, ${corner(sql`st_ymax(box)`)} as north
    from (
      select st_transform(st_setsrid(st_extent(d.${identifier(fullBand.column)})::geometry, 3857), 4326) as box
      from ${fromTables(definition)}
      join ${derivedSource(layer)} d on d.key = t.${identifier(definition.key)}
      where ${publicCondition(definition)}
    ) extent`);
  return row && row.west !== null ? [row.west, row.south, row.east, row.north] : undefined;
}

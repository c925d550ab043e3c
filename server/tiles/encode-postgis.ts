import type { Database } from '../database/database.ts';
import { literal, raw, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import type { TileCoordinates } from './address.ts';
import { tileRows } from './rows.ts';

/**
 * One layer of a tile by ST_AsMVT; empty when nothing is there. No outer `where geometry is not null`: PostgreSQL would
 * flatten the subquery and compute ST_AsMVTGeom twice, and ST_AsMVT skips null geometry anyway.
 */
export async function encodeInPostgis(database: Database, layer: Layer, tile: TileCoordinates): Promise<Buffer> {
  const name = layerName(layer);
  const units = raw(String(extent));
  const envelope = sql`st_tileenvelope(${tile.z}::int, ${tile.x}::int, ${tile.y}::int)`;
  const rows = tileRows(
    layer,
    tile,
    (geometry) => sql`st_asmvtgeom(${geometry}, ${envelope}, ${units}, ${raw(String(buffer))}, true)`,
  );
  const [row] = await database.query<{ mvt: Buffer }>(
    sql`select st_asmvt(f, ${literal(name)}, ${units}, 'geometry', 'feature_id') as mvt from (${rows}) f`,
    `tile_${name}_${tile.z}`,
  );
  return row?.mvt ?? Buffer.alloc(0);
}

import type { Database } from '../database/database.ts';
import { literal, raw, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import type { TileCoordinates } from './address.ts';
import { type EncodedLayer, tileRows } from './rows.ts';

const nothing: EncodedLayer = { bytes: Buffer.alloc(0), features: 0 };

/**
 * One layer of a tile by ST_AsMVT; empty when nothing is there. No outer `where geometry is not null`: PostgreSQL would
 * flatten the subquery and compute ST_AsMVTGeom twice, and ST_AsMVT skips null geometry anyway.
 */
export async function encodeInPostgis(
  database: Database,
  layer: Layer,
  tile: TileCoordinates,
  most?: number,
): Promise<EncodedLayer> {
  const name = layerName(layer);
  const units = raw(String(extent));
  const envelope = sql`st_tileenvelope(${tile.z}::int, ${tile.x}::int, ${tile.y}::int)`;
  const rows = tileRows(
    layer,
    tile,
    (geometry) => sql`st_asmvtgeom(${geometry}, ${envelope}, ${units}, ${raw(String(buffer))}, true)`,
    most,
  );
  const [row] = await database.query<{ mvt: Buffer; features: number }>(
    sql`select st_asmvt(f, ${literal(name)}, ${units}, 'geometry', 'feature_id') as mvt,
      count(f.geometry)::int as features from (${rows}) f`,
    `tile_${name}_${tile.z}${most === undefined ? '' : '_most'}`,
  );
  return row?.features ? { bytes: row.mvt, features: row.features } : nothing;
}

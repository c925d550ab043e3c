import type { Database } from '../database/database.ts';
import type { Published } from '../geometry/layers.ts';
import type { TileAddress } from './address.ts';
import { encodeInProcess } from './encode-in-process.ts';
import { encodeInPostgis } from './encode-postgis.ts';

/**
 * The bytes of a tile, not compressed; empty when nothing is there. One layer a dataset, in the order of names. Throws a
 * 404 problem for a dataset that is unknown or has no geometry.
 */
export async function renderTile(database: Database, published: Published, address: TileAddress): Promise<Buffer> {
  const encode = database.kind === 'postgres' ? encodeInPostgis : encodeInProcess;
  const layers = address.datasets.map(published.layer);
  const encoded = await Promise.all(layers.map((layer) => encode(database, layer, address)));
  // Layers are repeated messages of a tile: joined bytes are a tile.
  return Buffer.concat(encoded);
}

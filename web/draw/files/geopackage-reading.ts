import { FileFault } from './fault.ts';
import { type Found, skip } from './found.ts';
import { openSqlite, type SqliteRow } from './sqlite-reading.ts';
import { readWkb } from './wkb.ts';

/** Reads all layers of a GeoPackage (OGC 12-128r19). Layers in different systems are refused but for the first one's. */
export function readGeoPackage(bytes: Uint8Array): Found {
  try {
    return read(bytes);
  } catch (error) {
    // What is out of bounds was cut.
    throw error instanceof RangeError ? new FileFault('brokenFile') : error;
  }
}

function read(bytes: Uint8Array): Found {
  const file = openSqlite(bytes);
  const systems = new Map(
    [...file.rows('gpkg_spatial_ref_sys')].map((row) => [
      row.srs_id,
      String(row.organization).toUpperCase() === 'EPSG' ? Number(row.organization_coordsys_id) : undefined,
    ]),
  );
  const layers = [...file.rows('gpkg_geometry_columns')];
  if (layers.length === 0) throw new FileFault('notGeoPackage');
  const found: Found = { features: [], system: undefined, skipped: {} };
  for (const [index, layer] of layers.entries()) {
    const system = systems.get(layer.srs_id ?? null);
    if (index === 0) found.system = system;
    const table = String(layer.table_name);
    if (system !== found.system) skip(found, table);
    else readLayer(file.rows(table), String(layer.column_name).toLowerCase(), found);
  }
  return found;
}

function readLayer(rows: Iterable<SqliteRow>, column: string, found: Found): void {
  for (const { [column]: blob, ...properties } of rows) {
    if (!(blob instanceof Uint8Array)) continue;
    const geometry = readBlob(blob);
    if (geometry) found.features.push({ geometry, properties });
    else skip(found, 'kurva');
  }
}

/** GeoPackageBinary (§2.1.3): a header, perhaps a box, and well-known binary. */
function readBlob(blob: Uint8Array) {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const flags = view.getUint8(3);
  const isEmpty = flags & 16;
  const box = [0, 32, 48, 48, 64][(flags >> 1) & 7] ?? 0;
  return isEmpty ? undefined : readWkb(view, 8 + box);
}

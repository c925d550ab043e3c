import type { Database, Row } from '../database/database.ts';
import { inlined, literal, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { buffer, extent } from '../geometry/bands.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import { type EncodedLayer, tileRows } from './rows.ts';
import { tileEnvelope } from './tile-envelope.ts';
import type { TileCoordinates } from './tile-matrix-sets.ts';

const nothing: EncodedLayer = { bytes: Buffer.alloc(0), features: 0, rows: 0 };

/**
 * To this zoom a tile may have so many rows that the best plan depends on how many: each is planned for itself, which
 * takes a small part of what it takes to make. Closer up planning would take as long as the tile.
 */
const plannedAnewTo = 11;

/** One layer of a tile by ST_AsMVT; empty when nothing is there. */
export async function encodeInPostgis(
  database: Database,
  layer: Layer,
  tile: TileCoordinates,
  most: number,
): Promise<EncodedLayer> {
  const [row] = await database.query<EncodedRow>(...queryFor(layer, tile, most));
  return row?.features
    ? { bytes: row.mvt, features: row.features, rows: row.rows }
    : { ...nothing, rows: row?.rows ?? 0 };
}

interface EncodedRow extends Row {
  mvt: Buffer;
  features: number;
  rows: number;
}

/**
 * A filter's statement is asked unnamed, since there is no end of filters. So is that of another matrix set: planned
 * with its own numbers, where a row is looked for is computed once and not for each row.
 */
function queryFor(layer: Layer, tile: TileCoordinates, most: number): [query: Sql, name?: string] {
  if (layer.filter) return [tileQuery(layer, tile, most)];
  if (tile.matrixSet || tile.z <= plannedAnewTo) return [inlined(tileQuery(layer, tile, most))];
  return keptQuery(layer, tile, most);
}

/** Statements by name, for each definition as it is now: putting one together costs as much as asking it. */
const statements = new WeakMap<Definition, Map<string, Sql>>();

/** Values that no tile has, to be found again among the statement's own. */
const standIns = { x: -1, y: -2 };

function keptQuery(layer: Layer, { z, x, y }: TileCoordinates, most: number): [query: Sql, name: string] {
  const name = `${layerName(layer)} ${z} ${most}`;
  const known = statements.get(layer.definition) ?? new Map<string, Sql>();
  statements.set(layer.definition, known);
  const { parts, values } = known.get(name) ?? tileQuery(layer, { z, ...standIns }, most);
  known.set(name, { parts, values });
  return [
    { parts, values: values.map((value) => (value === standIns.x ? x : value === standIns.y ? y : value)) },
    name,
  ];
}

/**
 * No outer `where geometry is not null`: PostgreSQL would flatten the subquery and compute ST_AsMVTGeom twice, and
 * ST_AsMVT skips null geometry anyway.
 */
export function tileQuery(layer: Layer, tile: TileCoordinates, most: number): Sql {
  const units = raw(String(extent));
  const rows = tileRows(
    layer,
    tile,
    (geometry) => sql`st_asmvtgeom(${geometry}, ${tileEnvelope(tile)}, ${units}, ${raw(String(buffer))}, true)`,
    most,
  );
  return sql`select st_asmvt(f, ${literal(layerName(layer))}, ${units}, 'geometry', 'feature_id') as mvt,
    count(f.geometry)::int as features, count(*)::int as rows from (${rows}) f`;
}

import type { Box, Change } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import type { CachedTile } from './cache.ts';
import { envelopeOf, inMatrixSet, rectanglesIn } from './tile-envelope.ts';
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from './tile-matrix-sets.ts';
import type { Tiles } from './tiles.ts';

/** A tile shows what is in its buffer too; generalising moves a corner by at most half a cell of its grid. */
const margin = (buffer + 4) / extent;

/** Beyond these the database is not asked where exactly: the rectangles around the changes decide. */
const mostTiles = 4_000;
const mostChanges = 200;

/**
 * Drops exactly the cached tiles that the old or the new geometry of the changes touches. First the rectangles around
 * the changes find candidates here in memory, then the database tells which of them the geometry itself reaches.
 * Filtered tiles go as the unfiltered do: a change may be into or out of any filter.
 */
export async function dropTouched(
  database: Queryable,
  tiles: Tiles,
  changes: readonly Change[] | undefined,
): Promise<void> {
  if (changes === undefined) {
    tiles.cache.clear();
    tiles.distrust(() => true);
    return;
  }
  const datasets = new Set(changes.map(({ dataset }) => dataset));
  const isChanged = (name: string) => datasets.has(datasetOf(name));
  // What is being made now may have begun before the change; what begins after this is made of the new rows.
  tiles.distrust(isChanged);
  const names = new Set(tiles.cache.tilesets().flatMap((tileset) => tileset.names.filter(isChanged)));
  for (const matrixSet of tileMatrixSets) {
    for (const name of names) {
      const own = changes.filter(({ dataset }) => dataset === datasetOf(name));
      for (const tile of await touchedTiles(database, tiles, matrixSet, name, own)) tiles.cache.drop(tile);
    }
  }
}

function datasetOf(layerName: string): string {
  return layerName.split('.', 1)[0] ?? layerName;
}

async function touchedTiles(
  database: Queryable,
  { cache }: Tiles,
  matrixSet: TileMatrixSet,
  name: string,
  changes: readonly Change[],
): Promise<CachedTile[]> {
  const tilesets = cache.tilesets().filter((one) => one.matrixSet === matrixSet && one.names.includes(name));
  if (tilesets.length === 0) return [];
  const meeting = (boxes: readonly Box[]) => tilesets.flatMap((tileset) => cache.meeting(tileset, boxes, margin));
  if (changes.some(({ whole }) => whole)) return meeting([[-Infinity, -Infinity, Infinity, Infinity]]);
  const candidates = meeting(await boxesIn(database, matrixSet, changes));
  // One square is asked about once, however many tilesets have a tile there.
  const squares = [...new Map(candidates.map((tile) => [addressOf(tile), tile])).values()];
  if (squares.length === 0 || squares.length > mostTiles || changes.length > mostChanges) return candidates;
  try {
    const reached = await reachedBy(database, matrixSet, squares, name, changes);
    return candidates.filter((tile) => reached.has(addressOf(tile)));
  } catch {
    return candidates;
  }
}

function addressOf({ z, x, y }: CachedTile): string {
  return `${z}/${x}/${y}`;
}

/** Around each change, in the coordinate system of a matrix set. */
async function boxesIn(database: Queryable, matrixSet: TileMatrixSet, changes: readonly Change[]): Promise<Box[]> {
  const boxes = changes.flatMap(({ box }) => (box ? [box] : []));
  if (matrixSet === webMercatorQuad || boxes.length === 0) return boxes;
  try {
    const rows = await database.query<{ west: number; south: number; east: number; north: number }>(
      rectanglesIn(matrixSet, boxes),
    );
    return rows.map(({ west, south, east, north }) => [west, south, east, north]);
  } catch {
    return [[-Infinity, -Infinity, Infinity, Infinity]];
  }
}

async function reachedBy(
  database: Queryable,
  matrixSet: TileMatrixSet,
  tiles: readonly CachedTile[],
  name: string,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const place = inMatrixSet(matrixSet, name.endsWith('.points') ? raw('st_pointonsurface(p.place)') : raw('p.place'));
  const square = envelopeOf(matrixSet, { z: raw('t.z'), x: raw('t.x'), y: raw('t.y') }, margin);
  const rows = await database.query<{ address: string }>(
    sql`
    with places as materialized (
      select ${place} as place
      from allmanning.changes c join allmanning.change_places p on p.change = c.id
      where c.number = any (${changes.map(({ number }) => number)}::bigint[]))
    select t.z || '/' || t.x || '/' || t.y as address
    from unnest(${tiles.map(({ z }) => z)}::int[], ${tiles.map(({ x }) => x)}::int[], ${tiles.map(({ y }) => y)}::int[])
      t (z, x, y),
      lateral (select ${square} as envelope) e
    where exists (select from places p where p.place && e.envelope and st_intersects(p.place, e.envelope))`,
  );
  return new Set(rows.map(({ address }) => address));
}

import type { Box, Change } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import type { KeepableSquare, SquareCache } from './cache.ts';
import { envelopeOf, inMatrixSet, rectanglesIn } from './tile-envelope.ts';
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from './tile-matrix-sets.ts';
import type { Tiles } from './tiles.ts';

/** A tile shows what is in its buffer too; generalising moves a corner by at most half a cell of its grid. */
const margin = (buffer + 4) / extent;

/** Beyond these the database is not asked where exactly: the rectangles around the changes decide. */
const mostSquares = 4_000;
const mostChanges = 200;

const everywhere: readonly Box[] = [[-Infinity, -Infinity, Infinity, Infinity]];

/**
 * Drops exactly the cached tiles that the old or the new geometry of the changes touches, and the kept rows of squares
 * that their rectangles touch. First the rectangles around the changes find candidates here in memory, then the database
 * tells which of them the geometry itself reaches. What is filtered goes as the unfiltered does: a change may be into or
 * out of any filter.
 */
export async function dropTouched(
  database: Queryable,
  tiles: Tiles,
  changes: readonly Change[] | undefined,
): Promise<void> {
  const { cache, patches } = tiles;
  if (changes === undefined) {
    tiles.distrust(() => true);
    cache.clear();
    patches.cache.clear();
    return;
  }
  const datasets = new Set(changes.map(({ dataset }) => dataset));
  const isChanged = (name: string) => datasets.has(datasetOf(name));
  // What is being made now may have begun before the change; what begins after this is made of new rows or not kept.
  tiles.distrust(isChanged);
  const kept = [...cache.tilesets(), ...patches.cache.tilesets()];
  const names = new Set(kept.flatMap((tileset) => tileset.names.filter(isChanged)));
  for (const matrixSet of tileMatrixSets) {
    for (const name of names) {
      const own = changes.filter(({ dataset }) => dataset === datasetOf(name));
      const touched = await touchedBy(database, tiles, matrixSet, name, own);
      for (const tile of touched.tiles) cache.drop(tile);
      for (const patch of touched.patches) patches.cache.drop(patch);
    }
  }
  patches.trust(isChanged);
}

function datasetOf(layerName: string): string {
  return layerName.split('.', 1)[0] ?? layerName;
}

async function touchedBy(
  database: Queryable,
  { cache, patches }: Tiles,
  matrixSet: TileMatrixSet,
  name: string,
  changes: readonly Change[],
) {
  const boxes = changes.some(({ whole }) => whole) ? everywhere : await boxesIn(database, matrixSet, changes);
  const candidates = {
    tiles: meeting(cache, matrixSet, name, boxes),
    patches: meeting(patches.cache, matrixSet, name, boxes),
  };
  // One square is asked about once, however many tilesets have a tile there.
  const squares = [
    ...new Map([...candidates.tiles, ...candidates.patches].map((one) => [addressOf(one), one])).values(),
  ];
  if (boxes === everywhere || squares.length === 0) return candidates;
  if (squares.length > mostSquares || changes.length > mostChanges) return candidates;
  try {
    const reached = await reachedBy(database, matrixSet, squares, name, changes);
    return {
      tiles: candidates.tiles.filter((tile) => reached.get(addressOf(tile)) === 'geometry'),
      patches: candidates.patches.filter((patch) => reached.has(addressOf(patch))),
    };
  } catch {
    return candidates;
  }
}

function meeting<T extends KeepableSquare>(
  cache: SquareCache<T>,
  matrixSet: TileMatrixSet,
  name: string,
  boxes: readonly Box[],
): T[] {
  return cache
    .tilesets()
    .filter((one) => one.matrixSet === matrixSet && one.names.includes(name))
    .flatMap((tileset) => cache.meeting(tileset, boxes, margin));
}

function addressOf({ z, x, y }: KeepableSquare): string {
  return `${z}/${x}/${y}`;
}

/** Around each change, in the coordinate system of a matrix set. */
async function boxesIn(
  database: Queryable,
  matrixSet: TileMatrixSet,
  changes: readonly Change[],
): Promise<readonly Box[]> {
  const boxes = changes.flatMap(({ box }) => (box ? [box] : []));
  if (matrixSet === webMercatorQuad || boxes.length === 0) return boxes;
  try {
    const rows = await database.query<{ west: number; south: number; east: number; north: number }>(
      rectanglesIn(matrixSet, boxes),
    );
    return rows.map(({ west, south, east, north }) => [west, south, east, north]);
  } catch {
    return everywhere;
  }
}

/** By address, whether the geometry of a change reaches a square or only the rectangle around it. */
async function reachedBy(
  database: Queryable,
  matrixSet: TileMatrixSet,
  squares: readonly KeepableSquare[],
  name: string,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, 'geometry' | 'rectangle'>> {
  const place = inMatrixSet(matrixSet, name.endsWith('.points') ? raw('st_pointonsurface(p.place)') : raw('p.place'));
  const square = envelopeOf(matrixSet, { z: raw('t.z'), x: raw('t.x'), y: raw('t.y') }, margin);
  const rows = await database.query<{ address: string; reached: boolean }>(
    sql`
    with places as materialized (
      select ${place} as place
      from allmanning.changes c join allmanning.change_places p on p.change = c.id
      where c.number = any (${changes.map(({ number }) => number)}::bigint[]))
    select t.z || '/' || t.x || '/' || t.y as address,
      exists (select from places p where p.place && e.envelope and st_intersects(p.place, e.envelope)) as reached
    from unnest(${squares.map(({ z }) => z)}::int[], ${squares.map(({ x }) => x)}::int[], ${squares.map(({ y }) => y)}::int[])
      t (z, x, y),
      lateral (select ${square} as envelope) e
    where exists (select from places p where p.place && e.envelope)`,
  );
  return new Map(rows.map(({ address, reached }) => [address, reached ? 'geometry' : 'rectangle']));
}

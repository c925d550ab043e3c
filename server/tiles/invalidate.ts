import type { Change } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { buffer, extent } from '../geometry/bands.ts';
import type { CachedTile } from './cache.ts';
import type { Tiles } from './tiles.ts';

/** A tile shows what is in its buffer too; generalising moves a corner by at most half a cell of its grid. */
const margin = (buffer + 4) / extent;

/** Beyond these the database is not asked where exactly: the rectangles around the changes decide. */
const mostTiles = 4_000;
const mostChanges = 200;

/**
 * Drops exactly the cached tiles that the old or the new geometry of the changes touches. First the rectangles around
 * the changes find candidates here in memory, then the database tells which of them the geometry itself reaches.
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
  const isChanged = (layer: string) => layer.split(',').some((name) => datasets.has(datasetOf(name)));
  // What is being made now may have begun before the change; what begins after this is made of the new rows.
  tiles.distrust(isChanged);
  for (const layer of tiles.cache.layers().filter(isChanged)) {
    const touched = await Promise.all(
      layer.split(',').map((name) => touchedTiles(database, tiles, layer, name, changes)),
    );
    for (const tile of touched.flat()) tiles.cache.drop(tile);
  }
}

function datasetOf(layerName: string): string {
  return layerName.split('.', 1)[0] ?? layerName;
}

async function touchedTiles(
  database: Queryable,
  { cache }: Tiles,
  layer: string,
  name: string,
  all: readonly Change[],
): Promise<CachedTile[]> {
  const changes = all.filter(({ dataset }) => dataset === datasetOf(name));
  const world = [[-Infinity, -Infinity, Infinity, Infinity]] as const;
  if (changes.some(({ whole }) => whole)) return cache.meeting(layer, world, margin);
  const boxes = changes.flatMap(({ box }) => (box ? [box] : []));
  const candidates = cache.meeting(layer, boxes, margin);
  if (candidates.length === 0 || candidates.length > mostTiles || changes.length > mostChanges) return candidates;
  try {
    const reached = await reachedBy(database, candidates, name, changes);
    return candidates.filter((_, index) => reached.has(index));
  } catch {
    return candidates;
  }
}

async function reachedBy(
  database: Queryable,
  tiles: readonly CachedTile[],
  name: string,
  changes: readonly Change[],
): Promise<ReadonlySet<number>> {
  const place = name.endsWith('.points') ? raw('st_pointonsurface(p.place)') : raw('p.place');
  const rows = await database.query<{ index: number }>(
    sql`
    select (t.number - 1)::int as index
    from unnest(${tiles.map(({ z }) => z)}::int[], ${tiles.map(({ x }) => x)}::int[], ${tiles.map(({ y }) => y)}::int[])
      with ordinality t (z, x, y, number),
      lateral (select st_tileenvelope(t.z, t.x, t.y, margin => ${margin}::double precision) as envelope) e
    where exists (
      select from allmanning.changes c join allmanning.change_places p on p.change = c.id
      where c.number = any (${changes.map(({ number }) => number)}::bigint[])
        and p.place && e.envelope and st_intersects(${place}, e.envelope))`,
  );
  return new Set(rows.map(({ index }) => index));
}

import type { Queryable } from '../database/database.ts';
import { identifier, raw, sql } from '../database/sql.ts';
import { buffer, extent, fullBand } from '../geometry/bands.ts';
import { derivedSource } from '../geometry/derived.ts';
import type { Layer } from '../geometry/layers.ts';
import { envelopeOf } from './tile-envelope.ts';
import { type TileCoordinates, webMercatorQuad } from './tile-matrix-sets.ts';

/**
 * A question of tens of kilobytes reaches the embedded database in several parts, between which the small questions aside
 * may come and take its statement.
 */
const askedAtOnce = 1_000;

/**
 * The tiles (WebMercatorQuad) that the rectangles of a layer's features reach, zoom by zoom from 0. Each zoom is looked
 * for inside the one before, so what it costs grows with the features and not with how far apart they lie: one row with
 * a wrong coordinate is one tile more a zoom. Ends before the first zoom that has more than `most`.
 */
export async function* tilesReached(
  database: Queryable,
  layer: Layer,
  { maxzoom, most }: { maxzoom: number; most: number },
): AsyncGenerator<TileCoordinates[]> {
  let candidates: TileCoordinates[] = [{ z: 0, x: 0, y: 0 }];
  for (let z = 0; z <= maxzoom; z++) {
    const reached: TileCoordinates[] = [];
    for (let at = 0; at < candidates.length; at += askedAtOnce) {
      reached.push(...(await amongst(database, layer, z, candidates.slice(at, at + askedAtOnce))));
      if (reached.length > most) return;
    }
    yield reached;
    candidates = reached.flatMap(({ x, y }) =>
      [0, 1].flatMap((right) => [0, 1].map((down) => ({ z: z + 1, x: 2 * x + right, y: 2 * y + down }))),
    );
  }
}

async function amongst(
  database: Queryable,
  layer: Layer,
  z: number,
  candidates: readonly TileCoordinates[],
): Promise<TileCoordinates[]> {
  const place = { z: raw(String(z)), x: raw('t.x'), y: raw('t.y') };
  const geometry = identifier(fullBand.column);
  // What is computed is computed once; what is kept has an index.
  const once = raw(layer.derived === 'computed' ? 'materialized' : 'not materialized');
  const rows = await database.query<{ x: number; y: number }>(sql`
    with places as ${once} (select s.${geometry} as place from ${derivedSource(layer)} s)
    select t.x, t.y
    from unnest(${candidates.map(({ x }) => x)}::int[], ${candidates.map(({ y }) => y)}::int[]) t (x, y)
    where exists (select from places p where p.place && ${envelopeOf(webMercatorQuad, place, buffer / extent)})
    order by t.x, t.y`);
  return rows.map(({ x, y }) => ({ z, x, y }));
}

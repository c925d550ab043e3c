import { setTimeout as sleep } from 'node:timers/promises';
import type { Layer } from '../geometry/layers.ts';
import { drawn, layersOf } from '../styles/layers.ts';
import { isNamedByPoint } from '../styles/style.ts';
import { tilesReached } from './reached-tiles.ts';
import type { TileCoordinates } from './tile-matrix-sets.ts';
import type { TileService } from './tiles.ts';

const deepestZoom = 14;
/** A layer with more tiles than this at a zoom is not made in advance from there on: the municipality has 1,800 at z 14. */
const mostOfZoom = 5_000;
/** Of work, while nobody asked: whatever is not made by then is made when it is asked for. */
const longestMs = 600_000;
/** The cache is not filled to the brim: what people really ask for needs room too. */
const mostOfCache = 0.7;
/** Nobody has asked for anything for so long: reading a page takes longer, loading one does not. */
const quietMs = 1_000;
const lookAgainMs = 100;
const tellEveryMs = 30_000;

/**
 * Makes the tiles that the map would ask for, from the whole municipality down to z 14, one at a time and only while
 * nobody asks for anything. Tells how far it has come. Returns what ends it.
 */
export function warmUp(service: TileService, log: (text: string) => void): () => void {
  let stopped = false;
  const pause = () => sleep(lookAgainMs, undefined, { ref: false });
  const work = async () => {
    let told = Date.now();
    let made = 0;
    let worked = 0;
    for await (const { layer, tile } of tilesInTurn(service)) {
      while (Date.now() - service.lastAskedAt < quietMs && !stopped) await pause();
      if (stopped || service.tiles.cache.bytes > service.config.tileCacheBytes * mostOfCache) break;
      if (worked > longestMs) break;
      const began = Date.now();
      await service.tiles.get([layer], tile).catch(pause);
      worked += Date.now() - began;
      made += 1;
      if (Date.now() - told < tellEveryMs) continue;
      told = Date.now();
      log(`Kartplattor i förväg: ${made} hittills.`);
    }
    if (!stopped) log(`Kartplattor i förväg: ${made}, klart.`);
  };
  void work().catch(() => {});
  return () => {
    stopped = true;
  };
}

/** Zoom by zoom, so that what is asked for first is ready first. */
async function* tilesInTurn({
  database,
  published,
}: TileService): AsyncGenerator<{ layer: Layer; tile: TileCoordinates }> {
  const wanted = drawn(published.definitions).flatMap((definition) => {
    const layer = published.layer(definition.id);
    if (!layer.tracked) return [];
    const named = layersOf(definition, published.definitions).some((one) => isNamedByPoint(definition, one));
    const layers = named ? [layer, published.layer(`${definition.id}.points`)] : [layer];
    const { minzoom = 0, maxzoom = deepestZoom } = definition.tiles ?? {};
    return [{ layers, minzoom, zooms: tilesReached(database, layer, { maxzoom, most: mostOfZoom }) }];
  });
  for (let z = 0; z <= deepestZoom; z++) {
    for (const { layers, minzoom, zooms } of wanted) {
      const { value: tiles } = await zooms.next();
      if (!tiles || z < minzoom) continue;
      for (const tile of tiles) for (const layer of layers) yield { layer, tile };
    }
  }
}

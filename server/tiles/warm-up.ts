import { setTimeout as sleep } from 'node:timers/promises';
import { boundsOf } from '../geometry/extent.ts';
import type { Layer } from '../geometry/layers.ts';
import type { Service } from '../service.ts';
import { drawn, layersOf } from '../styles/layers.ts';
import { isNamedByPoint } from '../styles/style.ts';
import type { TileCoordinates } from './address.ts';
import { tilesIn } from './tile-grid.ts';

const deepestZoom = 14;
/** The cache is not filled to the brim: what people really ask for needs room too. */
const mostOfCache = 0.7;
const lookAgainMs = 20;

/**
 * Makes the tiles that the map would ask for, from the whole municipality down to z 14, one at a time and only while
 * nobody waits for another. Returns what ends it.
 */
export function warmUp(service: Service, log: (text: string) => void): () => void {
  let stopped = false;
  const work = async () => {
    const began = Date.now();
    let made = 0;
    for await (const { layer, tile } of inTurn(service)) {
      while (!service.tiles.queue.isIdle && !stopped) await sleep(lookAgainMs, undefined, { ref: false });
      if (stopped || service.tiles.cache.bytes > service.config.tileCacheBytes * mostOfCache) break;
      await service.tiles.get([layer], tile).catch(() => sleep(1_000, undefined, { ref: false }));
      made += 1;
    }
    if (!stopped) log(`${made} kartplattor är gjorda i förväg (${Math.round((Date.now() - began) / 1000)} s).`);
  };
  void work().catch(() => {});
  return () => {
    stopped = true;
  };
}

/** Zoom by zoom, so that what is asked for first is ready first. */
async function* inTurn({ database, published }: Service): AsyncGenerator<{ layer: Layer; tile: TileCoordinates }> {
  const wanted = [];
  for (const definition of drawn(published.definitions)) {
    const layer = published.layer(definition.id);
    if (!layer.tracked) continue;
    const bounds = await boundsOf(database, layer);
    if (!bounds) continue;
    const named = layersOf(definition, published.definitions).some((one) => isNamedByPoint(definition, one));
    const layers = named ? [layer, published.layer(`${definition.id}.points`)] : [layer];
    const { minzoom = 0, maxzoom = deepestZoom } = definition.tiles ?? {};
    wanted.push({ layers, bounds, minzoom, maxzoom });
  }
  for (let z = 0; z <= deepestZoom; z++) {
    for (const { layers, bounds, minzoom, maxzoom } of wanted) {
      if (z < minzoom || z > maxzoom) continue;
      for (const tile of tilesIn(bounds, z)) for (const layer of layers) yield { layer, tile };
    }
  }
}

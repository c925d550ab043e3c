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
/** Nobody has asked for anything for so long: reading a page takes longer, loading one does not. */
const quietMs = 1_000;
const lookAgainMs = 100;
const tellEveryMs = 30_000;

/**
 * Makes the tiles that the map would ask for, from the whole municipality down to z 14, one at a time and only while
 * nobody asks for anything. Tells how far it has come. Returns what ends it.
 */
export function warmUp(service: Service, log: (text: string) => void): () => void {
  let stopped = false;
  const pause = () => sleep(lookAgainMs, undefined, { ref: false });
  const work = async () => {
    const wanted = await tilesInTurn(service);
    let told = Date.now();
    let made = 0;
    for (const { layer, tile } of wanted) {
      while (Date.now() - service.lastAskedAt < quietMs && !stopped) await pause();
      if (stopped || service.tiles.cache.bytes > service.config.tileCacheBytes * mostOfCache) break;
      await service.tiles.get([layer], tile).catch(pause);
      made += 1;
      if (Date.now() - told < tellEveryMs) continue;
      told = Date.now();
      log(`Kartplattor i förväg: ${made} av ${wanted.length}.`);
    }
    if (!stopped) log(`Kartplattor i förväg: ${made} av ${wanted.length}, klart.`);
  };
  void work().catch(() => {});
  return () => {
    stopped = true;
  };
}

/** Zoom by zoom, so that what is asked for first is ready first. */
async function tilesInTurn({ database, published }: Service): Promise<{ layer: Layer; tile: TileCoordinates }[]> {
  const wanted = [];
  const tiles: { layer: Layer; tile: TileCoordinates }[] = [];
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
      for (const tile of tilesIn(bounds, z)) for (const layer of layers) tiles.push({ layer, tile });
    }
  }
  return tiles;
}

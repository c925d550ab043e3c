import { createHash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import type { TileCoordinates } from './address.ts';
import { type CachedTile, type Shown, type TileCache, tileCache } from './cache.ts';
import { gzipped, ownBytes, unzipped } from './compress.ts';
import { encodeInProcess } from './encode-in-process.ts';
import { encodeInPostgis } from './encode-postgis.ts';
import { type EncodeQueue, encodeQueue } from './queue.ts';
import type { EncodedLayer } from './rows.ts';

export interface TileSettings {
  /** Of the cache; 0 turns it off. */
  cacheBytes: number;
  /** Most bytes of one layer of a tile, compressed. */
  budgetBytes: number;
  encodesAtOnce: number;
  encodesWaiting: number;
}

/** Tiles, from memory or made: one encode for all who wait for the same tile. */
export interface Tiles {
  /** One layer, or several whose bytes are joined. Throws a 503 problem when too many wait. */
  get(layers: readonly Layer[], tile: TileCoordinates): Promise<CachedTile>;
  readonly cache: TileCache;
  readonly queue: EncodeQueue;
  /** What is being made for a layer may be out of date when it is ready: nobody else waits for it, nobody keeps it. */
  distrust(isTouched: (layer: string) => boolean): void;
}

interface InFlight {
  layer: string;
  tile: Promise<CachedTile>;
  trusted: boolean;
}

export function makeTiles(database: Database, settings: TileSettings): Tiles {
  const cache = tileCache(settings.cacheBytes);
  const queue = encodeQueue({ atOnce: settings.encodesAtOnce, waiting: settings.encodesWaiting });
  const inFlight = new Map<string, InFlight>();
  const encode = database.kind === 'postgres' ? encodeInPostgis : encodeInProcess;

  function shared(layer: string, tile: TileCoordinates, keep: boolean, make: () => Promise<CachedTile>) {
    const cached = cache.get(layer, tile);
    if (cached) return Promise.resolve(cached);
    const address = `${layer}/${tile.z}/${tile.x}/${tile.y}`;
    const underWay = inFlight.get(address);
    if (underWay) return underWay.tile;
    const mine: InFlight = {
      layer,
      trusted: true,
      tile: make()
        .then((made) => {
          if (mine.trusted && keep && !made.dead) cache.add(made);
          return made;
        })
        .finally(() => {
          if (mine.trusted) inFlight.delete(address);
        }),
    };
    inFlight.set(address, mine);
    return mine.tile;
  }

  function single(layer: Layer, tile: TileCoordinates): Promise<CachedTile> {
    return shared(layerName(layer), tile, layer.tracked, () =>
      queue.run(async () => {
        const madeAt = Date.now();
        const made = await withinBudget((most) => encode(database, layer, tile, most), settings.budgetBytes);
        return toTile(layerName(layer), tile, { ...made, madeAt });
      }),
    );
  }

  function composite(layers: readonly Layer[], tile: TileCoordinates): Promise<CachedTile> {
    const name = layers.map(layerName).join(',');
    const keep = layers.every(({ tracked }) => tracked);
    return shared(name, tile, keep, async () => {
      const parts = await Promise.all(layers.map((layer) => single(layer, tile)));
      // Layers are repeated messages of a tile: joined bytes are a tile. Joined before compression, since browsers stop
      // at the end of the first gzip member.
      const bytes = Buffer.concat(parts.map(plainBytes));
      const made = toTile(name, tile, {
        bytes,
        gzip: await gzipped(bytes),
        thinned: sum(parts.map(({ thinned }) => thinned)),
        madeAt: Math.min(...parts.map(({ madeAt }) => madeAt)),
      });
      // A part that was dropped meanwhile makes the whole one of yesterday.
      made.dead = parts.some(({ dead }) => dead);
      return made;
    });
  }

  return {
    cache,
    queue,
    get(layers, tile) {
      const [only, ...others] = layers;
      return only && others.length === 0 ? single(only, tile) : composite(layers, tile);
    },
    distrust(isTouched) {
      for (const [address, one] of inFlight) {
        if (!isTouched(one.layer)) continue;
        one.trusted = false;
        inFlight.delete(address);
      }
    },
  };
}

interface Made {
  bytes: Buffer;
  gzip: Buffer | undefined;
  thinned: Shown | undefined;
}

/**
 * All features, or, when those would be more bytes than the budget, as many of the most important as fit: found in a few
 * steps, each aiming a little under.
 */
async function withinBudget(encode: (most?: number) => Promise<EncodedLayer>, budgetBytes: number): Promise<Made> {
  const all = await encode();
  let { bytes, features } = all;
  let gzip = await gzipped(bytes);
  for (let size = (gzip ?? bytes).length; size > budgetBytes && features > 1; size = (gzip ?? bytes).length) {
    const most = Math.max(1, Math.min(features - 1, Math.floor((features * budgetBytes * 0.95) / size)));
    ({ bytes, features } = await encode(most));
    gzip = await gzipped(bytes);
  }
  const thinned = features < all.features ? { shown: features, of: all.features } : undefined;
  return { bytes, gzip, thinned };
}

function toTile(
  layer: string,
  { z, x, y }: TileCoordinates,
  { bytes, gzip, thinned, madeAt }: Made & { madeAt: number },
): CachedTile {
  const bodies = gzip ? { gzip } : bytes.length > 0 ? { identity: ownBytes(bytes) } : {};
  const hash = createHash('sha1').update(bytes).digest('base64url').slice(0, 16);
  return { layer, z, x, y, bodies, hash, thinned, madeAt, used: true, dead: false, onDrop: [] };
}

/** The tile before compression. */
export function plainBytes({ bodies: { identity, gzip } }: CachedTile): Buffer {
  return identity ?? (gzip ? unzipped(gzip) : Buffer.alloc(0));
}

function sum(all: readonly (Shown | undefined)[]): Shown | undefined {
  const thinned = all.filter((one) => one !== undefined);
  if (thinned.length === 0) return undefined;
  return thinned.reduce((a, b) => ({ shown: a.shown + b.shown, of: a.of + b.of }));
}

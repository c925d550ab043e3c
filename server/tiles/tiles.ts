import { hash as hashOf } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { Made } from './budget.ts';
import { type CachedTile, type Shown, type SquareCache, squareCache, tileBytes } from './cache.ts';
import { gzipped, ownBytes, unzipped } from './compress.ts';
import { layerMaker, type MakingSettings } from './make-layer.ts';
import { makePatches, type Patches } from './patches/patches.ts';
import { sharedWork } from './shared-work.ts';
import { thinningRecord } from './thinning.ts';
import type { TileCoordinates } from './tile-matrix-sets.ts';
import { type Tileset, tilesetOf } from './tilesets.ts';

export interface TileSettings extends MakingSettings {
  /** Of the cache of tiles, and of that of rows; 0 turns it off. */
  cacheBytes: number;
  rowBytes: number;
}

/** What is published, with its tiles. */
export interface TileService extends OpenData {
  tiles: Tiles;
}

/** Tiles, from memory or made: one encode for all who wait for the same tile. */
export interface Tiles {
  /** One layer, or several whose bytes are joined. Throws a 503 problem when too many wait. */
  get(layers: readonly Layer[], tile: TileCoordinates): Promise<CachedTile>;
  readonly cache: SquareCache<CachedTile>;
  readonly patches: Patches;
  /** By zoom, the share of a layer's features that the tiles made since its last change show, where it is not all. */
  thinning(layer: Layer): Readonly<Record<string, number>>;
  /**
   * What is being made for a layer may be out of date when it is ready: nobody else waits for it, nobody keeps it. Rows
   * in memory are doubted until `patches.trust`.
   */
  distrust(isTouched: (name: string) => boolean): void;
}

/** A tile, and whether it still is what the database has. */
interface Fresh {
  tile: CachedTile;
  mayBeKept: boolean;
}

export function makeTiles(database: Database, settings: TileSettings): Tiles {
  const cache = squareCache(settings.cacheBytes, tileBytes);
  const patches = makePatches(database, settings.rowBytes);
  const makeLayer = layerMaker(database, patches, settings);
  const underWay = sharedWork<Fresh>();
  const left = thinningRecord();

  async function shared({ key, names }: Tileset, tile: TileCoordinates, make: () => Promise<Fresh>) {
    const cached = cache.get(key, tile);
    if (cached) return cached;
    const address = `${key}/${tile.z}/${tile.x}/${tile.y}`;
    const keep = (made: Fresh) => {
      if (made.mayBeKept) cache.add(made.tile);
    };
    return (await underWay.get(address, names, make, keep)).tile;
  }

  function single(layer: Layer, tile: TileCoordinates): Promise<CachedTile> {
    const tileset = tilesetOf([layer], tile.matrixSet);
    return shared(tileset, tile, async () => {
      const made = await makeLayer(layer, tile);
      // TileJSON tells it, of these tiles only.
      if (made.thinned && !tileset.filtered && !tile.matrixSet) left.note(layerName(layer), tile.z, made.thinned);
      return {
        tile: toTile(tileset, tile, { ...made, madeAt: Date.now() }),
        mayBeKept: layer.tracked && !made.doubted,
      };
    });
  }

  function composite(layers: readonly Layer[], tile: TileCoordinates): Promise<CachedTile> {
    const tileset = tilesetOf(layers, tile.matrixSet);
    return shared(tileset, tile, async () => {
      const parts = await Promise.all(layers.map((layer) => single(layer, tile)));
      // Layers are repeated messages of a tile: joined bytes are a tile. Joined before compression, since browsers stop
      // at the end of the first gzip member.
      const bytes = Buffer.concat(parts.map(plainBytes));
      const made = toTile(tileset, tile, {
        bytes,
        gzip: await gzipped(bytes),
        thinned: sum(parts.map(({ thinned }) => thinned)),
        madeAt: Date.now(),
        readAt: Math.min(...parts.map(({ readAt }) => readAt)),
      });
      // A part that was dropped meanwhile makes the whole one of yesterday.
      return { tile: made, mayBeKept: parts.every(({ kept }) => kept) };
    });
  }

  return {
    cache,
    patches,
    get(layers, tile) {
      const [only, ...others] = layers;
      return only && others.length === 0 ? single(only, tile) : composite(layers, tile);
    },
    thinning: (layer) => left.of(layerName(layer)),
    distrust(isTouched) {
      left.forget(isTouched);
      patches.distrust(isTouched);
      underWay.distrust(isTouched);
    },
  };
}

export function toTile(
  tileset: Tileset,
  { z, x, y }: TileCoordinates,
  { bytes, gzip, thinned, madeAt, readAt }: Made & { madeAt: number; readAt: number },
): CachedTile {
  const bodies = gzip ? { gzip } : bytes.length > 0 ? { identity: ownBytes(bytes) } : {};
  const hash = hashOf('sha1', bytes, 'base64url').slice(0, 16);
  return { tileset, z, x, y, bodies, hash, thinned, madeAt, readAt, used: true, kept: false, onDrop: [] };
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

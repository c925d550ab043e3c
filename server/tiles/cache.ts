import type { Box } from '../changes/log.ts';
import { mercatorHalf } from '../geometry/bands.ts';
import type { TileCoordinates } from './address.ts';
import type { Encoding } from './compress.ts';

/** What of a tile was left out to keep it under the byte budget. */
export interface Shown {
  shown: number;
  of: number;
}

/** A tile as it is kept: compressed, ready to be sent. */
export interface CachedTile extends TileCoordinates {
  /** Name of the layer, or of several with commas between. */
  layer: string;
  /** By encoding; none at all: the tile is empty. */
  bodies: Partial<Record<Encoding, Buffer>>;
  /** Hash of the bytes before compression: the same in every process. */
  hash: string;
  thinned: Shown | undefined;
  /** `Date.now()` when its rows were read. */
  madeAt: number;
  /** Asked for since the sweep last came by. */
  used: boolean;
  /** In the cache. False: not yet, or dropped since what it says may no longer be true. */
  kept: boolean;
  /** Called when it is dropped. */
  onDrop: (() => void)[];
}

/** What a tile costs besides its bodies: objects, keys, headers. */
const overheadBytes = 1_000;

export interface TileCache {
  get(layer: string, tile: TileCoordinates): CachedTile | undefined;
  add(tile: CachedTile): void;
  /** A body was added to a tile that is kept. */
  grew(bytes: number): void;
  /** The tiles of a layer that meet one of the boxes, `margin` of a tile's width included. */
  meeting(layer: string, boxes: readonly Box[], margin: number): CachedTile[];
  /** Layers that have tiles here. */
  layers(): string[];
  drop(tile: CachedTile): void;
  dropLayer(layer: string): void;
  clear(): void;
  readonly bytes: number;
  readonly size: number;
}

/** Tiles in memory, the longest unused dropped first when they are more than `mostBytes`. */
export function tileCache(mostBytes: number): TileCache {
  const byLayer = new Map<string, Map<number, CachedTile>>();
  /** In the order in which the sweep comes by. */
  const queue = new Set<CachedTile>();
  let bytes = 0;

  const cost = (tile: CachedTile) => Object.values(tile.bodies).reduce((sum, body) => sum + body.length, overheadBytes);

  function drop(tile: CachedTile): void {
    if (!tile.kept) return;
    tile.kept = false;
    bytes -= cost(tile);
    queue.delete(tile);
    const tiles = byLayer.get(tile.layer);
    tiles?.delete(keyOf(tile));
    if (tiles?.size === 0) byLayer.delete(tile.layer);
    for (const tell of tile.onDrop.splice(0)) tell();
  }

  /** Second chance: a tile that was used since the last round goes to the end of the queue once more. */
  function makeRoom(): void {
    for (const tile of queue) {
      if (bytes <= mostBytes) return;
      if (tile.used) {
        tile.used = false;
        queue.delete(tile);
        queue.add(tile);
      } else drop(tile);
    }
  }

  return {
    get(layer, tile) {
      const found = byLayer.get(layer)?.get(keyOf(tile));
      if (found) found.used = true;
      return found;
    },
    add(tile) {
      const size = cost(tile);
      if (size > mostBytes) return;
      const before = byLayer.get(tile.layer)?.get(keyOf(tile));
      if (before) drop(before);
      const tiles = byLayer.get(tile.layer) ?? new Map<number, CachedTile>();
      byLayer.set(tile.layer, tiles);
      tiles.set(keyOf(tile), tile);
      tile.kept = true;
      queue.add(tile);
      bytes += size;
      makeRoom();
    },
    grew(more) {
      bytes += more;
      makeRoom();
    },
    meeting(layer, boxes, margin) {
      return [...(byLayer.get(layer)?.values() ?? [])].filter((tile) => boxes.some((box) => meets(tile, box, margin)));
    },
    layers: () => [...byLayer.keys()],
    drop,
    dropLayer(layer) {
      for (const tile of [...(byLayer.get(layer)?.values() ?? [])]) drop(tile);
    },
    clear() {
      for (const tile of [...queue]) drop(tile);
    },
    get bytes() {
      return bytes;
    },
    get size() {
      return queue.size;
    },
  };
}

/** One whole number for each tile: z 0–22 need 2 × 22 + 5 bits, a double holds 53. */
function keyOf({ z, x, y }: TileCoordinates): number {
  return (z * 4_194_304 + x) * 4_194_304 + y;
}

function meets({ z, x, y }: TileCoordinates, [west, south, east, north]: Box, margin: number): boolean {
  const width = (2 * mercatorHalf) / 2 ** z;
  const left = x * width - mercatorHalf;
  const top = mercatorHalf - y * width;
  const more = width * margin;
  return left - more <= east && left + width + more >= west && top + more >= south && top - width - more <= north;
}

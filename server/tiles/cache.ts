import type { Box } from '../changes/log.ts';
import type { Encoding } from './compress.ts';
import { type TileCoordinates, tileWidth } from './tile-matrix-sets.ts';
import type { Tileset } from './tilesets.ts';

/** What of a tile was left out to keep it under the byte budget. */
export interface Shown {
  shown: number;
  of: number;
}

/** A tile as it is kept: compressed, ready to be sent. */
export interface CachedTile {
  tileset: Tileset;
  z: number;
  x: number;
  y: number;
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

/** Filtered tiles take at most so much of the cache: a thousand filters do not push out what everybody asks for. */
const filteredShare = 1 / 8;

export interface TileCache {
  /** `key` of its tileset. */
  get(key: string, tile: TileCoordinates): CachedTile | undefined;
  add(tile: CachedTile): void;
  /** A body of so many bytes was added to a tile that is kept. */
  grew(tile: CachedTile, bytes: number): void;
  /** Of a tileset, the tiles that meet one of the boxes (in its coordinate system), `margin` of a tile's width included. */
  meeting(tileset: Tileset, boxes: readonly Box[], margin: number): CachedTile[];
  /** Those that have tiles here. */
  tilesets(): Tileset[];
  drop(tile: CachedTile): void;
  clear(): void;
  readonly bytes: number;
  readonly size: number;
}

/** Tiles in memory, the longest unused dropped first when they are more than `mostBytes`. */
export function tileCache(mostBytes: number): TileCache {
  const byTileset = new Map<string, { tileset: Tileset; tiles: Map<number, CachedTile> }>();
  const filtered = share(mostBytes * filteredShare);
  const others = share(mostBytes);
  const shareOf = ({ tileset }: CachedTile) => (tileset.filtered ? filtered : others);

  const cost = (tile: CachedTile) => Object.values(tile.bodies).reduce((sum, body) => sum + body.length, overheadBytes);

  function drop(tile: CachedTile): void {
    if (!tile.kept) return;
    tile.kept = false;
    const mine = shareOf(tile);
    mine.bytes -= cost(tile);
    mine.queue.delete(tile);
    const tiles = byTileset.get(tile.tileset.key)?.tiles;
    tiles?.delete(keyOf(tile));
    if (tiles?.size === 0) byTileset.delete(tile.tileset.key);
    for (const tell of tile.onDrop.splice(0)) tell();
  }

  /** Second chance: a tile that was used since the last round goes to the end of the queue once more. */
  function sweep({ queue }: Share, isFull: () => boolean): void {
    for (const tile of queue) {
      if (!isFull()) return;
      if (tile.used) {
        tile.used = false;
        queue.delete(tile);
        queue.add(tile);
      } else drop(tile);
    }
  }

  function makeRoom(): void {
    sweep(filtered, () => filtered.bytes > filtered.most);
    sweep(others, () => filtered.bytes + others.bytes > others.most);
  }

  return {
    get(key, tile) {
      const found = byTileset.get(key)?.tiles.get(keyOf(tile));
      if (found) found.used = true;
      return found;
    },
    add(tile) {
      const size = cost(tile);
      const mine = shareOf(tile);
      if (size > mine.most) return;
      const { tileset } = tile;
      const before = byTileset.get(tileset.key)?.tiles.get(keyOf(tile));
      if (before) drop(before);
      const { tiles } = byTileset.get(tileset.key) ?? { tiles: new Map<number, CachedTile>() };
      byTileset.set(tileset.key, { tileset, tiles });
      tiles.set(keyOf(tile), tile);
      tile.kept = true;
      mine.queue.add(tile);
      mine.bytes += size;
      makeRoom();
    },
    grew(tile, more) {
      shareOf(tile).bytes += more;
      makeRoom();
    },
    meeting({ key }, boxes, margin) {
      const tiles = byTileset.get(key)?.tiles.values() ?? [];
      return [...tiles].filter((tile) => boxes.some((box) => meets(tile, box, margin)));
    },
    tilesets: () => [...byTileset.values()].map(({ tileset }) => tileset),
    drop,
    clear() {
      for (const { queue } of [filtered, others]) for (const tile of [...queue]) drop(tile);
    },
    get bytes() {
      return filtered.bytes + others.bytes;
    },
    get size() {
      return filtered.queue.size + others.queue.size;
    },
  };
}

/** Tiles that make room for each other. */
interface Share {
  /** In the order in which the sweep comes by. */
  queue: Set<CachedTile>;
  bytes: number;
  most: number;
}

function share(most: number): Share {
  return { queue: new Set(), bytes: 0, most };
}

/** One whole number for each tile: z 0–22 need 2 × 22 + 5 bits, a double holds 53. */
function keyOf({ z, x, y }: Pick<TileCoordinates, 'z' | 'x' | 'y'>): number {
  return (z * 4_194_304 + x) * 4_194_304 + y;
}

function meets({ tileset, z, x, y }: CachedTile, [west, south, east, north]: Box, margin: number): boolean {
  const { centre, half } = tileset.matrixSet;
  const width = tileWidth(tileset.matrixSet, z);
  const left = centre.east - half + x * width;
  const top = centre.north + half - y * width;
  const more = width * margin;
  return left - more <= east && left + width + more >= west && top + more >= south && top - width - more <= north;
}

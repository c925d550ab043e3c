import type { Box } from '../changes/log.ts';
import type { Encoding } from './compress.ts';
import { type TileCoordinates, tileWidth } from './tile-matrix-sets.ts';
import type { Tileset } from './tilesets.ts';

/** What of a tile was left out to keep it under the byte budget. */
export interface Shown {
  shown: number;
  of: number;
}

/** What may be kept in memory of the square of a tile. */
export interface Keepable {
  tileset: Tileset;
  z: number;
  x: number;
  y: number;
  /** Asked for since the sweep last came by. */
  used: boolean;
  /** In the cache. False: not yet, or dropped since what it says may no longer be true. */
  kept: boolean;
  /** Called when it is dropped. */
  onDrop: (() => void)[];
}

/** A tile as it is kept: compressed, ready to be sent. */
export interface CachedTile extends Keepable {
  /** By encoding; none at all: the tile is empty. */
  bodies: Partial<Record<Encoding, Buffer>>;
  /** Hash of the bytes before compression: the same in every process. */
  hash: string;
  thinned: Shown | undefined;
  /** `Date.now()` when it was made, and when its rows were read. */
  madeAt: number;
  readAt: number;
}

/** What one costs besides its content: objects, keys, headers. */
const overheadBytes = 1_000;

export function tileBytes({ bodies }: CachedTile): number {
  return Object.values(bodies).reduce((sum, body) => sum + body.length, 0);
}

/** Filtered ones take at most so much of the cache: a thousand filters do not push out what everybody asks for. */
const filteredShare = 1 / 8;

export interface SquareCache<T extends Keepable> {
  /** `key` of its tileset. */
  get(key: string, square: Pick<TileCoordinates, 'z' | 'x' | 'y'>): T | undefined;
  add(one: T): void;
  /** So many bytes were added to one that is kept. */
  grew(one: T, bytes: number): void;
  /** Of a tileset, those that meet one of the boxes (in its coordinate system), `margin` of a tile's width included. */
  meeting(tileset: Tileset, boxes: readonly Box[], margin: number): T[];
  /** Those that have something here. */
  tilesets(): Tileset[];
  drop(one: T): void;
  all(): Iterable<T>;
  clear(): void;
  readonly bytes: number;
  readonly size: number;
}

/** Squares in memory, the longest unused dropped first when they are more than `mostBytes`. */
export function squareCache<T extends Keepable>(mostBytes: number, bytesOf: (one: T) => number): SquareCache<T> {
  const byTileset = new Map<string, { tileset: Tileset; squares: Map<number, T> }>();
  const filtered = share<T>(mostBytes * filteredShare);
  const others = share<T>(mostBytes);
  const shareOf = ({ tileset }: T) => (tileset.filtered ? filtered : others);
  const cost = (one: T) => bytesOf(one) + overheadBytes;

  function drop(one: T): void {
    if (!one.kept) return;
    one.kept = false;
    const mine = shareOf(one);
    mine.bytes -= cost(one);
    mine.queue.delete(one);
    const squares = byTileset.get(one.tileset.key)?.squares;
    squares?.delete(keyOf(one));
    if (squares?.size === 0) byTileset.delete(one.tileset.key);
    for (const tell of one.onDrop.splice(0)) tell();
  }

  /** Second chance: what was used since the last round goes to the end of the queue once more. */
  function sweep({ queue }: Share<T>, isFull: () => boolean): void {
    for (const one of queue) {
      if (!isFull()) return;
      if (one.used) {
        one.used = false;
        queue.delete(one);
        queue.add(one);
      } else drop(one);
    }
  }

  function makeRoom(): void {
    sweep(filtered, () => filtered.bytes > filtered.most);
    sweep(others, () => filtered.bytes + others.bytes > others.most);
  }

  return {
    get(key, square) {
      const found = byTileset.get(key)?.squares.get(keyOf(square));
      if (found) found.used = true;
      return found;
    },
    add(one) {
      const size = cost(one);
      const mine = shareOf(one);
      if (size > mine.most) return;
      const { tileset } = one;
      const before = byTileset.get(tileset.key)?.squares.get(keyOf(one));
      if (before) drop(before);
      const { squares } = byTileset.get(tileset.key) ?? { squares: new Map<number, T>() };
      byTileset.set(tileset.key, { tileset, squares });
      squares.set(keyOf(one), one);
      one.kept = true;
      mine.queue.add(one);
      mine.bytes += size;
      makeRoom();
    },
    grew(one, more) {
      shareOf(one).bytes += more;
      makeRoom();
    },
    meeting({ key }, boxes, margin) {
      const squares = byTileset.get(key)?.squares.values() ?? [];
      return [...squares].filter((one) => boxes.some((box) => meets(one, box, margin)));
    },
    tilesets: () => [...byTileset.values()].map(({ tileset }) => tileset),
    *all() {
      for (const { queue } of [filtered, others]) yield* queue;
    },
    drop,
    clear() {
      for (const { queue } of [filtered, others]) for (const one of [...queue]) drop(one);
    },
    get bytes() {
      return filtered.bytes + others.bytes;
    },
    get size() {
      return filtered.queue.size + others.queue.size;
    },
  };
}

/** Those that make room for each other. */
interface Share<T> {
  /** In the order in which the sweep comes by. */
  queue: Set<T>;
  bytes: number;
  most: number;
}

function share<T>(most: number): Share<T> {
  return { queue: new Set(), bytes: 0, most };
}

/** One whole number for each tile: z 0–22 need 2 × 22 + 5 bits, a double holds 53. */
function keyOf({ z, x, y }: Pick<TileCoordinates, 'z' | 'x' | 'y'>): number {
  return (z * 4_194_304 + x) * 4_194_304 + y;
}

function meets({ tileset, z, x, y }: Keepable, [west, south, east, north]: Box, margin: number): boolean {
  const { centre, half } = tileset.matrixSet;
  const width = tileWidth(tileset.matrixSet, z);
  const left = centre.east - half + x * width;
  const top = centre.north + half - y * width;
  const more = width * margin;
  return left - more <= east && left + width + more >= west && top + more >= south && top - width - more <= north;
}

import type { Box } from '../changes/log.ts';
import type { Encoding } from './compress.ts';
import { type Keepable, type SecondChance, secondChance } from './second-chance.ts';
import { type TileCoordinates, tileWidth } from './tile-matrix-sets.ts';
import type { Tileset } from './tilesets.ts';

/** What of a tile was left out to keep it under the byte budget. */
export interface Shown {
  shown: number;
  of: number;
}

/** What may be kept in memory of the square of a tile. */
export interface KeepableSquare extends Keepable {
  tileset: Tileset;
  z: number;
  x: number;
  y: number;
}

/** A tile as it is kept: compressed, ready to be sent. */
export interface CachedTile extends KeepableSquare {
  /** By encoding; none at all: the tile is empty. */
  bodies: Partial<Record<Encoding, Buffer>>;
  /** Hash of the bytes before compression: the same in every process. */
  hash: string;
  thinned: Shown | undefined;
  /** `Date.now()` when it was made, and when its rows were read. */
  madeAt: number;
  readAt: number;
}

export function tileBytes({ bodies }: CachedTile): number {
  return Object.values(bodies).reduce((sum, body) => sum + body.length, 0);
}

export interface SquareCache<T extends KeepableSquare> extends Omit<SecondChance<T>, 'add'> {
  /** `key` of its tileset. */
  get(key: string, square: Pick<TileCoordinates, 'z' | 'x' | 'y'>): T | undefined;
  add(one: T): void;
  /** Of a tileset, those that meet one of the boxes (in its coordinate system), `margin` of a tile's width included. */
  meeting(tileset: Tileset, boxes: readonly Box[], margin: number): T[];
  /** Those that have something here. */
  tilesets(): Tileset[];
}

/** Squares in memory, the longest unused dropped first when they are more than `mostBytes`. */
export function squareCache<T extends KeepableSquare>(mostBytes: number, bytesOf: (one: T) => number): SquareCache<T> {
  const byTileset = new Map<string, { tileset: Tileset; squares: Map<number, T> }>();
  const leave = (one: T) => {
    const squares = byTileset.get(one.tileset.key)?.squares;
    squares?.delete(keyOf(one));
    if (squares?.size === 0) byTileset.delete(one.tileset.key);
  };
  const memory = secondChance<T>(mostBytes, { bytes: bytesOf, isFiltered: ({ tileset }) => tileset.filtered, leave });

  return {
    get(key, square) {
      const found = byTileset.get(key)?.squares.get(keyOf(square));
      if (found) found.used = true;
      return found;
    },
    add(one) {
      const { tileset } = one;
      const before = byTileset.get(tileset.key)?.squares.get(keyOf(one));
      if (before) memory.drop(before);
      const { squares } = byTileset.get(tileset.key) ?? { squares: new Map<number, T>() };
      byTileset.set(tileset.key, { tileset, squares });
      squares.set(keyOf(one), one);
      if (!memory.add(one)) leave(one);
    },
    meeting({ key }, boxes, margin) {
      const squares = byTileset.get(key)?.squares.values() ?? [];
      return [...squares].filter((one) => boxes.some((box) => meets(one, box, margin)));
    },
    tilesets: () => [...byTileset.values()].map(({ tileset }) => tileset),
    grew: memory.grew,
    drop: memory.drop,
    all: memory.all,
    clear: memory.clear,
    get bytes() {
      return memory.bytes;
    },
    get size() {
      return memory.size;
    },
  };
}

/** One whole number for each tile: z 0–22 need 2 × 22 + 5 bits, a double holds 53. */
function keyOf({ z, x, y }: Pick<TileCoordinates, 'z' | 'x' | 'y'>): number {
  return (z * 4_194_304 + x) * 4_194_304 + y;
}

function meets({ tileset, z, x, y }: KeepableSquare, [west, south, east, north]: Box, margin: number): boolean {
  const { centre, half } = tileset.matrixSet;
  const width = tileWidth(tileset.matrixSet, z);
  const left = centre.east - half + x * width;
  const top = centre.north + half - y * width;
  const more = width * margin;
  return left - more <= east && left + width + more >= west && top + more >= south && top - width - more <= north;
}

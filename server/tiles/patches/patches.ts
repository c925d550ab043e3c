import type { Database } from '../../database/database.ts';
import { type Band, bandOf } from '../../geometry/bands.ts';
import type { Layer } from '../../geometry/layers.ts';
import { type SquareCache, squareCache } from '../cache.ts';
import type { PatchRows } from '../encoder/patch-rows.ts';
import { sharedWork } from '../shared-work.ts';
import { nearestZoom, type TileCoordinates } from '../tile-matrix-sets.ts';
import { type Tileset, tilesetOf } from '../tilesets.ts';
import { type Patch, squareAround, topMatrixOf } from './patch.ts';
import { readSquare } from './read.ts';
import { countReached } from './rows.ts';

/** Rows of squares in memory: asked for once, by whoever comes first. */
export interface Patches {
  /**
   * The rows around a tile, of a square that holds it. Undefined: of its own square there are too many to be kept, or
   * nobody would tell when they change. `ask` is given what must be asked of the database.
   */
  around(layer: Layer, tile: TileCoordinates, ask: Ask): Promise<ReadPatch | undefined>;
  /** The most important rows of a tile's own square, `most` at most. Undefined: they cannot be kept. */
  own(layer: Layer, tile: TileCoordinates, most: number, ask: Ask): Promise<ReadPatch | undefined>;
  readonly cache: SquareCache<Patch>;
  /** What is being read for a layer may be out of date when it is ready; what is kept is doubted until `trust`. */
  distrust(isTouched: (name: string) => boolean): void;
  /** What is kept still is true. */
  trust(isTouched: (name: string) => boolean): void;
}

export type Ask = <T>(question: () => Promise<T>) => Promise<T>;

export interface ReadPatch extends Patch {
  rows: PatchRows;
}

/** More rows than this are not kept together: reading them would keep the first who asks waiting. */
const mostRows = 5_000;

/** Of a square that is a tile itself, so many: a tile shows no more. */
const mostRowsOfOne = 20_000;

/** Nor does one square take more than this share of the memory, or so many bytes. */
const mostShare = 1 / 16;
const mostBytesOfOne = 4_000_000;

export function makePatches(database: Database, mostBytes: number): Patches {
  const cache = squareCache<Patch>(mostBytes, ({ rows }) => rows?.bytes ?? 0);
  const tilesets = new WeakMap<Layer, Map<string, Tileset>>();
  const underWay = sharedWork<Patch>();

  /** Each band of zooms has rows of its own, and so have tiles whose square has too many. */
  function tilesetFor(layer: Layer, { matrixSet }: TileCoordinates, what: Band['column'] | 'own'): Tileset {
    const known = tilesets.get(layer) ?? new Map<string, Tileset>();
    tilesets.set(layer, known);
    const name = `${matrixSet?.id} ${what}`;
    const tileset = known.get(name) ?? { ...tilesetOf([layer], matrixSet) };
    if (known.has(name)) return tileset;
    tileset.key += ` ${what}`;
    known.set(name, tileset);
    return tileset;
  }

  async function readAround(layer: Layer, square: TileCoordinates, band: Band): Promise<PatchRows | undefined> {
    const [reached] = await database.query<{ rows: number }>(countReached(layer, square, mostRows + 1));
    if ((reached?.rows ?? 0) > mostRows) return undefined;
    const rows = await readSquare(database, layer, square, { band, zoom: band.maxzoom });
    return rows.bytes > Math.min(mostBytesOfOne, mostBytes * mostShare) ? undefined : rows;
  }

  /** From memory, or asked for once for all who wait. */
  function patchOf(
    layer: Layer,
    square: TileCoordinates,
    tileset: Tileset,
    ask: Ask,
    read: () => Promise<PatchRows | undefined>,
  ): Patch | Promise<Patch> {
    const kept = cache.get(tileset.key, square);
    if (kept?.definition === layer.definition) return kept;
    const address = `${tileset.key}/${square.z}/${square.x}/${square.y}`;
    const readPatch = async (): Promise<Patch> => {
      const { z, x, y } = square;
      const about = { tileset, z, x, y, definition: layer.definition, readAt: Date.now(), doubted: false };
      return { ...about, rows: await read(), used: true, kept: false, onDrop: [] };
    };
    return underWay.get(address, tileset.names, () => ask(readPatch), cache.add);
  }

  return {
    cache,
    async around(layer, tile, ask) {
      if (!layer.tracked || mostBytes === 0) return undefined;
      const band = bandOf(nearestZoom(tile));
      const tileset = tilesetFor(layer, tile, band.column);
      for (let matrix = topMatrixOf(tile); matrix <= tile.z; matrix++) {
        const square = squareAround(tile, matrix);
        const patch = await patchOf(layer, square, tileset, ask, () => readAround(layer, square, band));
        if (isRead(patch)) return patch;
      }
      return undefined;
    },
    async own(layer, tile, most, ask) {
      if (!layer.tracked || mostBytes === 0 || most > mostRowsOfOne) return undefined;
      const zoom = nearestZoom(tile);
      const wanted = { band: bandOf(zoom), zoom, most };
      const tileset = tilesetFor(layer, tile, 'own');
      const patch = await patchOf(layer, tile, tileset, ask, () => readSquare(database, layer, tile, wanted));
      return isRead(patch) ? patch : undefined;
    },
    distrust(isTouched) {
      underWay.distrust(isTouched);
      for (const patch of cache.all()) if (patch.tileset.names.some(isTouched)) patch.doubted = true;
    },
    trust(isTouched) {
      for (const patch of cache.all()) if (patch.tileset.names.some(isTouched)) patch.doubted = false;
    },
  };
}

function isRead(patch: Patch): patch is ReadPatch {
  return patch.rows !== undefined;
}

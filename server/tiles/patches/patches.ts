import type { Database } from '../../database/database.ts';
import { type Band, bandOf } from '../../geometry/bands.ts';
import type { Layer } from '../../geometry/layers.ts';
import { type SquareCache, squareCache } from '../cache.ts';
import { nearestZoom, type TileCoordinates } from '../tile-matrix-sets.ts';
import { type Tileset, tilesetOf } from '../tilesets.ts';
import { type Patch, type PatchRows, squareAround, topMatrixOf } from './patch.ts';
import { readSquare } from './read.ts';
import { countReached } from './rows.ts';

/** Rows of squares in memory: asked for once, by whoever comes first. */
export interface Patches {
  /**
   * The rows around a tile, of a square that holds it. Undefined: of its own square there are too many to be kept, or
   * nobody would tell when they change. `ask` is given what must be asked of the database.
   */
  around(layer: Layer, tile: TileCoordinates, ask: Ask): Promise<ReadPatch | undefined>;
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

/** Nor does one square take more than this share of the memory, or so many bytes. */
const mostShare = 1 / 16;
const mostBytesOfOne = 4_000_000;

export function makePatches(database: Database, mostBytes: number): Patches {
  const cache = squareCache<Patch>(mostBytes, ({ rows }) => rows?.bytes ?? 0);
  const tilesets = new WeakMap<Layer, Map<string, Tileset>>();
  const inFlight = new Map<string, { names: readonly string[]; patch: Promise<Patch>; trusted: boolean }>();

  /** Each band of zooms has rows of its own. */
  function tilesetOfBand(layer: Layer, { matrixSet }: TileCoordinates, band: Band): Tileset {
    const known = tilesets.get(layer) ?? new Map<string, Tileset>();
    tilesets.set(layer, known);
    const name = `${matrixSet?.id} ${band.column}`;
    const tileset = known.get(name) ?? { ...tilesetOf([layer], matrixSet) };
    if (known.has(name)) return tileset;
    tileset.key += ` ${band.column}`;
    known.set(name, tileset);
    return tileset;
  }

  async function read(layer: Layer, square: TileCoordinates, tileset: Tileset, band: Band): Promise<Patch> {
    const { z, x, y } = square;
    const empty = { tileset, z, x, y, definition: layer.definition, doubted: false, used: true, kept: false };
    const patch = (rows: PatchRows | undefined): Patch => ({ ...empty, rows, readAt, onDrop: [] });
    const readAt = Date.now();
    const [reached] = await database.query<{ rows: number }>(countReached(layer, square, mostRows + 1));
    if ((reached?.rows ?? 0) > mostRows) return patch(undefined);
    const rows = await readSquare(database, layer, square, { band, zoom: band.maxzoom });
    return patch(rows.bytes > Math.min(mostBytesOfOne, mostBytes * mostShare) ? undefined : rows);
  }

  function once(layer: Layer, square: TileCoordinates, tileset: Tileset, band: Band, ask: Ask): Promise<Patch> {
    const address = `${tileset.key}/${square.z}/${square.x}/${square.y}`;
    const underWay = inFlight.get(address);
    if (underWay) return underWay.patch;
    const mine = {
      names: tileset.names,
      trusted: true,
      patch: ask(() => read(layer, square, tileset, band))
        .then((patch) => {
          if (mine.trusted) cache.add(patch);
          return patch;
        })
        .finally(() => {
          if (mine.trusted) inFlight.delete(address);
        }),
    };
    inFlight.set(address, mine);
    return mine.patch;
  }

  return {
    cache,
    async around(layer, tile, ask) {
      if (!layer.tracked || mostBytes === 0) return undefined;
      const band = bandOf(nearestZoom(tile));
      const tileset = tilesetOfBand(layer, tile, band);
      for (let matrix = topMatrixOf(tile); matrix <= tile.z; matrix++) {
        const square = squareAround(tile, matrix);
        const known = cache.get(tileset.key, square);
        const isOfThis = known?.definition === layer.definition;
        const patch = isOfThis ? known : await once(layer, square, tileset, band, ask);
        if (isRead(patch)) return patch;
      }
      return undefined;
    },
    distrust(isTouched) {
      for (const [address, one] of inFlight) {
        if (!one.names.some(isTouched)) continue;
        one.trusted = false;
        inFlight.delete(address);
      }
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

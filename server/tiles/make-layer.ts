import type { Database } from '../database/database.ts';
import { bandOf } from '../geometry/bands.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import { boundedQueue } from '../http/bounded-queue.ts';
import { type Made, mostFeatures, withinBudget } from './budget.ts';
import { countInTile, encodeLayer } from './encoder/encode.ts';
import { wholeSquare } from './encoder/patch-rows.ts';
import { placeIn } from './patches/patch.ts';
import type { Ask, Patches, ReadPatch } from './patches/patches.ts';
import { readSquare } from './patches/read.ts';
import { countRows } from './patches/rows.ts';
import { nearestZoom, type TileCoordinates } from './tile-matrix-sets.ts';
import { inTurns } from './turns.ts';

export interface MakingSettings {
  /** Most bytes of one layer of a tile, compressed. */
  budgetBytes: number;
  /** Questions to the database. */
  questionsAtOnce: number;
  /** Questions, or tiles to be made of rows that are there, that may wait for their turn. */
  mostWaiting: number;
}

export interface MadeLayer extends Made {
  /** `Date.now()` when its rows were read. */
  readAt: number;
  /** A change has come that may be one of its rows: nobody may keep it. */
  doubted: boolean;
}

/** Makes one layer of a tile, of rows in memory or, where they are too many, of the tile's own. Throws a 503 problem when too many wait. */
export type MakeLayer = (layer: Layer, tile: TileCoordinates) => Promise<MadeLayer>;

export function layerMaker(database: Database, patches: Patches, settings: MakingSettings): MakeLayer {
  const { budgetBytes, questionsAtOnce, mostWaiting } = settings;
  const queue = boundedQueue({ atOnce: questionsAtOnce, waiting: mostWaiting });
  // Filters are costlier and for few: while they wait for each other, plain tiles are made.
  const filteredQueue = boundedQueue({
    atOnce: Math.max(1, Math.floor(questionsAtOnce / 2)),
    waiting: Math.floor(mostWaiting / 2),
  });
  const turns = inTurns(mostWaiting);
  const ask: Ask = (question) => queue.run(question);
  const askFiltered: Ask = (question) => filteredQueue.run(() => ask(question));

  async function ofPatch(
    patch: ReadPatch,
    layer: Layer,
    tile: TileCoordinates,
    countRows: () => Promise<number>,
  ): Promise<MadeLayer> {
    const zoom = nearestZoom(tile);
    const place = placeIn(patch, tile);
    // A change may come while the budget is being met.
    const { rows, readAt, doubted } = patch;
    const made = await withinBudget(
      budgetBytes,
      layer.definition,
      'memory',
      (most) => turns.run(() => encodeLayer(layerName(layer), rows, place, zoom, most)),
      countRows,
    );
    return { ...made, readAt, doubted };
  }

  async function ofOwnRows(layer: Layer, tile: TileCoordinates): Promise<MadeLayer> {
    const zoom = nearestZoom(tile);
    const readAt = Date.now();
    const made = await withinBudget(
      budgetBytes,
      layer.definition,
      'database',
      async (most) => {
        const rows = await readSquare(database, layer, tile, { band: bandOf(zoom), zoom, most });
        return encodeLayer(layerName(layer), rows, wholeSquare, zoom, most);
      },
      () => countAll(layer, tile),
    );
    return { ...made, readAt, doubted: false };
  }

  async function countAll(layer: Layer, tile: TileCoordinates): Promise<number> {
    return (await database.query<{ rows: number }>(countRows(layer, tile, nearestZoom(tile))))[0]?.rows ?? 0;
  }

  return async (layer, tile) => {
    const asking = layer.filter ? askFiltered : ask;
    const around = await patches.around(layer, tile, asking);
    if (around)
      return ofPatch(around, layer, tile, async () =>
        countInTile(around.rows, placeIn(around, tile), nearestZoom(tile)),
      );
    const most = mostFeatures(budgetBytes, layer.definition);
    const own = await patches.own(layer, tile, most, asking);
    if (!own) return asking(() => ofOwnRows(layer, tile));
    const { count } = own.rows;
    return ofPatch(own, layer, tile, async () => (count < most ? count : asking(() => countAll(layer, tile))));
  };
}

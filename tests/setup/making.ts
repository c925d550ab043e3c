import type { Service } from '../../server/service/service.ts';
import { layerMaker, type MakeLayer } from '../../server/tiles/make-layer.ts';
import { makePatches } from '../../server/tiles/patches/patches.ts';

/** Makes tiles of what the database says now: of rows that nobody has kept. */
export function makerAnew({ database, config }: Service): MakeLayer {
  const patches = makePatches(database, config.rowCacheBytes);
  const settings = { budgetBytes: config.tileBudgetBytes, questionsAtOnce: 1, mostWaiting: 1_000 };
  return layerMaker(database, patches, settings);
}

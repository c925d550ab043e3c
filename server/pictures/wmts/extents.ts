import type { Box } from '../../changes/log.ts';
import { type Bounds, boundsOf } from '../../geometry/extent.ts';
import { keptUntilChanged } from '../../open-data/kept.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { boxIn } from '../../tiles/tile-limits.ts';
import { type TileMatrixSet, tileMatrixSets } from '../../tiles/tile-matrix-sets.ts';
import type { WmtsLayer } from './layers.ts';

/** Where the public rows of a layer are. */
export interface LayerExtents {
  /** Degrees. */
  bounds: Bounds;
  /** The same in the system of each grid, east before north. */
  boxes: ReadonlyMap<TileMatrixSet, Box>;
}

const kept = keptUntilChanged<Bounds | undefined>(500);

/** Undefined: there are none. */
export async function layerExtents(service: OpenData, { definitions }: WmtsLayer): Promise<LayerExtents | undefined> {
  const each = await Promise.all(
    definitions.map((definition) =>
      kept(service, definition, 'bounds', () => boundsOf(service.database, service.published.layer(definition.id))),
    ),
  );
  const all = each.filter((bounds) => bounds !== undefined);
  if (all.length === 0) return undefined;
  const bounds: Bounds = [
    Math.min(...all.map(([west]) => west)),
    Math.min(...all.map(([, south]) => south)),
    Math.max(...all.map(([, , east]) => east)),
    Math.max(...all.map(([, , , north]) => north)),
  ];
  const boxes = await Promise.all(
    tileMatrixSets.map(async (set) => [set, await boxIn(service.database, set, bounds)] as const),
  );
  return { bounds, boxes: new Map(boxes) };
}

import { z } from 'zod';
import type { Shown } from './cache.ts';

/** What one server process tells the others that share its port (server/workers.ts passes it on). */
const messageSchema = z.object({
  thinned: z.object({ layer: z.string(), zoom: z.int(), shown: z.number(), of: z.number() }),
});

/** How much the tiles of a layer leave out at each zoom, as far as they have been made. */
export interface ThinningRecord {
  note(layer: string, zoom: number, shown: Shown): void;
  /** By zoom, the share of the features that is shown. A zoom at which nothing is left out is not there. */
  of(layer: string): Readonly<Record<string, number>>;
  forget(isTouched: (layer: string) => boolean): void;
}

export function thinningRecord(): ThinningRecord {
  const layers = new Map<string, Map<number, Shown>>();
  const add = (layer: string, zoom: number, { shown, of }: Shown) => {
    const zooms = layers.get(layer) ?? new Map<number, Shown>();
    layers.set(layer, zooms);
    const before = zooms.get(zoom) ?? { shown: 0, of: 0 };
    zooms.set(zoom, { shown: before.shown + shown, of: before.of + of });
  };
  process.on('message', (message) => {
    const told = messageSchema.safeParse(message).data?.thinned;
    if (told) add(told.layer, told.zoom, told);
  });
  return {
    note(layer, zoom, shown) {
      add(layer, zoom, shown);
      process.send?.({ thinned: { layer, zoom, ...shown } });
    },
    of(layer) {
      const zooms = [...(layers.get(layer) ?? [])].sort(([a], [b]) => a - b);
      return Object.fromEntries(zooms.map(([z, { shown, of }]) => [z, Math.round((100 * shown) / of) / 100]));
    },
    forget(isTouched) {
      for (const layer of [...layers.keys()]) if (isTouched(layer)) layers.delete(layer);
    },
  };
}

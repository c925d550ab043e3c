import type { Capability } from '../capability.ts';
import { LayerChoices } from './LayerChoices.tsx';
import { opacities, readOpacities, stacked, writeOpacities } from './layers-state.ts';
import { restacked, seenThrough } from './seen-through.ts';

export const layers: Capability = {
  id: 'layers',
  card: LayerChoices,
  address: [
    {
      name: 'synlighet',
      take: (text) => {
        opacities.value = readOpacities(text);
      },
      write: () => writeOpacities(opacities.value),
    },
    {
      name: 'ordning',
      take: (text) => {
        stacked.value = text?.split(',').filter(Boolean) ?? [];
      },
      write: () => (stacked.value.length === 0 ? undefined : stacked.value.join(',')),
    },
  ],
  changed: (all) => seenThrough(restacked(all, stacked.value), opacities.value),
};

import type { Capability } from '../capability.ts';
import { openMap } from '../map/open-map.ts';
import { lazyPart } from '../panel/lazy-room.tsx';

const Walk = lazyPart(async () => (await import('./Walk.tsx')).Walk);

export const featuresByKeyboard: Capability = {
  id: 'features-by-keyboard',
  over: () => (openMap.value ? <Walk /> : null),
};

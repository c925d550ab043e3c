import type { Capability } from '../capability.ts';
import { openMap } from '../map/open-map.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';

const Walk = lazyRoom(
  async () => (await import('./Walk.tsx')).Walk,
  () => null,
);

export const featuresByKeyboard: Capability = {
  id: 'features-by-keyboard',
  over: () => (openMap.value ? <Walk /> : null),
};

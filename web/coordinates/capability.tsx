import type { Capability } from '../capability.ts';
import { openMap } from '../map/open-map.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { isNarrow } from '../panel/sheet-height.ts';

const PlaceLine = lazyRoom(
  async () => (await import('./PlaceLine.tsx')).PlaceLine,
  () => null,
);

/** Where there is room for it. */
export const coordinates: Capability = {
  id: 'coordinates',
  over: () => (openMap.value && !isNarrow.value ? <PlaceLine /> : null),
};

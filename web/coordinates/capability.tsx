import type { Capability } from '../capability.ts';
import { openMap } from '../map/open-map.ts';
import { lazyPart } from '../panel/lazy-room.tsx';
import { isNarrow } from '../panel/sheet-height.ts';

const PlaceLine = lazyPart(async () => (await import('./PlaceLine.tsx')).PlaceLine);

/** Where there is room for it. */
export const coordinates: Capability = {
  id: 'coordinates',
  over: () => (openMap.value && !isNarrow.value ? <PlaceLine /> : null),
};

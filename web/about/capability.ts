import type { Capability } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { t } from '../state/state.ts';

export const mapPicture: Capability = {
  id: 'picture',
  tool: {
    title: () => t.value.picture,
    sign: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 7.5h.01',
    buttonId: 'map-picture',
    open: () => open('bild'),
  },
  rooms: { bild: lazyRoom(async () => (await import('./MapPicture.tsx')).MapPicture) },
};

export const aboutData: Capability = {
  id: 'about',
  tool: {
    title: () => t.value.aboutData,
    sign: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.5M10 6.5h.01',
    buttonId: 'about-data',
    open: () => open('om'),
  },
  rooms: { om: lazyRoom(async () => (await import('./AboutData.tsx')).AboutData) },
};

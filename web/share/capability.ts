import type { Capability } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { Missing } from './Missing.tsx';
import { shareWords } from './words.ts';

export const share: Capability = {
  id: 'share',
  tool: {
    title: () => shareWords.value.title,
    sign: 'M14 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM6 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM14 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.8 9l4.4-2.8M7.8 11l4.4 2.8',
    buttonId: 'share-map',
    open: () => open('dela'),
  },
  rooms: { dela: lazyRoom(async () => (await import('./SharePanel.tsx')).SharePanel) },
  over: Missing,
};

import type { Capability } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { DrawOver } from './DrawOver.tsx';
import { drawButton, drawRoom, inAddress, isDrawing, onMap, title } from './door.ts';

let isOpened = false;

export const draw: Capability = {
  id: 'draw',
  tool: {
    title: () => title.value,
    sign: 'M3 17l1-4L14 3l3 3L7 16zM12 5l3 3M11 17h6',
    buttonId: drawButton,
    open: () => open(drawRoom),
  },
  rooms: { [drawRoom]: lazyRoom(async () => (await import('./panel/DrawPanel.tsx')).DrawPanel) },
  over: DrawOver,
  address: [
    {
      name: 'ritat',
      // Going back undoes steps on the map, never what somebody has drawn: that has an undo of its own.
      take: (text) => {
        if (!isOpened) inAddress.value = text;
        isOpened = true;
      },
      write: () => inAddress.value,
    },
  ],
  drawn: () => onMap.value,
  takesClicks: () => isDrawing.value,
};

import type { Capability } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { page, t } from '../state/state.ts';
import { drawnWithList } from './hover.ts';
import { listButton, listRoom, order, readList, writeList } from './state.ts';

export { enterList } from './state.ts';

export const list: Capability = {
  id: 'list',
  tool: {
    title: () => t.value.list,
    sign: 'M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01',
    buttonId: listButton,
    open: () => open(listRoom),
  },
  rooms: { [listRoom]: lazyRoom(async () => (await import('./ListPanel.tsx')).ListPanel) },
  address: [
    {
      name: 'lista',
      opens: listRoom,
      take: (text) => {
        readList(text);
        if (text !== undefined) page.value = listRoom;
      },
      write: () => (page.value === listRoom ? writeList() : undefined),
      step: () => [order.value],
    },
  ],
  drawn: drawnWithList,
};

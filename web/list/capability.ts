import type { Capability } from '../capability.ts';
import { open } from '../state/actions.ts';
import { t } from '../state/state.ts';
import { InView } from './InView.tsx';

export const listRoom = 'lista';

export const list: Capability = {
  id: 'list',
  tool: {
    title: () => t.value.list,
    sign: 'M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01',
    buttonId: 'list-in-view',
    open: () => open(listRoom),
  },
  rooms: { [listRoom]: InView },
};

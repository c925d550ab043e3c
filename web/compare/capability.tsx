import type { Capability } from '../capability.ts';
import { lazyPart, lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { changesDrawn } from './changes-drawn.ts';
import { compared, compareRoom, readCompared, writeCompared } from './compare-state.ts';
import { compareWords } from './words.ts';

const SecondMap = lazyPart(async () => (await import('./SecondMap.tsx')).SecondMap);

export const compare: Capability = {
  id: 'compare',
  tool: {
    title: () => compareWords.value.title,
    sign: 'M10 2v16M3 5h7v10H3zM10 5h7v10h-7M13 8l3 2.5-3 2.5',
    buttonId: 'compare-maps',
    open: () => open(compareRoom),
  },
  rooms: { [compareRoom]: lazyRoom(async () => (await import('./ComparePanel.tsx')).ComparePanel) },
  over: () => (compared.value ? <SecondMap /> : null),
  address: [
    {
      name: 'jamfor',
      take: (text) => {
        compared.value = readCompared(text);
      },
      write: () => compared.value && writeCompared(compared.value),
    },
  ],
  drawn: changesDrawn,
};

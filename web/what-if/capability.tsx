import type { Capability } from '../capability.ts';
import { lazyPart, lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { page } from '../state/state.ts';
import { onMap, triedText, whatIfButton, whatIfRoom } from './state.ts';
import { toolTitle } from './tool-title.ts';

const Shown = lazyPart(async () => (await import('./ExperimentNotice.tsx')).ExperimentNotice);

const CardNote = lazyPart(async () => (await import('./ExperimentNotice.tsx')).CardNote);

/** What if a project came later, or fewer children were born? An experiment beside the forecast, never in its place. */
export const whatIf: Capability = {
  id: 'what-if',
  tool: {
    title: toolTitle,
    sign: 'M7 3h6M8 3v5L3.5 16a1 1 0 0 0 .9 1.5h11.2a1 1 0 0 0 .9-1.5L12 8V3M6 13h8',
    buttonId: whatIfButton,
    open: () => open(whatIfRoom),
  },
  rooms: { [whatIfRoom]: lazyRoom(async () => (await import('./WhatIfPanel.tsx')).WhatIfPanel) },
  over: () => (triedText.value === undefined && page.value !== whatIfRoom ? null : <Shown />),
  card: ({ card }) => (onMap.value && card.datasets.includes(onMap.value.dataset) ? <CardNote /> : null),
  address: [
    {
      name: 'tank',
      take: (text) => {
        triedText.value = text;
      },
      write: () => triedText.value,
    },
  ],
  changed: (layers) => onMap.value?.changed(layers) ?? layers,
  drawn: () => onMap.value?.drawn ?? { sources: {}, layers: [] },
};

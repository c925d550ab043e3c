import type { Capability } from '../capability.ts';
import { lazyPart, lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { page } from '../state/state.ts';
import { printButton, printRoom } from './actions.ts';
import { printing, readPrinting, writePrinting } from './print-state.ts';
import { printWords } from './words.ts';

const PrintFrame = lazyPart(async () => (await import('./PrintFrame.tsx')).PrintFrame);

export const print: Capability = {
  id: 'print',
  tool: {
    title: () => printWords.value.open,
    sign: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z',
    buttonId: printButton,
    open: () => open(printRoom),
  },
  rooms: { [printRoom]: lazyRoom(async () => (await import('./PrintPanel.tsx')).PrintPanel) },
  over: () => (page.value === printRoom || printing.value ? <PrintFrame /> : null),
  address: [
    {
      name: 'utskrift',
      opens: printRoom,
      take: (text) => {
        printing.value = readPrinting(text);
        if (printing.value) page.value = printRoom;
      },
      write: () => printing.value && writePrinting(printing.value),
    },
  ],
  // While somebody prints, the map is for placing the paper.
  takesClicks: () => printing.value !== undefined,
};

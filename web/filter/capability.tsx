import type { Capability } from '../capability.ts';
import { lazyPart, lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import { filters, page } from '../state/state.ts';
import { CardFilter } from './CardFilter.tsx';
import { filterButton, filteredDataset, filterRoom } from './room.ts';
import { filterWords } from './words.ts';

const FilterNotice = lazyPart(async () => (await import('./FilterNotice.tsx')).FilterNotice);

export const filter: Capability = {
  id: 'filter',
  tool: {
    title: () => filterWords.value.open,
    sign: 'M3 4h14l-5.5 6.5V16l-3-1.5v-4z',
    buttonId: filterButton,
    open: () => open(filterRoom),
  },
  rooms: { [filterRoom]: lazyRoom(async () => (await import('./FilterPanel.tsx')).FilterPanel) },
  card: CardFilter,
  over: () => (Object.keys(filters.value).length > 0 ? <FilterNotice /> : null),
  address: [
    {
      name: 'filter',
      opens: filterRoom,
      take: (dataset) => {
        filteredDataset.value = dataset;
        if (dataset !== undefined) page.value = filterRoom;
      },
      write: () => (page.value === filterRoom ? filteredDataset.value : undefined),
    },
  ],
};

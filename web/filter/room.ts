import { signal } from '@preact/signals';
import { open } from '../state/actions.ts';
import { page } from '../state/state.ts';

export const filterRoom = 'filter';
export const filterButton = 'filter-map';

/** Which dataset is being filtered; undefined: the first. */
export const filteredDataset = signal<string | undefined>(undefined);

export function openFilter(dataset: string): void {
  filteredDataset.value = dataset;
  open(filterRoom);
}

/** Whether the room is open. */
export function isFiltering(): boolean {
  return page.value === filterRoom;
}

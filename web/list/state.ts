import { computed, signal } from '@preact/signals';
import type { DatasetDescription } from '../../server/styles/describe.ts';
import { openMap } from '../map/open-map.ts';
import { open } from '../state/actions.ts';
import { isOn, lookedAmong, selectionOf } from '../state/selection.ts';
import { place } from '../state/state.ts';
import { columnsOf, isSortable } from './columns.ts';

export const listRoom = 'lista';
export const listButton = 'list-in-view';

/** What the list is of; undefined: what the map shows first. */
export const listedId = signal<string | undefined>(undefined);
/** Name of a field, with `-` before it for descending; undefined: by name. */
export const order = signal<string | undefined>(undefined);
/** Not only what the map shows the place of. */
export const isEverywhere = signal(false);

export const listed = computed<DatasetDescription | undefined>(() => {
  const datasets = lookedAmong();
  return datasets.find(({ id }) => id === listedId.value) ?? datasets.find(isOn) ?? datasets[0];
});

/** The focus is to be in the list as soon as there is something in it. */
export const entering = { isWanted: false };

/** Opens the list for somebody who does not see the map. */
export function enterList(): void {
  entering.isWanted = true;
  open(listRoom);
}

/** `detaljplaner,-datum_laga_kraft,allt`: a part of the page's address. A field's name has no comma. */
export function writeList(): string | undefined {
  if (listedId.value === undefined && order.value === undefined && !isEverywhere.value) return undefined;
  const parts = [listed.value?.id ?? listedId.value ?? '', order.value ?? '', isEverywhere.value ? 'allt' : ''];
  return parts.join(',').replace(/,+$/, '');
}

export function readList(text: string | undefined): void {
  const [dataset, sorted, where] = text?.split(',') ?? [];
  listedId.value = dataset || undefined;
  order.value = sorted || undefined;
  isEverywhere.value = where === 'allt';
}

/** What the server is asked for: by this the list, its files and its count are the same. */
export interface Question {
  dataset: DatasetDescription;
  filter: string | undefined;
  bbox: string | undefined;
  sortby: string | undefined;
}

export const question = computed<Question | undefined>(() => {
  const dataset = listed.value;
  if (!dataset) return undefined;
  const sorted = order.value?.replace(/^-/, '');
  const isKnown = dataset.fields.some((field) => field.name === sorted && isSortable(field));
  const byName = columnsOf(dataset).find(isSortable)?.name;
  return {
    dataset,
    filter: selectionOf(dataset),
    bbox: isEverywhere.value || !dataset.hasGeometry ? undefined : view(),
    sortby: isKnown ? order.value : byName,
  };
});

/** West, south, east, north of the map, in degrees. Undefined: there is no map. */
function view(): string | undefined {
  const map = openMap.value;
  if (!map || !place.value) return undefined;
  const bounds = map.getBounds();
  const [west, south, east, north] = bounds.toArray().flat();
  return [west, south, east, north].map((degrees = 0) => degrees.toFixed(5)).join();
}

/** The parameters of an address that asks it. */
export function parametersOf({ filter, bbox, sortby }: Question): URLSearchParams {
  const query = new URLSearchParams();
  if (filter !== undefined) query.set('filter', filter);
  if (bbox !== undefined) query.set('bbox', bbox);
  if (sortby !== undefined) query.set('sortby', sortby);
  return query;
}

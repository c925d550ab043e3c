import { computed, signal } from '@preact/signals';
import type { Drawn } from '../capability.ts';
import { keptHere } from '../state/kept-here.ts';
import { lang } from '../state/state.ts';

/** What the page knows of drawings before their code is fetched: as little as can be. */

export const drawRoom = 'rita';
export const drawButton = 'measure-and-draw';
/** In the browser's storage. */
export const storageKey = 'allmanning-ritat';

export const title = computed(() => ({ sv: 'Mät och rita', en: 'Measure, draw' })[lang.value]);

/** The part of the page's address: as it came, until the code is there. */
export const inAddress = signal<string | undefined>(undefined);
/** True while the pointer draws or changes a drawing. */
export const isDrawing = signal(false);
/** What is drawn on the map. */
export const onMap = signal<Drawn>({ sources: {}, layers: [] });

/** Whether there is anything to show. */
export function hasDrawings(): boolean {
  return inAddress.peek() !== undefined || keptHere(storageKey) !== undefined;
}

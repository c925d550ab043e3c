import { batch, computed, signal } from '@preact/signals';
import type { Found, SearchDocument } from '../../server/search/document.ts';
import { openMap } from '../map/open-map.ts';
import { readSearch } from '../server.ts';
import { lang } from '../state/state.ts';

/** What is being searched, and what the server has found. Nothing of it is kept when the page is left. */

export const typed = signal('');
/** The newest answer; undefined: none yet, or nothing is searched. */
export const answer = signal<SearchDocument | undefined>(undefined);
export const isAway = signal(false);
/** The list under the field is open. */
export const isOpen = signal(false);
/** The hit that the arrow keys stand on. */
export const active = signal<number | undefined>(undefined);
/** Where a place lies that was chosen and is no feature: longitude, latitude. */
export const mark = signal<readonly [number, number] | undefined>(undefined);

export const hits = computed<readonly Found[]>(() => answer.value?.features ?? []);

/** Milliseconds without another letter. */
const pause = 120;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;
/** What the answer is about. */
let answered = '';

/** Somebody has typed: what was asked before is not waited for any more. */
export function type(text: string): void {
  stopAsking();
  batch(() => {
    typed.value = text;
    active.value = undefined;
    if (text.trim() === '') forget();
  });
  if (text.trim() !== '') timer = setTimeout(() => void ask(), pause);
}

export function clear(): void {
  stopAsking();
  batch(() => {
    typed.value = '';
    mark.value = undefined;
    forget();
  });
}

/** The first hit of what has been typed so far, when the server has answered. Undefined: there is none. */
export async function firstHit(): Promise<Found | undefined> {
  const text = typed.value;
  if (text.trim() === '') return undefined;
  if (answered !== text) {
    stopAsking();
    await ask();
  }
  return typed.value === text && answered === text ? hits.value[0] : undefined;
}

/** The field says what was chosen; the list is closed and says nothing about it. */
export function settle(title: string): void {
  stopAsking();
  batch(() => {
    typed.value = title;
    forget();
  });
}

function forget(): void {
  answered = '';
  answer.value = undefined;
  isAway.value = false;
  isOpen.value = false;
  active.value = undefined;
}

function stopAsking(): void {
  clearTimeout(timer);
  asking?.abort();
}

async function ask(): Promise<void> {
  const text = typed.value;
  asking = new AbortController();
  const stopped = asking.signal;
  try {
    const found = await readSearch({ text, lang: lang.value, view: view() }, stopped);
    if (stopped.aborted) return;
    answered = text;
    batch(() => {
      answer.value = found;
      isAway.value = false;
      isOpen.value = true;
    });
  } catch {
    if (stopped.aborted) return;
    batch(() => {
      answer.value = undefined;
      isAway.value = true;
      isOpen.value = false;
    });
  }
}

/** What the map shows: west, south, east, north. */
function view(): readonly number[] | undefined {
  const bounds = openMap.peek()?.getBounds();
  if (!bounds) return undefined;
  const { lng: west, lat: south } = bounds.getSouthWest();
  const { lng: east, lat: north } = bounds.getNorthEast();
  return [Math.max(west, -180), south, Math.min(east, 180), north].map((degrees) => Number(degrees.toFixed(5)));
}

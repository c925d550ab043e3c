import { batch, effect } from '@preact/signals';
import { addressParts } from './address-parts.ts';
import { asked } from './asked.ts';
import { rememberFocus, returnFocus } from './return-focus.ts';
import {
  answers,
  chosen,
  chosenMeasure,
  chosenSubjects,
  chosenYear,
  endedShown,
  filters,
  lang,
  page,
  place,
} from './state.ts';
import { readUrl, type UrlState, writeUrl } from './url.ts';

/** Keeps the page's address in step with what is shown, so that a link shows the same and the back button works. */

function browserLang(): 'sv' | 'en' {
  const first = navigator.languages.find((language) => /^(sv|en)\b/.test(language));
  return first?.startsWith('en') ? 'en' : 'sv';
}

/** The language is written only when it is not the one that the browser asks for. */
export function current(): UrlState {
  const parts = addressParts().flatMap(({ name, write, opens }) => {
    const text = write();
    return text === undefined ? [] : [{ name, text, opens }];
  });
  const isTold = ['subjects', 'answers', ...parts.map(({ opens }) => opens)].includes(page.value);
  return {
    lang: lang.value === browserLang() ? undefined : lang.value,
    subjects: chosenSubjects.value,
    measure: chosenMeasure.value,
    year: chosenYear.value,
    chosen: chosen.value,
    place: place.value,
    ended: endedShown.value,
    filters: filters.value,
    room: isTold ? undefined : page.value,
    parts: Object.fromEntries(parts.map(({ name, text }) => [name, text])),
  };
}

function take(state: UrlState): void {
  batch(() => {
    lang.value = state.lang ?? browserLang();
    chosenSubjects.value = state.subjects;
    chosenMeasure.value = state.measure;
    chosenYear.value = state.year;
    chosen.value = state.chosen;
    place.value = state.place;
    endedShown.value = state.ended;
    filters.value = state.filters;
    answers.value = undefined;
    page.value = state.room ?? (state.chosen ? 'answers' : 'subjects');
    for (const { name, take } of addressParts()) take(state.parts[name]);
  });
}

/** A step that one wants to come back from: what is switched on, which measure, which feature, which room. Not the place or year. */
function stepOf({ subjects, measure, chosen, lang, ended, filters }: UrlState): string {
  // Opening one answer of several at a place is no step.
  const feature = asked.value ? undefined : chosen;
  const parts = addressParts().map(({ step }) => step?.());
  return JSON.stringify([subjects, measure, feature, lang, ended, filters, page.value, parts]);
}

/** How many steps this page has taken that the browser's back button undoes. */
function depth(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'depth' in state && typeof state.depth === 'number'
    ? state.depth
    : 0;
}

/** To what was shown before; where the page was opened here, `leave` says what that is. */
export function goBack(leave: () => void): void {
  if (depth() > 0) history.back();
  else leave();
}

/** Reads the address, then follows the state until the page closes. `onReturn` is told when the back button moved it. */
export function followAddress(onReturn: () => void): void {
  take(readUrl(new URL(location.href)));
  let lastStep = stepOf(current());
  effect(() => {
    const state = current();
    const address = `${location.pathname}${writeUrl(state)}`;
    const step = stepOf(state);
    const isStep = step !== lastStep;
    lastStep = step;
    if (!isStep && address === `${location.pathname}${location.search}${location.hash}`) return;
    if (isStep) {
      const steps = depth() + 1;
      rememberFocus();
      history.pushState({ depth: steps }, '', address);
    } else history.replaceState(history.state, '', address);
  });
  addEventListener('popstate', () => {
    const state = readUrl(new URL(location.href));
    batch(() => {
      take(state);
      lastStep = stepOf(current());
    });
    onReturn();
    returnFocus();
  });
}

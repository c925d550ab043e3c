import { batch, effect } from '@preact/signals';
import { printing } from '../print/print-state.ts';
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
  return {
    lang: lang.value === browserLang() ? undefined : lang.value,
    subjects: chosenSubjects.value,
    measure: chosenMeasure.value,
    year: chosenYear.value,
    chosen: chosen.value,
    place: place.value,
    ended: endedShown.value,
    filters: filters.value,
    printing: printing.value,
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
    printing.value = state.printing;
    answers.value = undefined;
    page.value = state.printing ? 'print' : state.chosen ? 'answers' : 'subjects';
  });
}

/** A step that one wants to come back from: what is switched on, which measure, which feature, printing. Not the place or year. */
function step(state: UrlState): string {
  const { subjects, measure, chosen, lang, ended, filters, printing } = state;
  return JSON.stringify([subjects, measure, chosen, lang, ended, filters, printing !== undefined]);
}

/** Reads the address, then follows the state until the page closes. `onReturn` is told when the back button moved it. */
export function followAddress(onReturn: () => void): void {
  take(readUrl(new URL(location.href)));
  let lastStep = step(current());
  effect(() => {
    const state = current();
    const address = `${location.pathname}${writeUrl(state)}`;
    if (address === `${location.pathname}${location.search}${location.hash}`) return;
    const isStep = step(state) !== lastStep;
    lastStep = step(state);
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  });
  addEventListener('popstate', () => {
    const state = readUrl(new URL(location.href));
    lastStep = step(state);
    take(state);
    onReturn();
  });
}

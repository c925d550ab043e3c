import { batch } from '@preact/signals';
import { answers, chosen, chosenSubjects, type Hit, page, subjectsOn } from './state.ts';
import type { Chosen } from './url.ts';

/** What a person can do, in one place each. */

export function switchSubject(id: string, on: boolean): void {
  const others = subjectsOn.value.filter((subject) => subject !== id);
  chosenSubjects.value = on ? [...others, id] : others;
}

/** Shows a room of a capability in the panel. */
export function open(room: string): void {
  page.value = room;
}

let questions = 0;

/** Somebody has asked about a place: until there is an answer the panel says that it is coming. Gives the question's number. */
export function askAnswers(): number {
  batch(() => {
    answers.value = undefined;
    chosen.value = undefined;
    page.value = 'answers';
  });
  questions += 1;
  return questions;
}

/** Shows what lies at a place, unless somebody has asked about another since. The first is opened. */
export function showAnswers(hits: readonly Hit[], question: number): void {
  if (question !== questions || page.value !== 'answers') return;
  const [first] = hits;
  batch(() => {
    answers.value = hits;
    chosen.value = first && { dataset: first.dataset, key: first.key };
    page.value = 'answers';
  });
}

/** Shows one feature alone, as a link or the list does. */
export function showFeature(feature: Chosen, hit?: Hit): void {
  batch(() => {
    answers.value = hit ? [hit] : undefined;
    chosen.value = feature;
    page.value = 'answers';
  });
}

/** From what is said about the map back to what was there before. */
export function closeAside(): void {
  page.value = chosen.value ? 'answers' : 'subjects';
}

export function closeAnswers(): void {
  batch(() => {
    answers.value = undefined;
    chosen.value = undefined;
    page.value = 'subjects';
  });
}

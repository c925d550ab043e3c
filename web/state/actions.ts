import { batch } from '@preact/signals';
import { asked } from './asked.ts';
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

/** Shows one feature alone, as a link or the list does. */
export function showFeature(feature: Chosen, hit?: Hit): void {
  batch(() => {
    answers.value = hit ? [hit] : undefined;
    asked.value = undefined;
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
    asked.value = undefined;
    chosen.value = undefined;
    page.value = 'subjects';
  });
}

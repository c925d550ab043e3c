import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

/** The texts of the list in both languages. */

const sv = {
  dataset: 'Vad',
  noMap: '{title} (finns inte på kartan)',
  where: 'Var',
  inView: 'I kartbilden',
  everywhere: 'Hela kommunen',
  matched: '{n} objekt i kartbilden',
  matchedEverywhere: '{n} objekt i hela kommunen',
  filtered: 'i urvalet',
  unknown: 'Räknar …',
  none: 'Inget att visa här.',
  loading: 'Hämtar …',
  failed: 'Listan gick inte att hämta.',
  refused: 'Listan går inte att visa: {why}',
  again: 'Försök igen',
  changed: 'Data har ändrats.',
  reread: 'Visa ändringarna',
  deep: 'Listan visar de första {n}.',
  columns: 'Kolumner',
  save: 'Spara listan som …',
  saveHint: 'Filen får allt i listan, med samma ordning och kolumner.',
  allFields: 'Alla fält, inte bara kolumnerna',
  sortBy: 'Sortera efter {field}',
  table: '{title}: tabell. Gå med piltangenterna, öppna med Enter.',
};

const en: typeof sv = {
  dataset: 'What',
  noMap: '{title} (not on the map)',
  where: 'Where',
  inView: 'In the map’s view',
  everywhere: 'The whole municipality',
  matched: '{n} features in view',
  matchedEverywhere: '{n} features in the whole municipality',
  filtered: 'that match the filter',
  unknown: 'Counting …',
  none: 'Nothing to show here.',
  loading: 'Loading …',
  failed: 'The list could not be fetched.',
  refused: 'The list cannot be shown: {why}',
  again: 'Try again',
  changed: 'The data have changed.',
  reread: 'Show the changes',
  deep: 'The list shows the first {n}.',
  columns: 'Columns',
  save: 'Save the list as …',
  saveHint: 'The file has all that is in the list, in the same order and columns.',
  allFields: 'All fields, not only the columns',
  sortBy: 'Sort by {field}',
  table: '{title}: table. Move with the arrow keys, open with Enter.',
};

export const listWords = computed(() => ({ sv, en })[lang.value]);

import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

const sv = {
  titles: { point: 'Vad gäller här?', area: 'Vad gäller i ytan?' },
  pdf: 'Spara som PDF',
  asPage: 'Som webbsida',
  lasting: 'Länk som alltid svarar så här',
  near: 'Visa också vad som finns inom {metres} m',
  know: 'Att veta',
  done: 'klart',
  now: 'nu',
  coming: 'kommer',
  way: 'Så långt har det kommit',
  share: '{share} % av ytan',
  places: '{count} ytor',
  more: 'och {count} till',
  contact: 'Frågor och synpunkter:',
  refused: 'Frågan går inte att svara på: {why}',
};

type Words = typeof sv;

const en: Words = {
  titles: { point: 'What applies here?', area: 'What applies in the area?' },
  pdf: 'Save as PDF',
  asPage: 'As a page',
  lasting: 'Link that always answers like this',
  near: 'Show also what is within {metres} m',
  know: 'To know',
  done: 'done',
  now: 'now',
  coming: 'to come',
  way: 'How far it has come',
  share: '{share} % of the area',
  places: '{count} places',
  more: 'and {count} more',
  contact: 'Questions and comments:',
  refused: 'The question cannot be answered: {why}',
};

export const answerWords = computed<Words>(() => ({ sv, en })[lang.value]);

import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

/** The texts of the search in both languages. */

const sv = {
  label: 'Sök plan, projekt, plats, gata, koordinater eller adress',
  placeholder: 'Sök plan, plats, gata …',
  results: 'Träffar',
  none: 'Inget hittades. Pröva färre ord eller en annan stavning.',
  count: { one: '1 träff', other: '{n} träffar' },
  keys: 'Välj med piltangenterna och Enter.',
  shown: '{n} av {all}',
  alike: '{n} heter så, det här är det närmaste',
  failed: 'Sökningen svarar inte just nu.',
  all: 'Träffarna på en egen sida',
  clear: 'Rensa sökningen',
};

const en: typeof sv = {
  label: 'Search plan, project, place, street, coordinates or address',
  placeholder: 'Search plan, place, street …',
  results: 'Hits',
  none: 'Nothing was found. Try fewer words or another spelling.',
  count: { one: '1 hit', other: '{n} hits' },
  keys: 'Choose with the arrow keys and Enter.',
  shown: '{n} of {all}',
  alike: '{n} have this name, this is the nearest',
  failed: 'The search does not answer right now.',
  all: 'The hits on a page of their own',
  clear: 'Clear the search',
};

export const searchWords = computed(() => ({ sv, en })[lang.value]);

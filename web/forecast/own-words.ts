import { lang } from '../state/state.ts';

const sv = {
  open: 'Andra åldrar, scenarier och prognoser',
  kind: 'Vad',
  kinds: {
    count: 'Antal',
    share: 'Andel av alla',
    density: 'Täthet',
    change: 'Förändring i procent',
    difference: 'Förändring i antal',
  },
  ages: 'Åldrar',
  all: 'Alla åldrar',
  free: 'Egna åldrar',
  from: 'Från',
  to: 'Till',
  reset: 'Återställ',
  inhabitants: 'invånare',
  span: '{from}–{to} år',
  andOlder: '{from} år och äldre',
  titles: {
    count: 'Antal: {ages}',
    share: 'Andel: {ages}',
    density: 'Täthet: {ages}',
    change: 'Förändring: {ages}',
    difference: 'Förändring i antal: {ages}',
  },
  units: {
    count: 'personer',
    share: '% av alla invånare',
    density: 'personer per km²',
    change: '% sedan första året',
    difference: 'personer sedan första året',
  },
};

const en: typeof sv = {
  open: 'Other ages, scenarios and forecasts',
  kind: 'What',
  kinds: {
    count: 'Number',
    share: 'Share of all',
    density: 'Density',
    change: 'Change in per cent',
    difference: 'Change in numbers',
  },
  ages: 'Ages',
  all: 'All ages',
  free: 'Own ages',
  from: 'From',
  to: 'To',
  reset: 'Reset',
  inhabitants: 'inhabitants',
  span: 'aged {from}–{to}',
  andOlder: 'aged {from} and over',
  titles: {
    count: 'Number: {ages}',
    share: 'Share: {ages}',
    density: 'Density: {ages}',
    change: 'Change: {ages}',
    difference: 'Change in numbers: {ages}',
  },
  units: {
    count: 'people',
    share: '% of all inhabitants',
    density: 'people per km²',
    change: '% since the first year',
    difference: 'people since the first year',
  },
};

export const ownTexts = { sv, en };
export const ownWords = () => ownTexts[lang.value];

import { computed } from '@preact/signals';
import { formatDate } from '../../server/styles/format.ts';
import { forecast, lang } from '../state/state.ts';
import { type Compared, otherTheme } from './compare-state.ts';

/** The texts of the comparison in both languages. */

const sv = {
  title: 'Jämför',
  what: 'Jämför kartan med',
  earlier: 'hur det var en annan dag',
  day: 'Dag',
  year: 'ett annat år',
  measure: 'ett annat mått',
  theme: 'kartan i mörkt eller ljust',
  paper: 'bara bakgrunden',
  needsForecast: 'Slå på befolkningsprognosen för att jämföra år och mått.',
  view: 'Visa dem',
  swipe: 'med en skiljelinje',
  side: 'bredvid varandra',
  divider: 'Skiljelinje mellan kartorna: flytta med pilarna',
  end: 'Sluta jämföra',
  today: 'Nu',
  dark: 'Mörk karta',
  light: 'Ljus karta',
  onlyPaper: 'Bara bakgrunden',
  wholeMap: 'Kartan',
  loading: 'Hämtar vad som har ändrats …',
  changedSince: 'Ändrat sedan {day}',
  nothing: 'Inget av det som är påslaget har ändrats sedan dess.',
  cut: 'Av {what} har mer än {n} ändrats; bara de första visas.',
  unknown: '{what}: hur allt var den dagen är inte känt, bara det som har ändrats senare.',
  added: 'Nytt',
  changed: 'Ändrat',
  removed: 'Borttaget',
  badDay: 'Skriv dagen som åååå-mm-dd.',
};

type Words = typeof sv;

const en: Words = {
  title: 'Compare',
  what: 'Compare the map with',
  earlier: 'how it was another day',
  day: 'Day',
  year: 'another year',
  measure: 'another measure',
  theme: 'the map in dark or light',
  paper: 'the background only',
  needsForecast: 'Switch the population forecast on to compare years and measures.',
  view: 'Show them',
  swipe: 'with a dividing line',
  side: 'beside each other',
  divider: 'Line between the maps: move it with the arrows',
  end: 'Stop comparing',
  today: 'Now',
  dark: 'Dark map',
  light: 'Light map',
  onlyPaper: 'Background only',
  wholeMap: 'The map',
  loading: 'Fetching what has changed …',
  changedSince: 'Changed since {day}',
  nothing: 'Nothing that is switched on has changed since then.',
  cut: 'Of {what} more than {n} have changed; only the first are shown.',
  unknown: '{what}: how all of it was that day is not known, only what changed later.',
  added: 'New',
  changed: 'Changed',
  removed: 'Removed',
  badDay: 'Write the day as yyyy-mm-dd.',
};

export const compareWords = computed(() => {
  const words = { sv, en }[lang.value];
  /** The map itself, beside that which it is compared with. */
  const now = ({ what }: Compared): string => {
    if (what === 'year') return String(forecast.value?.year ?? words.today);
    if (what === 'measure') return forecast.value?.measure.title ?? words.today;
    if (what === 'theme') return otherTheme.value === 'dark' ? words.light : words.dark;
    return what === 'paper' ? words.wholeMap : words.today;
  };
  return { ...words, now };
});

/** What the map is compared with. */
export function otherInWords(one: Compared): string {
  const words = compareWords.value;
  switch (one.what) {
    case 'earlier':
      return formatDate(one.day, lang.value);
    case 'year':
      return String(one.year);
    case 'measure':
      return forecast.value?.dataset.measures.find(({ id }) => id === one.measure)?.title ?? one.measure;
    case 'theme':
      return otherTheme.value === 'dark' ? words.dark : words.light;
    case 'paper':
      return words.onlyPaper;
  }
}

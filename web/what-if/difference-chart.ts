import type { Chart } from '../../server/charts/chart.ts';
import { lang, theme } from '../state/state.ts';
import type { Reckoned } from './reckon.ts';
import { ageRange, numbersOf, sentence } from './told.ts';
import { whatIfWords } from './words.ts';

/** Areas that are drawn besides the whole: those with the largest differences. */
const most = 3;

/** The differences year by year: of the municipality, and of the areas where most happens. */
export function differenceChart(result: Reckoned, year: number, groupName: string | undefined): Chart {
  const words = whatIfWords.value;
  const { document, difference } = result;
  const ages = ageRange(document, groupName);
  const whole = (values: readonly number[]) => values.map((value) => Math.round(value) || 0);
  const areas = document.areas
    .map(({ code, name }) => ({ name, values: whole(difference({ ...ages, area: code })) }))
    .map((area) => ({ ...area, reach: Math.max(...area.values.map(Math.abs)) }))
    .filter(({ reach }) => reach > 0)
    .sort((a, b) => b.reach - a.reach);
  const { title } = numbersOf(result, year, groupName);
  return {
    kind: 'lines',
    lang: lang.value,
    theme: theme.value,
    title: `${words.mark}: ${words.byYear}, ${(title ?? words.allAges).toLowerCase()}`,
    sentence: sentence(result, year),
    unit: words.people,
    categoryTitle: words.year,
    categories: document.years.map(String),
    // One area alone is the whole.
    series: [
      { name: words.whole, values: whole(difference(ages)) },
      ...(areas.length > 1 ? areas.slice(0, most).map(({ name, values }) => ({ name, values })) : []),
    ],
    marked: String(year),
  };
}

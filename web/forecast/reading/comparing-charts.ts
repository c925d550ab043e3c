import type { Chart } from '../../../server/charts/chart.ts';
import { filled } from '../../../server/styles/filled.ts';
import { formatChange, formatNumber } from '../../../server/styles/format.ts';
import { allYears, baseOf, seriesAt, type Told } from './charts.ts';
import { meanMiss, missOf, type Years } from './figures.ts';

/** Charts of one thing beside another: areas, and forecasts beside what came out. */

/** How much each area changes from a year to that shown, in per cent, the largest first. Undefined: nothing to compare. */
export function areasChart(
  told: Told,
  areas: readonly { name: string; before: number | undefined; after: number | undefined }[],
  base: number,
): Chart | undefined {
  const { words, lang, theme, year } = told;
  const changes = areas
    .flatMap(({ name, before, after }) =>
      before && after !== undefined ? [{ name, change: Math.round((1000 * (after - before)) / before) / 10 }] : [],
    )
    .sort((a, b) => b.change - a.change);
  const [most, least] = [changes[0], changes.at(-1)];
  if (!most || !least || changes.length < 2) return undefined;
  return {
    lang,
    theme,
    kind: 'bars',
    title: filled(words.compareAreas, { base: String(base), year: String(year) }),
    sentence: filled(words.compareSentence, {
      most: most.name,
      a: formatChange(most.change, lang),
      least: least.name,
      b: formatChange(least.change, lang),
    }),
    unit: words.compareUnit,
    categoryTitle: words.area,
    categories: changes.map(({ name }) => name),
    series: [{ name: words.compareUnit, values: changes.map(({ change }) => change) }],
  };
}

export interface Version {
  name: string;
  baseYear: number;
  values: Years;
}

/** What came out, and what each forecast said of it. */
export function versionsChart(told: Told, outcome: Years, versions: readonly Version[]): Chart {
  const { words, place } = told;
  const years = allYears(outcome, ...versions.map(({ values }) => values));
  return {
    ...baseOf(told),
    kind: 'lines',
    title: filled(words.versions, { place }),
    sentence: versionsSentence(told, outcome, versions),
    unit: words.people,
    categories: years.map(String),
    series: [
      { name: words.outcome, values: seriesAt(years, outcome) },
      ...versions.map(({ name, values, baseYear }) => ({
        name: filled(words.forecastName, { version: name }),
        values: seriesAt(years, values),
        forecastFrom: String(years.find((year) => year > baseYear && values.has(year)) ?? ''),
      })),
    ],
  };
}

/** Of the oldest forecast that can be judged, in the last year that can. */
function versionsSentence({ words, lang }: Told, outcome: Years, versions: readonly Version[]): string {
  for (const { name, values, baseYear } of versions) {
    const year = [...values.keys()].filter((one) => one > baseYear && outcome.has(one)).at(-1);
    const [said, became] = year === undefined ? [] : [values.get(year), outcome.get(year)];
    const miss = said === undefined || became === undefined ? undefined : missOf(said, became);
    if (year === undefined || said === undefined || became === undefined || miss === undefined) continue;
    const n = formatNumber(Math.abs(miss), lang);
    return filled(words.versionsSentence, {
      version: name,
      a: formatNumber(said, lang, 0),
      year: String(year),
      b: formatNumber(became, lang, 0),
      miss: filled(Math.abs(miss) < 0.5 ? words.right : miss > 0 ? words.tooHigh : words.tooLow, { n }),
    });
  }
  return words.versionsNone;
}

/** How wrong each forecast has been, by years after its base year. Undefined: none can be judged. */
export function missChart(
  { lang, theme, words }: Told,
  versions: readonly { name: string; baseYear: number; said: ReadonlyMap<string, Years> }[],
  became: ReadonlyMap<string, Years>,
): Chart | undefined {
  const misses = versions
    .map(({ name, baseYear, said }) => ({ name, miss: meanMiss(said, became, baseYear) }))
    .filter(({ miss }) => miss.size > 0);
  const [first] = misses;
  if (!first) return undefined;
  const ahead = allYears(...misses.map(({ miss }) => miss));
  const [n = 0, a = 0] = [...first.miss].at(-1) ?? [];
  return {
    lang,
    theme,
    kind: 'lines',
    title: words.miss,
    sentence: filled(words.missSentence, { version: first.name, a: formatNumber(a, lang), n: String(n) }),
    unit: words.missUnit,
    categoryTitle: words.missCategory,
    categories: ahead.map(String),
    series: misses.map(({ name, miss }) => ({
      name: filled(words.forecastName, { version: name }),
      values: seriesAt(ahead, miss).map((value) => (value === null ? null : Math.round(10 * value) / 10)),
    })),
  };
}

import type { Chart, Series } from '../../../server/charts/chart.ts';
import { growthSentence } from '../../../server/charts/sentences.ts';
import { filled } from '../../../server/styles/filled.ts';
import { formatNumber } from '../../../server/styles/format.ts';
import { joined, type Years } from './figures.ts';
import type { ReadingWords } from './words.ts';

/** Charts of how many people there are, year by year. */

export interface Told {
  lang: Chart['lang'];
  theme: Chart['theme'];
  words: ReadingWords;
  /** What the numbers are about: an area's name. */
  place: string;
  /** The year that the map shows. */
  year: number;
}

export const seriesAt = (years: readonly number[], values: Years): (number | null)[] =>
  years.map((year) => values.get(year) ?? null);

export function baseOf({ lang, theme, words, year }: Told): Pick<Chart, 'lang' | 'theme' | 'categoryTitle' | 'marked'> {
  return { lang, theme, categoryTitle: words.year, marked: String(year) };
}

export function allYears(...parts: readonly Years[]): number[] {
  return [...new Set(parts.flatMap((part) => [...part.keys()]))].sort((a, b) => a - b);
}

/** Outcome and forecast as one line, and other scenarios from where they part. */
export function populationChart(
  told: Told,
  outcome: Years,
  forecast: { name: string; values: Years },
  others: readonly { name: string; values: Years }[],
): Chart {
  const { words, lang, place, year } = told;
  const { years, values, from } = joined(outcome, forecast.values);
  const last = Math.max(...outcome.keys(), Number.NEGATIVE_INFINITY);
  const first = outcome.get(last) === undefined ? undefined : { year: last, value: outcome.get(last) ?? 0 };
  const start = first ?? { year: years[0] ?? year, value: values[0] ?? 0 };
  const shown = year > start.year && forecast.values.has(year) ? year : (years.at(-1) ?? year);
  return {
    ...baseOf(told),
    kind: 'lines',
    title: filled(words.population, { place }),
    sentence: growthSentence({
      lang,
      subject: words.populationSubject,
      from: start,
      to: { year: shown, value: forecast.values.get(shown) ?? values.at(-1) ?? 0 },
    }),
    unit: words.people,
    categories: years.map(String),
    series: [
      { name: others.length > 0 ? forecast.name : words.people, values, ...forecastFrom(from) },
      ...others.map(({ name, values: own }) => ({
        name,
        values: years.map((one) =>
          one < last ? null : one === last ? (outcome.get(one) ?? null) : (own.get(one) ?? null),
        ),
        ...forecastFrom(from),
      })),
    ],
  };
}

function forecastFrom(year: number | undefined): Pick<Series, 'forecastFrom'> {
  return year === undefined ? {} : { forecastFrom: String(year) };
}

export interface Group {
  title: string;
  outcome: Years;
  forecast: Years;
}

/** A group with fewer people than this says little by how much it grows. */
const tellingGroup = 20;

/** All ages upon each other; the sentence is about the group that changes most. */
export function agesChart(told: Told, groups: readonly Group[]): Chart {
  const { words, lang, place } = told;
  const lines = groups.map(({ title, outcome, forecast }) => ({ title, ...joined(outcome, forecast), outcome }));
  const years = [...new Set(lines.flatMap((line) => line.years))].sort((a, b) => a - b);
  const from = lines.find((line) => line.from !== undefined)?.from;
  const changes = lines.flatMap(({ title, years: own, values }) => {
    const now = from === undefined ? 0 : own.indexOf(from) - 1;
    const first = values[Math.max(now, 0)];
    const last = values.at(-1);
    if (first === undefined || last === undefined || first < tellingGroup) return [];
    return [
      { title, from: { year: own[Math.max(now, 0)] ?? 0, value: first }, to: { year: own.at(-1) ?? 0, value: last } },
    ];
  });
  const growth = ({ from: a, to: b }: (typeof changes)[number]) => Math.abs(Math.log(Math.max(b.value, 1) / a.value));
  const [most] = changes.sort((a, b) => growth(b) - growth(a));
  return {
    ...baseOf(told),
    kind: 'stacked',
    inOrder: true,
    title: filled(words.ages, { place }),
    sentence: most
      ? growthSentence({
          lang,
          subject: filled(words.agesSubject, { group: most.title }),
          from: most.from,
          to: most.to,
        })
      : '',
    unit: words.people,
    categories: years.map(String),
    series: lines.map(({ title, years: own, values }) => ({
      name: title,
      values: seriesAt(years, new Map(own.map((year, index) => [year, values[index] ?? 0]))),
      ...forecastFrom(from),
    })),
  };
}

/** The younger and the older on 100 of the ages that work (försörjningskvot). `base`: the last known year. */
export function dependencyChart(
  told: Told,
  all: Years,
  working: { ages: string; values: Years },
  base: number | undefined,
): Chart {
  const { words, lang, place } = told;
  const years = allYears(all, working.values);
  const values = years.map((year) => {
    const [total, own] = [all.get(year), working.values.get(year)];
    return total === undefined || !own ? null : Math.round((1000 * (total - own)) / own) / 10;
  });
  const unit = filled(words.dependencyUnit, { ages: working.ages });
  const now = Math.max(years.indexOf(base ?? 0), 0);
  return {
    ...baseOf(told),
    kind: 'lines',
    title: filled(words.dependency, { place }),
    sentence: filled(words.dependencySentence, {
      ages: working.ages,
      a: formatNumber(values[now] ?? 0, lang, 0),
      from: String(years[now] ?? ''),
      b: formatNumber(values.at(-1) ?? 0, lang, 0),
      to: String(years.at(-1) ?? ''),
    }),
    unit,
    categories: years.map(String),
    series: [{ name: unit, values, ...forecastFrom(years.find((year) => base !== undefined && year > base)) }],
  };
}

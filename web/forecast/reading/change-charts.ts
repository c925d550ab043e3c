import type { Chart } from '../../../server/charts/chart.ts';
import { filled } from '../../../server/styles/filled.ts';
import { formatNumber } from '../../../server/styles/format.ts';
import { allYears, baseOf, seriesAt, type Told } from './charts.ts';
import { medianAge, type Years } from './figures.ts';

/** Charts of what makes the number of people another, and of who they are. */

export interface Components {
  born: Years;
  died: Years;
  movedIn: Years;
  movedOut: Years;
}

const negative = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : -value));

/** Those who come above zero, those who go below it, and the difference as a line. Undefined: nothing is known of it. */
export function componentsChart(told: Told, parts: Components, from: number | undefined): Chart | undefined {
  const { words, lang, place } = told;
  const years = allYears(...Object.values(parts));
  if (years.length === 0) return undefined;
  const dashed = from === undefined ? {} : { forecastFrom: String(from) };
  const at = (values: Years) => seriesAt(years, values);
  const sum = (values: Years, isMeant: (year: number) => boolean) =>
    [...values].reduce((all, [year, value]) => (isMeant(year) ? all + value : all), 0);
  const isAhead = (year: number) => from === undefined || year >= from;
  const ahead = years.filter(isAhead);
  const births = sum(parts.born, isAhead) - sum(parts.died, isAhead);
  const moves = sum(parts.movedIn, isAhead) - sum(parts.movedOut, isAhead);
  const number = (value: number) => ({ n: formatNumber(Math.abs(value), lang, 0) });
  return {
    ...baseOf(told),
    kind: 'stacked',
    title: filled(words.components, { place }),
    sentence: filled(words.componentsSentence, {
      from: String(ahead[0] ?? ''),
      to: String(ahead.at(-1) ?? ''),
      births: filled(births >= 0 ? words.moreBorn : words.moreDied, number(births)),
      moves: filled(moves >= 0 ? words.moreIn : words.moreOut, number(moves)),
    }),
    unit: words.people,
    categories: years.map(String),
    series: [
      { name: words.born, values: at(parts.born), ...dashed },
      { name: words.movedIn, values: at(parts.movedIn), ...dashed },
      { name: words.died, values: negative(at(parts.died)), ...dashed },
      { name: words.movedOut, values: negative(at(parts.movedOut)), ...dashed },
      {
        name: words.net,
        isLine: true,
        values: years.map((year) => {
          const [a, b, c, d] = [parts.born, parts.movedIn, parts.died, parts.movedOut].map((part) => part.get(year));
          return a === undefined || b === undefined || c === undefined || d === undefined ? null : a + b - c - d;
        }),
      },
    ],
  };
}

/** Undefined: there are none. */
export function dwellingsChart(told: Told, dwellings: Years, from: number | undefined): Chart | undefined {
  const { words, lang, place } = told;
  const years = [...dwellings.keys()];
  const ahead = years.filter((year) => from === undefined || year >= from);
  const all = ahead.reduce((sum, year) => sum + (dwellings.get(year) ?? 0), 0);
  if (ahead.length === 0 || [...dwellings.values()].every((value) => value === 0)) return undefined;
  return {
    ...baseOf(told),
    kind: 'stacked',
    title: filled(words.dwellings, { place }),
    sentence: filled(words.dwellingsSentence, {
      n: formatNumber(all, lang, 0),
      from: String(ahead[0] ?? ''),
      to: String(ahead.at(-1) ?? ''),
      each: formatNumber(all / ahead.length, lang, 0),
    }),
    unit: words.dwellingsUnit,
    categories: years.map(String),
    series: [
      {
        name: words.dwellingsUnit,
        values: [...dwellings.values()],
        ...(from === undefined ? {} : { forecastFrom: String(from) }),
      },
    ],
  };
}

/** Of one year: by sex (as it is called) the number of each age. */
export interface Ages {
  year: number;
  sexes: readonly { title: string; byAge: readonly number[] }[];
}

const together = ({ sexes }: Ages) =>
  Array.from({ length: Math.max(0, ...sexes.map(({ byAge }) => byAge.length)) }, (_, age) =>
    sexes.reduce((sum, { byAge }) => sum + (byAge[age] ?? 0), 0),
  );

/** The first sex to the right, the second to the left; of the base year an outline. */
export function pyramidChart(told: Told, shown: Ages, base: Ages | undefined): Chart {
  const { words, place, lang, theme } = told;
  const [a, b] = [medianAge(together(shown)), base && medianAge(together(base))];
  const ages = together(shown).length;
  const side = (index: number) => (index === 0 ? ('right' as const) : ('left' as const));
  const isOther = base !== undefined && base.year !== shown.year;
  return {
    lang,
    theme,
    kind: 'pyramid',
    title: filled(words.pyramid, { place, year: String(shown.year) }),
    sentence: filled(isOther && b !== undefined ? words.pyramidSentence : words.pyramidAlone, {
      a: String(a ?? '–'),
      year: String(shown.year),
      b: String(b ?? '–'),
      baseYear: String(base?.year ?? ''),
    }),
    unit: words.people,
    categoryTitle: words.age,
    categories: Array.from({ length: ages }, (_, age) => String(age)),
    series: [
      ...shown.sexes.map(({ title, byAge }, index) => ({
        name: `${title} ${shown.year}`,
        values: byAge,
        side: side(index),
      })),
      ...(isOther
        ? base.sexes.map(({ title, byAge }, index) => ({
            name: `${title} ${base.year}`,
            values: byAge,
            side: side(index),
            isLine: true,
          }))
        : []),
    ],
  };
}

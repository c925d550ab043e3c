import { formatNumber } from '../styles/format.ts';
import { type Chart, isForecast } from './chart.ts';
import { chartWords } from './words.ts';

export interface ChartTable {
  /** Of the categories, and of each series. */
  head: readonly string[];
  rows: readonly { title: string; cells: readonly string[] }[];
}

/** The same as the chart shows, for those who read tables. A category whose values all are forecast says so. */
export function chartTable(chart: Chart): ChartTable {
  const { lang, categories, categoryTitle, series } = chart;
  const written = (value: number | null | undefined) =>
    value === null || value === undefined ? chartWords.none[lang] : formatNumber(value, lang);
  return {
    head: [categoryTitle, ...series.map(({ name }) => name)],
    rows: categories.map((category, index) => {
      const known = series.filter(({ values }) => typeof values[index] === 'number');
      const isAll = known.length > 0 && known.every((one) => isForecast(chart, one, index));
      return {
        title: isAll ? `${category} (${chartWords.forecast[lang]})` : category,
        cells: series.map(({ values }) => written(values[index])),
      };
    }),
  };
}

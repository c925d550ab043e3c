import type { Localized } from '../http/language.ts';
import type { Theme } from '../styles/palette.ts';

/** What a chart shows, as plain data. No node: imports in this folder but in figure.ts: the web app draws by the same files. */
export interface Chart {
  /**
   * `lines`: values along the categories. `stacked`: bars upon each other, negative ones below zero. `pyramid`: bars to the
   * left and to the right, the first category at the bottom. `bars`: bars from the left, the first category at the top.
   */
  kind: 'lines' | 'stacked' | 'pyramid' | 'bars';
  lang: keyof Localized;
  theme: Theme;
  title: string;
  /** What it says, in plain words. */
  sentence: string;
  /** What the numbers count: "invånare". */
  unit: string;
  /** What the categories are ("År"), and their names in order. */
  categoryTitle: string;
  categories: readonly string[];
  series: readonly Series[];
  /** Of series in an order (ages), whose colours go from pale to dark. */
  inOrder?: boolean;
  /** A category that is pointed out: the year shown. */
  marked?: string;
}

export interface Series {
  name: string;
  /** One for each category; null where there is none. */
  values: readonly (number | null)[];
  /** The first category that is forecast, when some or all are: dashed from what came before it. */
  forecastFrom?: string;
  /** Of a pyramid. Without: right. */
  side?: 'left' | 'right';
  /** Drawn as a line without a fill over the bars: what they are compared with, or what they come to together. */
  isLine?: boolean;
}

/** True where the value of a category is forecast. */
export function isForecast(chart: Chart, series: Series, index: number): boolean {
  return series.forecastFrom !== undefined && index >= chart.categories.indexOf(series.forecastFrom);
}

/** Lines that all lie far from zero are drawn without it, or what they tell could not be seen. Bars never are. */
export function beginsAboveZero({ kind, series }: Chart): boolean {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  return kind === 'lines' && Math.min(...values) > Math.max(...values) / 2;
}

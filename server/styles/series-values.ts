import type { DatasetDescription } from './describe.ts';

/** A measure of a feature, year by year. */
export interface SeriesValues {
  name: string;
  title: string;
  unit: string;
  /** In order of years; those without a value are left out. */
  values: { year: number; value: number }[];
}

/** The totals among a feature's properties (`{measure}_{year}`), each measure by itself, those without any left out. */
export function seriesValues(
  series: DatasetDescription['series'],
  properties: Readonly<Record<string, unknown>>,
): SeriesValues[] {
  return series
    .map((measure) => ({ ...measure, values: valuesOf(measure.name, properties) }))
    .filter(({ values }) => values.length > 0);
}

function valuesOf(name: string, properties: Readonly<Record<string, unknown>>): SeriesValues['values'] {
  return Object.entries(properties)
    .flatMap(([key, value]) => {
      const year = key.startsWith(`${name}_`) ? Number(key.slice(name.length + 1)) : Number.NaN;
      return Number.isInteger(year) && typeof value === 'number' ? [{ year, value }] : [];
    })
    .sort((a, b) => a.year - b.year);
}

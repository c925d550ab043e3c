import type { DatasetDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { forecast, type Hit, lang, t } from '../state/state.ts';

const width = 280;
const height = 56;

/** Totals along years: a small picture of each, and its first, shown and last value in words. */
export function SeriesTable({ dataset, properties }: { dataset: DatasetDescription; properties: Hit['properties'] }) {
  const series = dataset.series.flatMap(({ name, title, unit }) => {
    const values = valuesOf(name, properties);
    return values.length > 1 ? [{ name, title, unit, values }] : [];
  });
  if (series.length === 0) return null;
  const year = forecast.value?.dataset.id === dataset.id ? forecast.value.year : undefined;
  const years = series[0]?.values ?? [];
  const shown = [years[0]?.year, year, years.at(-1)?.year].filter(
    (one, index, all) => one !== undefined && all.indexOf(one) === index,
  );
  return (
    <div class="series">
      <Curve values={years} year={year} />
      <table>
        <caption class="spoken">{t.value.perYear}</caption>
        <thead>
          <tr>
            <td />
            {shown.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map(({ name, title, values }) => (
            <tr key={name}>
              <th scope="row">{title}</th>
              {shown.map((one) => {
                const value = values.find((candidate) => candidate.year === one)?.value;
                return <td key={one}>{value === undefined ? '–' : formatNumber(value, lang.value, 0)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {dataset.protection ? <p class="unit">{dataset.protection}</p> : null}
    </div>
  );
}

interface YearValue {
  year: number;
  value: number;
}

function valuesOf(name: string, properties: Hit['properties']): YearValue[] {
  return Object.entries(properties)
    .flatMap(([key, value]) => {
      const year = key.startsWith(`${name}_`) ? Number(key.slice(name.length + 1)) : Number.NaN;
      return Number.isInteger(year) && typeof value === 'number' ? [{ year, value }] : [];
    })
    .sort((a, b) => a.year - b.year);
}

function Curve({ values, year }: { values: readonly YearValue[]; year: number | undefined }) {
  const first = values[0]?.year ?? 0;
  const last = values.at(-1)?.year ?? 0;
  const top = Math.max(...values.map(({ value }) => value), 1);
  const x = (one: number) => 4 + ((width - 8) * (one - first)) / Math.max(last - first, 1);
  const y = (value: number) => height - 4 - ((height - 10) * value) / top;
  const line = values.map((point) => `${x(point.year).toFixed(1)},${y(point.value).toFixed(1)}`).join(' ');
  const now = values.find((point) => point.year === year);
  return (
    <svg class="curve" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={`M4 ${height - 4}H${width - 4}`} class="axis" />
      <polyline points={line} class="line" />
      {now ? <circle cx={x(now.year)} cy={y(now.value)} r="4" class="now" /> : null}
    </svg>
  );
}

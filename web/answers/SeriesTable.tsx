import type { DatasetDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { type SeriesValues, seriesValues } from '../../server/styles/series-values.ts';
import { forecastWords } from '../forecast/words.ts';
import { forecast, type Hit, lang, t } from '../state/state.ts';

const width = 300;
const height = 120;
/** Where the axes begin: beside the numbers, and below the highest. */
const left = 56;
const above = 10;

/** Totals along years: a small picture of each, and its first, shown and last value in words. */
export function SeriesTable({ dataset, properties }: { dataset: DatasetDescription; properties: Hit['properties'] }) {
  const series = seriesValues(dataset.series, properties).filter(({ values }) => values.length > 1);
  if (series.length === 0) return null;
  const year = forecast.value?.dataset.id === dataset.id ? forecast.value.year : undefined;
  const years = series[0]?.values ?? [];
  const shown = [years[0]?.year, year, years.at(-1)?.year].filter(
    (one, index, all) => one !== undefined && all.indexOf(one) === index,
  );
  return (
    <div class="series">
      <h4>
        {series[0]?.title}
        {series[0]?.unit ? <span class="plain-words">, {series[0].unit}</span> : null}
      </h4>
      <Curve title={series[0]?.title ?? ''} values={years} year={year} />
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

/** A line along the years over two axes: the years, and numbers from 0. */
function Curve({ title, values, year }: { title: string; values: SeriesValues['values']; year: number | undefined }) {
  const first = values[0]?.year ?? 0;
  const last = values.at(-1)?.year ?? 0;
  const top = roundAbove(Math.max(...values.map(({ value }) => value), 1));
  const right = width - 8;
  const bottom = height - 22;
  const x = (one: number) => left + ((right - left) * (one - first)) / Math.max(last - first, 1);
  const y = (value: number) => bottom - ((bottom - above) * value) / top;
  const line = values.map((point) => `${x(point.year).toFixed(1)},${y(point.value).toFixed(1)}`).join(' ');
  const now = values.find((point) => point.year === year);
  const label = forecastWords()
    .curve.replace('{title}', title)
    .replace('{first}', String(first))
    .replace('{last}', String(last));
  return (
    <svg class="curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <path d={`M${left} ${y(value)}H${right}`} class="axis" />
          <text x={left - 6} y={y(value) + 4.5} text-anchor="end">
            {formatNumber(value, lang.value, 1)}
          </text>
        </g>
      ))}
      <text x={left} y={height - 4}>
        {first}
      </text>
      <text x={right} y={height - 4} text-anchor="end">
        {last}
      </text>
      <polyline points={line} class="line" />
      {now ? <circle cx={x(now.year)} cy={y(now.value)} r="4" class="now" /> : null}
    </svg>
  );
}

/** The next of 1, 2, 4, 6, 8, 10 × 10ⁿ, so that half of it is a round number too. */
function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10);
}

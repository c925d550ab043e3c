import type { Chart } from '../../server/charts/chart.ts';
import { growthSentence } from '../../server/charts/sentences.ts';
import type { DatasetDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { type SeriesValues, seriesValues } from '../../server/styles/series-values.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { OpenReadingOf } from '../forecast/OpenReading.tsx';
import { forecast, type Hit, lang, t, theme } from '../state/state.ts';

/** Totals along years: the first of them as a chart, and the first, shown and last value in words. */
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
      {series[0] ? (
        <ChartFigure chart={chartOf(series[0], year)} name={`${dataset.id}-${series[0].name}`} level={4} />
      ) : null}
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
      <OpenReadingOf dataset={dataset.id} properties={properties} />
      {dataset.protection ? <p class="unit">{dataset.protection}</p> : null}
    </div>
  );
}

function chartOf({ title, unit, values }: SeriesValues, year: number | undefined): Chart {
  const [from, to] = [values[0], values.at(-1)];
  return {
    kind: 'lines',
    lang: lang.value,
    theme: theme.value,
    title,
    sentence: from && to ? growthSentence({ lang: lang.value, subject: title, from, to }) : '',
    unit,
    categoryTitle: t.value.year,
    categories: values.map((one) => String(one.year)),
    series: [{ name: title, values: values.map(({ value }) => value) }],
    ...(year === undefined ? {} : { marked: String(year) }),
  };
}

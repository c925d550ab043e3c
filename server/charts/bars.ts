import { type Chart, isForecast, type Series } from './chart.ts';
import type { ChartColours } from './colours.ts';
import type { SeriesOption } from './echarts.ts';

/** Bars upon each other by category, or from the left; a series that is a line lies over them. */
export function barSeries(chart: Chart, colours: ChartColours): SeriesOption[] {
  return chart.series.map((series, number) =>
    series.isLine ? lineOver(series, colours) : bars(chart, series, colours, colours.series[number] ?? ''),
  );
}

function bars(chart: Chart, series: Series, { paper }: ChartColours, color: string): SeriesOption {
  const isStacked = chart.kind === 'stacked';
  return {
    type: 'bar',
    name: series.name,
    ...(isStacked ? { stack: 'all' } : {}),
    data: series.values.map((value, index) => ({
      value: value ?? '-',
      ...(isForecast(chart, series, index) ? { itemStyle: { opacity: 0.75 } } : {}),
    })),
    barMaxWidth: 34,
    barCategoryGap: isStacked ? '18%' : '30%',
    // Paper between the pieces: neighbours are told apart without their colours.
    itemStyle: { color, borderColor: paper, borderWidth: 0.8 },
  };
}

function lineOver({ name, values }: Series, { text, paper }: ChartColours): SeriesOption {
  return {
    type: 'line',
    name,
    data: values.map((value) => value ?? '-'),
    symbol: 'circle',
    symbolSize: 7,
    lineStyle: { color: text, width: 2 },
    itemStyle: { color: text, borderColor: paper, borderWidth: 1 },
    z: 3,
  };
}

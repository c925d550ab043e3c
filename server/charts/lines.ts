import { type Chart, isForecast, type Series } from './chart.ts';
import type { ChartColours } from './colours.ts';
import type { SeriesOption } from './echarts.ts';

/** One for each line, so that no colour is needed to tell them apart. */
const signs = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
/** Categories between two signs of a line. */
const signEvery = 5;

/** Whole where it is known, dashed where it is forecast: two lines of one name that meet. */
export function lineSeries(chart: Chart, colours: ChartColours): SeriesOption[] {
  return chart.series.flatMap((series, number) => {
    const known = series.values.map((value, index) => (isForecast(chart, series, index) ? null : value));
    // From the last that is known, so that there is no gap.
    const ahead = series.values.map((value, index) =>
      isForecast(chart, series, index) || isForecast(chart, series, index + 1) ? value : null,
    );
    const isKnown = known.some((value) => value !== null);
    return [
      ...(isKnown ? [oneLine(series, known, number, colours, 'solid')] : []),
      ...(series.forecastFrom === undefined ? [] : [oneLine(series, ahead, number, colours, [7, 4])]),
    ];
  });
}

function oneLine(
  { name, values: all }: Series,
  values: readonly (number | null)[],
  number: number,
  { series }: ChartColours,
  type: 'solid' | number[],
): SeriesOption {
  const color = series[number] ?? '';
  const isLast = (index: number) => typeof all[index + 1] !== 'number';
  return {
    type: 'line',
    name,
    data: values.map((value, index) => ({
      value: value ?? '-',
      symbolSize: (index + 2 * number) % signEvery === 0 || isLast(index) ? 7 : 0,
    })),
    symbol: signs[number % signs.length] ?? 'circle',
    symbolSize: 7,
    showAllSymbol: true,
    lineStyle: { color, width: 2.5, type },
    itemStyle: { color },
  };
}

import type { Chart, Series } from './chart.ts';
import type { ChartColours } from './colours.ts';
import type { SeriesOption } from './echarts.ts';

/** So many bars have no paper between them: there would be more of it than of them. */
const manyBars = 40;

/** Bars from the middle to both sides; what they are compared with is an outline of steps. */
export function pyramidSeries({ series, categories }: Chart, colours: ChartColours): SeriesOption[] {
  const gap = categories.length > manyBars ? 0 : 0.8;
  return series.map((one, number): SeriesOption => {
    if (one.isLine) return outline(one, colours);
    return {
      type: 'bar',
      name: one.name,
      data: valuesOf(one),
      barGap: '-100%',
      barCategoryGap: '0%',
      // So pale that the outline is seen over them.
      itemStyle: { color: colours.series[number] ?? '', borderColor: colours.paper, borderWidth: gap, opacity: 0.7 },
    };
  });
}

function outline(series: Series, { text }: ChartColours): SeriesOption {
  return {
    type: 'line',
    name: series.name,
    data: valuesOf(series),
    step: 'middle',
    symbol: 'none',
    lineStyle: { color: text, width: 1.5 },
    itemStyle: { color: text },
    z: 3,
  };
}

function valuesOf({ values, side }: Series): (number | '-')[] {
  return values.map((value) => (value === null ? '-' : side === 'left' ? -value : value));
}

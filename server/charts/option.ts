import { formatNumber } from '../styles/format.ts';
import { barSeries } from './bars.ts';
import { beginsAboveZero, type Chart } from './chart.ts';
import { type ChartColours, coloursOf } from './colours.ts';
import type { ChartOption, SeriesOption } from './echarts.ts';
import { lineSeries } from './lines.ts';
import { pyramidSeries } from './pyramid.ts';
import { howToRead } from './words.ts';

export interface ChartLook {
  width: number;
  /** The face's name where it is drawn. */
  face: string;
  /** With its title and sentence in the picture: for a file that is read alone. */
  isAlone?: boolean;
}

/** Pixels. Never smaller: cartography's least size of letters. */
const letters = 13;
const letterWidth = 7;
const titleLetters = 18;
/** Between the names of series, across and down. */
const gap = 14;
/** Letters of another face are wider than ours, and a file that is read alone has the reader's. */
const wide = 0.87;

/** The chart as ECharts wants it, the same wherever it is drawn. */
export function optionOf(chart: Chart, look: ChartLook): ChartOption {
  const colours = coloursOf(chart);
  const series = seriesOf(chart, colours);
  const isFlat = chart.kind === 'pyramid' || chart.kind === 'bars';
  const text = { fontFamily: look.face, fontSize: letters, color: colours.text, fontWeight: 'normal' } as const;
  const said = [chart.sentence, howToRead(chart)].filter(Boolean).join(' ');
  const top = look.isAlone ? headHeight(said, look.width) : 8;
  const names = [...new Set(series.map(({ name }) => String(name)))];
  const outlined = new Set(
    chart.kind === 'pyramid' ? chart.series.flatMap((one) => (one.isLine ? [one.name] : [])) : [],
  );
  const values = {
    type: 'value' as const,
    name: chart.unit,
    nameLocation: isFlat ? ('middle' as const) : ('end' as const),
    nameGap: isFlat ? 24 : 12,
    nameTextStyle: { ...text, color: colours.soft, align: isFlat ? ('center' as const) : ('left' as const) },
    axisLabel: { ...text, formatter: (value: number) => writtenOnAxis(chart, value), hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
    axisLine: { show: false },
    splitNumber: look.width < 480 ? 3 : 5,
    scale: beginsAboveZero(chart),
    ...(chart.kind === 'pyramid' ? evenSides(chart) : {}),
  };
  const categories = {
    type: 'category' as const,
    data: [...chart.categories],
    inverse: chart.kind === 'bars',
    axisLabel: {
      ...text,
      hideOverlap: true,
      ...(chart.kind === 'bars' ? { interval: 0, width: look.width * 0.35, overflow: 'break' as const } : {}),
    },
    axisLine: { onZero: chart.kind !== 'pyramid', lineStyle: { color: colours.soft } },
    axisTick: { show: chart.kind === 'lines', lineStyle: { color: colours.soft } },
    boundaryGap: chart.kind !== 'lines',
  };
  return {
    animation: false,
    backgroundColor: look.isAlone ? colours.paper : 'transparent',
    textStyle: { fontFamily: look.face },
    title: {
      show: look.isAlone === true,
      text: chart.title,
      subtext: said,
      left: 8,
      top: 6,
      textStyle: { ...text, fontSize: titleLetters, width: (look.width - 16) * wide, overflow: 'break' },
      subtextStyle: { ...text, width: (look.width - 16) * wide, overflow: 'break' },
    },
    legend: {
      show: names.length > 1,
      data: names.map((name) => ({ name, ...(outlined.has(name) ? { itemStyle: { opacity: 0 } } : {}) })),
      left: 0,
      top,
      width: look.width - 8,
      itemWidth: 34,
      itemGap: gap,
      textStyle: text,
      selectedMode: false,
      inactiveColor: colours.soft,
    },
    grid: {
      left: 8,
      right: 16,
      top: top + legendHeight(names, look.width) + (isFlat ? 10 : 26),
      bottom: isFlat ? 30 : 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...(isFlat ? { xAxis: values, yAxis: categories } : { xAxis: categories, yAxis: values }),
    series,
  };
}

function seriesOf(chart: Chart, colours: ChartColours): SeriesOption[] {
  if (chart.kind === 'pyramid') return pyramidSeries(chart, colours);
  if (chart.kind === 'bars') return barSeries(chart, colours);
  const [first, ...others] = chart.kind === 'lines' ? lineSeries(chart, colours) : barSeries(chart, colours);
  return first ? [{ ...first, ...markedLine(chart, colours) }, ...others] : [];
}

/** An upright line at the category that is pointed out. */
function markedLine({ marked, categories }: Chart, { soft }: ChartColours): Pick<SeriesOption, 'markLine'> {
  if (marked === undefined || !categories.includes(marked)) return {};
  return {
    markLine: {
      symbol: 'none',
      silent: true,
      animation: false,
      label: { show: false },
      lineStyle: { color: soft, type: [2, 3], width: 1.5 },
      data: [{ xAxis: marked }],
    },
  };
}

/** As far to the left as to the right, in round steps, so that the sides can be compared. */
function evenSides({ series }: Chart): { min: number; max: number; interval: number } {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const power = 10 ** Math.floor(Math.log10(most));
  const interval = ([0.2, 0.5, 1, 2].find((step) => step * power * 3 >= most) ?? 5) * power;
  const max = Math.ceil(most / interval) * interval;
  return { min: -max, max, interval };
}

/** Men stand to the left of zero without being fewer than none. */
function writtenOnAxis(chart: Chart, value: number): string {
  return formatNumber(chart.kind === 'pyramid' ? Math.abs(value) : value, chart.lang);
}

/** Of the rows that the names need. */
function legendHeight(names: readonly string[], width: number): number {
  if (names.length < 2) return 0;
  let rows = 1;
  let along = 0;
  for (const name of names) {
    const own = 34 + 5 + gap + name.length * letterWidth;
    if (along > 0 && along + own > width - 24) {
      rows += 1;
      along = 0;
    }
    along += own;
  }
  // ECharts has its gap between rows, too.
  return rows * (letters + 3 + gap) - 6;
}

/** Of the title and the lines below it. */
function headHeight(said: string, width: number): number {
  return 44 + Math.ceil((said.length * letterWidth) / ((width - 16) * wide)) * (letters + 3);
}

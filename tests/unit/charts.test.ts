import sax from 'sax';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../server/charts/chart.ts';
import { coloursOf } from '../../server/charts/colours.ts';
import { chartFigure } from '../../server/charts/figure.ts';
import { optionOf } from '../../server/charts/option.ts';
import { growthSentence } from '../../server/charts/sentences.ts';
import { chartSvg } from '../../server/charts/svg.ts';
import { chartTable } from '../../server/charts/table.ts';
import { textOf } from '../../server/pages/index.ts';
import type { Scene } from '../../server/pictures/drawing/draw.ts';
import { drawTask } from '../../server/pictures/tasks.ts';
import { readPdf } from '../setup/pdf.ts';

const lines: Chart = {
  kind: 'lines',
  lang: 'sv',
  theme: 'light',
  title: 'Folkmängd <i Ängen> & "där"',
  sentence: 'Ökar från 1 000 till 1 500.',
  unit: 'invånare',
  categoryTitle: 'År',
  categories: ['2024', '2025', '2026', '2027'],
  series: [
    { name: 'Huvudscenario', values: [1000, 1100, 1200, 1500], forecastFrom: '2026' },
    { name: 'Prognosen <2025> & "högt"', values: [null, 1100, 1250.5, 1600], forecastFrom: '2024' },
  ],
};

const stacked: Chart = {
  ...lines,
  kind: 'stacked',
  series: [
    { name: 'Födda', values: [10, 11, 12, 13] },
    { name: 'Döda', values: [-5, -6, null, -8] },
  ],
};

const pyramid: Chart = {
  ...lines,
  kind: 'pyramid',
  categoryTitle: 'Ålder',
  categories: ['0', '1', '2'],
  series: [
    { name: 'Män 2030', side: 'left', values: [7, 8, 9] },
    { name: 'Kvinnor 2030', side: 'right', values: [6, 7, 8] },
    { name: '2026', side: 'left', isLine: true, values: [5, 5, 5] },
    { name: '2026', side: 'right', isLine: true, values: [4, 4, 4] },
  ],
};

const bars: Chart = {
  ...lines,
  kind: 'bars',
  categories: ['Ängen', 'Örsundsbro'],
  series: [{ name: 'Behov', values: [120, 300] }],
};

/** An SVG as another program reads it: strictly. */
function read(svg: string): { texts: string[]; paths: Record<string, string>[] } {
  const texts: string[] = [];
  const paths: Record<string, string>[] = [];
  const parser = sax.parser(true, { xmlns: true, strictEntities: true });
  let name = '';
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ local, attributes }) => {
    name = local;
    if (name !== 'path') return;
    paths.push(Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])));
  };
  parser.ontext = (text) => {
    if (name === 'text' && text.trim() !== '') texts.push(text);
  };
  parser.write(svg).close();
  return { texts, paths };
}

const size = { width: 640, height: 360 };

/** How many bars or pieces of bars. ECharts marks what stands for a value. */
function marksOf(chart: Chart): number {
  return read(chartSvg(chart)).paths.filter((path) => path.ecmeta_ssr_type === 'chart').length;
}

describe('a chart', () => {
  it('is well-formed SVG with its words and numbers as text, whatever letters they have', () => {
    const { texts } = read(chartSvg(lines, { ...size, isAlone: true }));
    const all = texts.join(' ');
    for (const word of ['Folkmängd <i Ängen> & "där"', 'Prognosen <2025> & "högt"', 'invånare', '2027', '1\u202f500'])
      expect(all).toContain(word);
    expect(read(chartSvg(lines)).texts.join(' ')).not.toContain('Folkmängd');
  });

  it('has a bar for each value, and none where there is none', () => {
    expect(marksOf(stacked)).toBe(7);
    expect(marksOf(bars)).toBe(2);
  });

  it('dashes what is forecast, from the last year that is known', () => {
    const { paths } = read(chartSvg(lines));
    const own = coloursOf(lines).series;
    const drawn = (colour: string | undefined, isDashed: boolean) =>
      paths.filter((path) => path.stroke === colour && path.fill === 'none' && 'stroke-dasharray' in path === isDashed);
    expect(drawn(own[0], false).length).toBeGreaterThan(0);
    expect(drawn(own[0], true).length).toBeGreaterThan(0);
    const series = optionOf(lines, { width: 640, face: 'x' }).series;
    const values = Array.isArray(series) ? series.map(({ data }) => JSON.stringify(data)) : [];
    expect(values[0]).toMatch(/1000.*1100.*"-".*"-"/);
    expect(values[1]).toMatch(/"-".*1100.*1200.*1500/);
  });

  it('tells lines apart by their signs, and names of few colours by how light they are', () => {
    const series = optionOf(lines, { width: 640, face: 'x' }).series;
    const signs = Array.isArray(series) ? series.map((one) => ('symbol' in one ? one.symbol : undefined)) : [];
    expect(new Set(signs).size).toBe(2);
    for (const theme of ['light', 'dark'] as const) {
      const ages = { theme, inOrder: true, series: Array.from({ length: 9 }, () => ({ name: '', values: [] })) };
      const light = coloursOf(ages).series.map(lightness);
      const steps = light.slice(1).map((value, index) => Math.sign(value - (light[index] ?? 0)));
      expect(new Set(steps).size).toBe(1);
    }
  });

  it('has men to the left of the middle without a minus, and both sides as long', () => {
    const { texts } = read(chartSvg(pyramid));
    expect(texts.join('')).not.toMatch(/[-\u2212]/);
    const { xAxis } = optionOf(pyramid, { width: 640, face: 'x' });
    expect(xAxis).toMatchObject({ min: -10, max: 10 });
  });

  it('is a table too, where forecast years say so', () => {
    const { head, rows } = chartTable(lines);
    expect(head).toEqual(['År', 'Huvudscenario', 'Prognosen <2025> & "högt"']);
    expect(rows.map(({ title }) => title)).toEqual(['2024', '2025', '2026 (prognos)', '2027 (prognos)']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1\u202f000', '–'],
      ['1\u202f100', '1\u202f100'],
      ['1\u202f200', '1\u202f250,5'],
      ['1\u202f500', '1\u202f600'],
    ]);
    expect(chartTable({ ...lines, lang: 'en' }).rows[3]?.cells).toEqual(['1,500', '1,600']);
  });

  it('is a figure of a page with title, sentence, table and nothing that is not escaped', () => {
    const page = textOf(chartFigure(lines, 'folk'));
    expect(page).toContain('<strong id="folk">Folkmängd &lt;i Ängen&gt; &amp; &quot;där&quot;</strong>');
    expect(page).toContain('Heldragen linje: utfall. Streckad: prognos.');
    expect(page).not.toMatch(/<i |<2025>/);
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('<th scope="row">2027 (prognos)</th>');
  });

  it('is letters and lines in a report on paper, inside its margins', async () => {
    const scene: Scene = {
      box: [617_000, 6_612_000, 618_000, 6_612_500],
      width: 643,
      height: 339,
      margin: 0,
      pixelRatio: 1,
      zoom: 13,
      layers: [],
      key: 'charts',
      sources: {},
      transparent: false,
      grey: false,
    };
    const report = {
      title: 'Rapport',
      lang: 'sv' as const,
      author: '',
      lead: [],
      credit: '',
      foot: '{page} av {pages}',
    };
    const blocks = [lines, stacked, pyramid, bars].map((chart) => ({ kind: 'chart' as const, chart, height: 90 }));
    const bytes = await drawTask({ report: { ...report, blocks }, scene });
    const { pages } = await readPdf(bytes.buffer);
    expect(pages.map(({ images }) => images)).toEqual(pages.map(() => 0));
    const text = pages.map((page) => page.text.replaceAll(/\s/g, '')).join('');
    for (const word of ['Huvudscenario', 'Kvinnor2030', 'Örsundsbro', 'Ökarfrån1000till1500.', '<2025>&"högt"'])
      expect(text).toContain(word);
    const corners = pages.flatMap(({ paths }) => paths.flat().filter((_, index) => index % 2 === 0));
    expect(Math.min(...corners)).toBeGreaterThanOrEqual(14.5);
    expect(Math.max(...corners)).toBeLessThanOrEqual(195.5);
  });
});

describe('what a row of numbers says', () => {
  const told = (a: number, b: number, lang: 'sv' | 'en' = 'sv') =>
    growthSentence({
      lang,
      subject: 'Antalet 80 år och äldre',
      from: { year: 2025, value: a },
      to: { year: 2040, value: b },
    });

  it.each([
    [2310, 4610, 'Antalet 80 år och äldre fördubblas till 2040: från 2\u202f310 år 2025 till 4\u202f610.'],
    [100, 310, 'Antalet 80 år och äldre tredubblas till 2040: från 100 år 2025 till 310.'],
    [100, 49, 'Antalet 80 år och äldre halveras till 2040: från 100 år 2025 till 49.'],
    [1000, 1234, 'Antalet 80 år och äldre ökar med 23 % till 2040: från 1\u202f000 år 2025 till 1\u202f234.'],
    [1000, 900, 'Antalet 80 år och äldre minskar med 10 % till 2040: från 1\u202f000 år 2025 till 900.'],
    [1000, 1009, 'Antalet 80 år och äldre är nästan lika stort 2040 som 2025: 1\u202f000 och 1\u202f009.'],
    [0, 12, 'Antalet 80 år och äldre går från inget år 2025 till 12 år 2040.'],
    [0, 0, 'Antalet 80 år och äldre är nästan lika stort 2040 som 2025: 0 och 0.'],
  ])('%i → %i', (a, b, sentence) => expect(told(a, b)).toBe(sentence));

  it('says the same in English', () => {
    expect(told(100, 205, 'en')).toBe('Antalet 80 år och äldre doubles by 2040: from 100 in 2025 to 205.');
  });
});

function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}

import type { Chart } from './chart.ts';
import { init } from './echarts.ts';
import { optionOf } from './option.ts';

/** Where the page has its own letters, and where somebody else opens the file. */
const face = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif";

/** Of a chart that is not told how large to be: pixels. */
export const chartSize = { width: 640, height: 360 } as const;

export interface SvgLook {
  width: number;
  height: number;
  isAlone?: boolean;
}

/** An SVG document (SVG 1.1) with text as text, made without a browser. Without its title and sentence unless `isAlone`. */
export function chartSvg(chart: Chart, { width, height, isAlone = false }: SvgLook = chartSize): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  drawn.setOption(optionOf(chart, { width, face, isAlone }));
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  return svg;
}

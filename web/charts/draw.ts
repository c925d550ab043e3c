import { TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type { Chart } from '../../server/charts/chart.ts';
import { paperOf } from '../../server/charts/colours.ts';
import { init } from '../../server/charts/echarts.ts';
import { optionOf } from '../../server/charts/option.ts';
import { chartSvg } from '../../server/charts/svg.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { palettes } from '../../server/styles/palette.ts';
import { saveFile } from '../save-file.ts';

/** Charts in the browser: the server's own, and figures beside the pointer. Fetched with the first chart. */

use([TooltipComponent]);

const face = 'Source Sans';
/** Of a file: pixels, and dots for each. */
const file = { width: 960, height: 560, dots: 2 };

export interface DrawnChart {
  show(chart: Chart): void;
  remove(): void;
}

/** Draws in an element, as large as that is, now and when its size changes. */
export function drawIn(box: HTMLElement): DrawnChart {
  const drawn = init(box, null, { renderer: 'svg' });
  let shown: Chart | undefined;
  const draw = () => {
    if (!shown) return;
    const option = optionOf(shown, { width: drawn.getWidth(), face });
    drawn.setOption({ ...option, tooltip: tooltipOf(shown) }, { notMerge: true });
  };
  const watch = new ResizeObserver(() => {
    drawn.resize();
    draw();
  });
  watch.observe(box);
  return {
    show(chart) {
      shown = chart;
      draw();
    },
    remove() {
      watch.disconnect();
      drawn.dispose();
    },
  };
}

function tooltipOf(chart: Chart) {
  const palette = palettes[chart.theme];
  return {
    trigger: 'axis',
    axisPointer: { type: chart.kind === 'lines' ? 'line' : 'shadow', animation: false },
    confine: true,
    transitionDuration: 0,
    backgroundColor: paperOf(chart.theme),
    borderColor: palette['text-soft'],
    textStyle: { fontFamily: face, fontSize: 14, color: palette.text },
    valueFormatter: (value: unknown) =>
      typeof value === 'number' ? formatNumber(chart.kind === 'pyramid' ? Math.abs(value) : value, chart.lang) : '–',
  };
}

/** The chart with its title and sentence, on light paper. */
export function saveSvg(chart: Chart, name: string): void {
  saveFile(`${name}.svg`, chartSvg({ ...chart, theme: 'light' }, { ...file, isAlone: true }), 'image/svg+xml');
}

export async function savePng(chart: Chart, name: string): Promise<void> {
  const { width, height, dots } = file;
  const box = document.createElement('div');
  const drawn = init(box, null, { renderer: 'canvas', width, height, devicePixelRatio: dots });
  drawn.setOption(optionOf({ ...chart, theme: 'light' }, { width, face, isAlone: true }));
  const canvas = drawn.renderToCanvas({ pixelRatio: dots });
  const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  drawn.dispose();
  if (bytes) saveFile(`${name}.png`, bytes, 'image/png');
}

import type { Chart } from './chart.ts';
import { init, setPlatformAPI } from './echarts.ts';
import { optionOf } from './option.ts';

type Six = [a: number, b: number, c: number, d: number, e: number, f: number];

/** What a canvas and a page of a PDF both can, as far as we ask it ourselves. */
export interface ChartPainter {
  save(): void;
  restore(): void;
  transform(...matrix: Six): void;
  font: string;
  measureText(text: string): { width: number };
}

/** Where, in the painter's own unit, and the name of the face there. */
export interface ChartPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  /** How many of the painter's units a pixel of the chart is. */
  pixel: number;
  face: string;
  isAlone?: boolean;
}

/** Draws a chart with lines and letters upon what is there already: a part of a page of a PDF, or of an image. */
export function paintChart(chart: Chart, context: ChartPainter, place: ChartPlace): void {
  const { x, y, pixel, face, isAlone = false } = place;
  const [width, height] = [place.width / pixel, place.height / pixel];
  context.save();
  context.transform(pixel, 0, 0, pixel, x, y);
  // ECharts measures words before it draws them.
  setPlatformAPI({
    measureText: (text: string, font?: string) => {
      if (font) context.font = font;
      return context.measureText(text);
    },
  });
  const canvas = { width, height, getContext: () => beginningHere(context) };
  const drawn = init(canvas, null, { renderer: 'canvas', width, height, devicePixelRatio: 1 });
  drawn.setOption(optionOf(chart, { width, face, isAlone }));
  drawn.getZr().flush();
  drawn.dispose();
  context.restore();
}

/**
 * The painter as one whose corner is where it is now. ECharts sets its transform anew for each thing that it draws, as if the
 * whole canvas were its own, and wipes that before it begins.
 */
function beginningHere<T extends ChartPainter>(context: T): T {
  let now: Six = [1, 0, 0, 1, 0, 0];
  const kept: Six[] = [];
  const own: Record<string, unknown> = {
    save: () => {
      kept.push(now);
      context.save();
    },
    restore: () => {
      now = kept.pop() ?? now;
      context.restore();
    },
    setTransform: (...matrix: Six) => {
      context.transform(...inverse(now));
      context.transform(...matrix);
      now = matrix;
    },
    clearRect: () => {},
  };
  return new Proxy(context, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

function inverse([a, b, c, d, e, f]: Six): Six {
  const size = a * d - b * c;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

import type { Chart } from '../../charts/chart.ts';
import type { Rectangle } from './papers.ts';

/** What stands on a sheet besides the map: plain data, millimetres from the upper left corner of the page. */

export const faces = { regular: 'Source Sans Regular', semibold: 'Source Sans Semibold' } as const;
export type Face = keyof typeof faces;

export const inks = { ink: '#1d1c1a', soft: '#57534c', rule: '#1d1c1a', grid: '#3a3a3a' } as const;
export type Ink = keyof typeof inks;

/** A line of text. `y` is where the letters stand. */
export interface TextMark {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  size: number;
  face: Face;
  ink: Ink;
  align?: 'left' | 'middle' | 'right';
  /** On the map: with paper around the letters. */
  halo?: boolean;
}

/** Corners, x and y in turn. */
export interface ShapeMark {
  kind: 'shape';
  rings: readonly (readonly number[])[];
  fill?: Ink | 'white';
  line?: { ink: Ink; width: number; opacity?: number };
  closed: boolean;
}

/** The so-manieth row or heading of the legend, as it has been set (server/pictures/drawing/legend.ts). */
export interface LegendMark {
  kind: 'legend';
  x: number;
  y: number;
  index: number;
}

/** `pixel`: millimetres that a pixel of it is. */
export interface ChartMark extends Rectangle {
  kind: 'chart';
  chart: Chart;
  pixel: number;
}

export type Mark = TextMark | ShapeMark | LegendMark | ChartMark;

/** Something of a sheet that nothing else may lie on. */
export interface Placed extends Rectangle {
  name: string;
}

export interface Page {
  width: number;
  height: number;
  marks: Mark[];
  placed: Placed[];
  /** The first page has the map. */
  map?: Rectangle;
}

/** Width of a text in millimetres. */
export type Measure = (text: string, face: Face, size: number) => number;

export function rectangle({ x, y, width, height }: Rectangle, look: Pick<ShapeMark, 'fill' | 'line'>): ShapeMark {
  return { kind: 'shape', rings: [[x, y, x + width, y, x + width, y + height, x, y + height]], closed: true, ...look };
}

export function stroke(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  ink: Ink = 'rule',
  opacity = 1,
): ShapeMark {
  return { kind: 'shape', rings: [[x1, y1, x2, y2]], closed: false, line: { ink, width, opacity } };
}

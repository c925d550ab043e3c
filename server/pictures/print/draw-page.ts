import { paintChart } from '../../charts/paint.ts';
import { draw, type Scene } from '../drawing/draw.ts';
import type { SetItem } from '../drawing/legend.ts';
import type { Painter, Pen } from '../drawing/pen.ts';
import { unjoined } from '../drawing/text.ts';
import {
  faces,
  inks,
  type LegendMark,
  type Mark,
  type Measure,
  type Page,
  type ShapeMark,
  type TextMark,
} from './marks.ts';

/** How the legend's items are drawn: set beforehand, in pixels of so many millimetres. */
export interface LegendSet {
  items: readonly SetItem[];
  pixel: number;
  /** Behind each sample, where the map's paper is not as light as the sheet's. */
  plate: string | undefined;
  pen: Pick<Pen, 'pixelRatio' | 'repeat'>;
}

/** Letters are measured and drawn at this size and made smaller: no rounding to dots then. */
const large = 100;

function setFont(context: Painter, face: TextMark['face']): void {
  context.font = `${large}px "${faces[face]}"`;
  context.letterSpacing = unjoined;
}

/** Widths of texts on a canvas, in the unit of their size. */
export function measureOn(context: Painter): Measure {
  return (text, face, size) => {
    setFont(context, face);
    return (context.measureText(text).width * size) / large;
  };
}

/** Draws a page with its map. One unit of the context is a millimetre. */
export function drawPage(page: Page, scene: Scene, context: Painter, legend: LegendSet): void {
  if (page.map) {
    context.save();
    context.translate(page.map.x, page.map.y);
    context.scale(page.map.width / scene.width, page.map.height / scene.height);
    draw(scene, context, legend.pen.repeat satisfies Pen['repeat']);
    context.restore();
  }
  drawMarks(page, context, legend);
}

function drawMarks({ marks }: Page, context: Painter, legend: LegendSet): void {
  for (const mark of marks) drawMark(mark, context, legend);
}

function drawMark(mark: Mark, context: Painter, legend: LegendSet): void {
  context.setLineDash([]);
  switch (mark.kind) {
    case 'text':
      drawText(mark, context);
      break;
    case 'shape':
      drawShape(mark, context);
      break;
    case 'legend':
      drawLegend(mark, context, legend);
      break;
    case 'chart':
      context.letterSpacing = unjoined;
      paintChart(mark.chart, context, { ...mark, face: faces.regular });
  }
}

const alignments = { left: 0, middle: 0.5, right: 1 } as const;

function drawText({ x, y, text, size, face, ink, align = 'left', halo }: TextMark, context: Painter): void {
  context.save();
  context.translate(x, y);
  context.scale(size / large, size / large);
  setFont(context, face);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const left = align === 'left' ? 0 : -context.measureText(text).width * alignments[align];
  if (halo) {
    context.strokeStyle = 'rgba(255,255,255,0.9)';
    context.lineWidth = large * 0.3;
    context.lineJoin = 'round';
    context.strokeText(text, left, 0);
  }
  context.fillStyle = inks[ink];
  context.fillText(text, left, 0);
  context.restore();
}

function drawShape({ rings, closed, fill, line }: ShapeMark, context: Painter): void {
  context.beginPath();
  for (const ring of rings) {
    context.moveTo(ring[0] ?? 0, ring[1] ?? 0);
    for (let at = 2; at < ring.length; at += 2) context.lineTo(ring[at] ?? 0, ring[at + 1] ?? 0);
    if (closed) context.closePath();
  }
  if (fill) {
    context.fillStyle = fill === 'white' ? '#ffffff' : inks[fill];
    context.fill('nonzero');
  }
  if (!line) return;
  context.globalAlpha = line.opacity ?? 1;
  context.strokeStyle = inks[line.ink];
  context.lineWidth = line.width;
  context.lineJoin = 'miter';
  context.lineCap = 'butt';
  context.stroke();
  context.globalAlpha = 1;
}

function drawLegend({ x, y, index }: LegendMark, context: Painter, { items, pixel, plate, pen }: LegendSet): void {
  const item = items[index];
  if (!item) return;
  context.save();
  context.translate(x, y);
  context.scale(pixel, pixel);
  if (plate && item.item.kind === 'row') {
    context.fillStyle = plate;
    context.fillRect(0, 1, legendSwatch.width, item.height - 2);
  }
  item.draw(context, 0, 0, pen);
  context.restore();
}

/** Of a sample, in pixels. */
export const legendSwatch = { width: 24, height: 12 } as const;

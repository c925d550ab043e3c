import { createCanvas, PDFDocument } from '@napi-rs/canvas';
import { millimetresPerInch, pixelMillimetres } from '../../geometry/pixel.ts';
import { palettes } from '../../styles/palette.ts';
import type { Scene } from '../drawing/draw.ts';
import { loadFaces } from '../drawing/faces.ts';
import { setLegend } from '../drawing/legend.ts';
import { encodePng } from '../drawing/png.ts';
import type { DatasetLegend } from '../legend.ts';
import { columnsIn } from './columns.ts';
import { drawPage, type LegendSet, legendSwatch, measureOn } from './draw-page.ts';
import { layout, type SheetPlan } from './layout.ts';
import { inks, type Page } from './marks.ts';
import { withCatalogue } from './pdf-catalogue.ts';
import { asLargeAsOnMap, presentItems } from './present.ts';

/** A sheet of paper, and what becomes of it. Plain data. */
export interface SheetTask {
  scene: Scene;
  plan: SheetPlan;
  /** What the legend may say; what the picture does not have is left out. */
  legends: readonly DatasetLegend[];
  look: { isDark: boolean; isGrey: boolean };
  author: string;
  /** A PDF has all pages; an image has one, counted from 1. */
  output: { type: 'pdf' } | { type: 'png'; dotsPerInch: number; page: number };
}

const pointsPerInch = 72;
/** Of the legend, in pixels of 0.28 mm: some 2.4 mm. */
const legendText = 8.6;

/** Draws a sheet to bytes. An image of a page that there is not has none. */
export async function drawSheet(task: SheetTask): Promise<Uint8Array<ArrayBuffer>> {
  loadFaces();
  const { plan, scene, output } = task;
  const { unit, words } = plan.sheet;
  const { isDark, isGrey } = task.look;
  const pixel = pixelMillimetres * unit;
  const width = (columnsIn(words, unit)[0]?.width ?? 0) / pixel;
  const look = { width, textSize: legendText, swatch: legendSwatch, colour: inks.ink, grey: isGrey };
  const mapPixel = plan.sheet.map.width / scene.width;
  const items = setLegend(asLargeAsOnMap(presentItems(task.legends, scene), mapPixel / pixel), look);
  const measure = measureOn(createCanvas(1, 1).getContext('2d'));
  const pieces = items.map(({ height, item }) => ({ height: height * pixel, isHeading: item.kind === 'heading' }));
  const pages = layout(plan, pieces, measure);
  const plate = isDark ? palettes.dark.land : undefined;
  const legend = { items, pixel, plate };
  if (output.type === 'pdf') return pdf(task, pages, legend);
  const page = pages[output.page - 1];
  return page ? png(scene, page, legend, output.dotsPerInch) : new Uint8Array(0);
}

function pdf({ scene, plan, author }: SheetTask, pages: readonly Page[], legend: Omit<LegendSet, 'pen'>) {
  const document = new PDFDocument({ title: plan.words.title, author, creator: 'Allmänning' });
  const points = pointsPerInch / millimetresPerInch;
  for (const page of pages) {
    const context = document.beginPage(page.width * points, page.height * points);
    context.scale(points, points);
    drawPage(page, scene, context, { ...legend, pen: { pixelRatio: 1 } });
    document.endPage();
  }
  return Uint8Array.from(withCatalogue(document.close(), plan.lang));
}

function png(scene: Scene, page: Page, legend: Omit<LegendSet, 'pen'>, dotsPerInch: number) {
  const dots = dotsPerInch / millimetresPerInch;
  const canvas = createCanvas(Math.round(page.width * dots), Math.round(page.height * dots));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(dots, dots);
  drawPage(page, scene, context, {
    ...legend,
    pen: { pixelRatio: dots * legend.pixel, repeat: (cell) => context.createPattern(cell, 'repeat') },
  });
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Uint8Array.from(encodePng({ data, width, height, perMetre: (1000 * dotsPerInch) / millimetresPerInch }));
}

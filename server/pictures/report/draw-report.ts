import { createCanvas, PDFDocument } from '@napi-rs/canvas';
import { millimetresPerInch } from '../../geometry/pixel.ts';
import { loadFaces } from '../drawing/faces.ts';
import { drawPage, measureOn } from '../print/draw-page.ts';
import { withCatalogue } from '../print/pdf-catalogue.ts';
import type { ReportTask } from '../report.ts';
import { layOutReport } from './lay-out.ts';

const pointsPerInch = 72;

/** Draws a report as a PDF of letters and lines. */
export async function drawReport({ report, scene }: ReportTask): Promise<Uint8Array<ArrayBuffer>> {
  loadFaces();
  const { title, author, lang } = report;
  const pages = layOutReport(report, measureOn(createCanvas(1, 1).getContext('2d')));
  const document = new PDFDocument({ title, author, creator: 'Allmänning' });
  const points = pointsPerInch / millimetresPerInch;
  for (const page of pages) {
    const context = document.beginPage(page.width * points, page.height * points);
    context.scale(points, points);
    drawPage(page, scene, context, { items: [], pixel: 1, plate: undefined, pen: { pixelRatio: 1 } });
    document.endPage();
  }
  return Uint8Array.from(withCatalogue(document.close(), lang));
}

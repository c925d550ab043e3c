import { createCanvas, PDFDocument, type SKRSContext2D, SvgExportFlag } from '@napi-rs/canvas';
import type { PictureType } from '../content.ts';
import { draw, type Scene } from './draw.ts';
import { loadFaces } from './faces.ts';

/** A scene, and what becomes of it. */
export interface DrawingTask {
  scene: Scene;
  type: PictureType;
}

/** Points (1/72 inch) of a pixel of 0.28 mm: a vector picture is as large on paper as its scale says. */
const pointsOfPixel = (0.28 / 25.4) * 72;
const jpegQuality = 88;
const webpQuality = 85;

/** Draws a scene to bytes. */
export async function drawPicture({ scene, type }: DrawingTask): Promise<Uint8Array<ArrayBuffer>> {
  loadFaces();
  const width = scene.width - 2 * scene.margin;
  const height = scene.height - 2 * scene.margin;
  if (type === 'pdf') {
    const document = new PDFDocument({ creator: 'Allmänning' });
    const page = document.beginPage(width * pointsOfPixel, height * pointsOfPixel);
    page.scale(pointsOfPixel, pointsOfPixel);
    draw(scene, page);
    document.endPage();
    return own(document.close());
  }
  if (type === 'svg') {
    const canvas = createCanvas(width, height, SvgExportFlag.NoPrettyXML);
    draw(scene, canvas.getContext('2d'));
    return own(canvas.getContent());
  }
  const canvas = createCanvas(Math.round(width * scene.pixelRatio), Math.round(height * scene.pixelRatio));
  const context = canvas.getContext('2d');
  context.scale(canvas.width / width, canvas.height / height);
  // JPEG has no transparency: what is not drawn is white there.
  if (type === 'jpeg') white(context, width, height);
  draw(scene, context, (cell) => context.createPattern(cell, 'repeat'));
  switch (type) {
    case 'jpeg':
      return own(await canvas.encode('jpeg', jpegQuality));
    case 'webp':
      return own(await canvas.encode('webp', webpQuality));
    case 'png':
    case 'png8':
      return own(await canvas.encode('png'));
  }
}

function white(context: SKRSContext2D, width: number, height: number): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
}

/** Bytes that may be handed to another thread. */
function own(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer);
}

import { createCanvas, PDFDocument, type SKRSContext2D, SvgExportFlag } from '@napi-rs/canvas';
import type { PictureType } from '../content.ts';
import { draw, type Scene } from './draw.ts';
import { loadFaces } from './faces.ts';
import { encodePng } from './png.ts';

/** A scene, and what becomes of it. */
export interface DrawingTask {
  scene: Scene;
  type: PictureType;
}

/** Millimetres of a pixel on paper (OGC 06-042 §7.2.4.6.9). */
const pixelMm = 0.28;
/** Points (1/72 inch) of a pixel: a vector picture is as large on paper as its scale says. */
const pointsOfPixel = (pixelMm / 25.4) * 72;
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
      return own(
        encodePng({
          width: canvas.width,
          height: canvas.height,
          data: context.getImageData(0, 0, canvas.width, canvas.height).data,
          perMetre: (1000 / pixelMm) * scene.pixelRatio,
        }),
      );
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

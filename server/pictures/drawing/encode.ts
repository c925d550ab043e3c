import { createCanvas, PDFDocument, SvgExportFlag } from '@napi-rs/canvas';
import { millimetresPerInch, pixelMetres, pixelMillimetres } from '../../geometry/pixel.ts';
import type { PictureType } from '../content.ts';
import { draw, type Scene } from './draw.ts';
import { loadFaces } from './faces.ts';
import { indexedPng } from './indexed-png.ts';
import { edge, type LegendItem, type LegendLook, setLegend, sizeOf } from './legend.ts';
import type { Painter, Pen } from './pen.ts';
import { type Dots, encodePng } from './png.ts';

/** What is drawn, and what becomes of it. */
export type DrawingTask = {
  type: PictureType;
  /** A colour (#rrggbb) below it all. Absent: none, or white where the type has no transparency. */
  backdrop?: string | undefined;
} & ({ scene: Scene } | { legend: Legend });

/** A legend by itself. Plain data. */
export interface Legend {
  items: readonly LegendItem[];
  look: LegendLook;
  pixelRatio: number;
  /** Width and height in pixels. Absent: as much as it takes. */
  size?: readonly [number, number];
}

/** Points (1/72 inch) of a pixel: a vector picture is as large on paper as its scale says. */
const pointsOfPixel = (pixelMillimetres / millimetresPerInch) * 72;
const jpegQuality = 88;
const webpQuality = 85;

/** Draws a picture to bytes. */
export async function drawPicture(task: DrawingTask): Promise<Uint8Array<ArrayBuffer>> {
  loadFaces();
  const { type, backdrop } = task;
  const { width, height, pixelRatio, paint } = 'scene' in task ? sheetOfScene(task.scene) : sheetOfLegend(task.legend);
  if (type === 'pdf') {
    const document = new PDFDocument({ creator: 'Allmänning' });
    const page = document.beginPage(width * pointsOfPixel, height * pointsOfPixel);
    page.scale(pointsOfPixel, pointsOfPixel);
    if (backdrop) fill(page, backdrop, width, height);
    paint(page);
    document.endPage();
    return own(document.close());
  }
  if (type === 'svg') {
    const canvas = createCanvas(width, height, SvgExportFlag.NoPrettyXML);
    const context = canvas.getContext('2d');
    if (backdrop) fill(context, backdrop, width, height);
    paint(context);
    return own(canvas.getContent());
  }
  const canvas = createCanvas(Math.round(width * pixelRatio), Math.round(height * pixelRatio));
  const context = canvas.getContext('2d');
  context.scale(canvas.width / width, canvas.height / height);
  // JPEG has no transparency: what is not drawn is white there.
  const below = backdrop ?? (type === 'jpeg' ? '#ffffff' : undefined);
  if (below) fill(context, below, width, height);
  paint(context, (cell) => context.createPattern(cell, 'repeat'));
  const dots = (): Dots => ({
    width: canvas.width,
    height: canvas.height,
    data: context.getImageData(0, 0, canvas.width, canvas.height).data,
    perMetre: (1 / pixelMetres) * pixelRatio,
  });
  switch (type) {
    case 'jpeg':
      return own(await canvas.encode('jpeg', jpegQuality));
    case 'webp':
      return own(await canvas.encode('webp', webpQuality));
    case 'png':
      return own(encodePng(dots()));
    case 'png8':
      return own(indexedPng(dots()));
  }
}

/** So many pixels, and what is painted on them. */
interface Sheet {
  width: number;
  height: number;
  pixelRatio: number;
  paint(context: Painter, repeat?: Pen['repeat']): void;
}

function sheetOfScene(scene: Scene): Sheet {
  return {
    width: scene.width - 2 * scene.margin,
    height: scene.height - 2 * scene.margin,
    pixelRatio: scene.pixelRatio,
    paint: (context, repeat) => draw(scene, context, repeat),
  };
}

function sheetOfLegend({ items, look, pixelRatio, size }: Legend): Sheet {
  const set = setLegend(items, look);
  const [width, height] = size ?? sizeOf(set);
  return {
    width,
    height,
    pixelRatio,
    paint(context, repeat) {
      let top = edge;
      for (const item of set) {
        item.draw(context, edge, top, { pixelRatio, repeat });
        top += item.height;
      }
    },
  };
}

function fill(context: Painter, colour: string, width: number, height: number): void {
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
}

/** Bytes that may be handed to another thread. */
function own(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer);
}

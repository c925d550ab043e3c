import { PNG } from 'pngjs';
import { type Image, images, pixelAt } from './images.ts';
import { imageName, type Theme, themes } from './palette.ts';

/** Where an image lies in the sprite, in the sprite's own pixels (MapLibre style spec, sprite). */
interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  pixelRatio: number;
}

export interface Sprite {
  json: Record<string, Place>;
  png: Buffer;
}

/** Samples across and down each pixel, so that edges are smooth. */
const samples = 3;
const sheetWidth = 512;
/** Empty pixels between images, so that no neighbour shines through when an image is scaled. */
const gap = 2;

/** All images for both themes on one sheet. `pixelRatio` 2 is the sheet for fine screens (`@2x`). */
export function drawSprite(pixelRatio: 1 | 2): Sprite {
  const json: Record<string, Place> = {};
  const drawn: { image: Image; theme: Theme; place: Place }[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  for (const theme of themes) {
    for (const image of images) {
      const width = image.width * pixelRatio;
      const height = image.height * pixelRatio;
      if (x + width > sheetWidth * pixelRatio) {
        x = 0;
        y += rowHeight + gap;
        rowHeight = 0;
      }
      const place = { x, y, width, height, pixelRatio };
      json[imageName(image.name, theme)] = place;
      drawn.push({ image, theme, place });
      x += width + gap;
      rowHeight = Math.max(rowHeight, height);
    }
  }
  const sheet = new PNG({ width: sheetWidth * pixelRatio, height: y + rowHeight });
  for (const { image, theme, place } of drawn) drawImage(sheet, image, theme, place);
  return { json, png: PNG.sync.write(sheet) };
}

interface Picture {
  url: string;
  width: number;
  height: number;
}
const pictures = new Map<string, Picture>();

/** One image as the address of a picture, for the legend; sizes in CSS pixels. */
export function imageDataUrl(name: string): Picture {
  const drawn = pictures.get(name) ?? drawPicture(name);
  pictures.set(name, drawn);
  return drawn;
}

function drawPicture(name: string): Picture {
  for (const theme of themes) {
    const image = images.find((candidate) => imageName(candidate.name, theme) === name);
    if (!image) continue;
    // A swatch shows a large image at half its size, so its own pixels are enough for a fine screen.
    const pixelRatio = image.width > 24 ? 1 : 2;
    const sheet = new PNG({ width: image.width * pixelRatio, height: image.height * pixelRatio });
    drawImage(sheet, image, theme, { x: 0, y: 0, width: sheet.width, height: sheet.height, pixelRatio });
    const url = `data:image/png;base64,${PNG.sync.write(sheet).toString('base64')}`;
    return { url, width: image.width, height: image.height };
  }
  throw new Error(`bilden ${name} finns inte i spriten`);
}

function drawImage(sheet: PNG, image: Image, theme: Theme, place: Place): void {
  for (let row = 0; row < place.height; row++) {
    for (let column = 0; column < place.width; column++) {
      const offset = ((place.y + row) * sheet.width + place.x + column) * 4;
      sheet.data.set(averageColour(image, theme, column, row, place.pixelRatio), offset);
    }
  }
}

function averageColour(image: Image, theme: Theme, column: number, row: number, pixelRatio: number): number[] {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < samples * samples; sample++) {
    const x = (column + ((sample % samples) + 0.5) / samples) / pixelRatio;
    const y = (row + (Math.floor(sample / samples) + 0.5) / samples) / pixelRatio;
    const [red, green, blue, alpha] = pixelAt(image, x, y, theme);
    sum[0] = (sum[0] ?? 0) + red * alpha;
    sum[1] = (sum[1] ?? 0) + green * alpha;
    sum[2] = (sum[2] ?? 0) + blue * alpha;
    sum[3] = (sum[3] ?? 0) + alpha;
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum;
  if (alpha === 0) return [0, 0, 0, 0];
  return [red / alpha, green / alpha, blue / alpha, (alpha / samples ** 2) * 255].map(Math.round);
}

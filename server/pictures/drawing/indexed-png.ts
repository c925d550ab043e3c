import { createRequire } from 'node:module';
import { chunkOf, type Dots, pngOf } from './png.ts';

/** A PNG whose pixels are numbers of at most 256 colours (PNG, colour type 3): a map takes a third of the bytes. */

/** What we use of gifenc, which has no types. Colours are red, green, blue and, where the format has it, alpha, 0–255. */
interface Gifenc {
  quantize(
    rgba: Uint8ClampedArray,
    most: number,
    options: { format: 'rgb565' | 'rgba4444'; clearAlpha: boolean },
  ): number[][];
  applyPalette(rgba: Uint8ClampedArray, palette: readonly number[][], format: 'rgb565' | 'rgba4444'): Uint8Array;
}

// Its module has one name in Node and another in Vite: required, it is the same in both.
const require = createRequire(import.meta.url);
const gifenc: Gifenc = require('gifenc');

export function indexedPng(dots: Dots): Buffer {
  const { width, height, data: rgba } = dots;
  const { palette, indices } = exactPalette(rgba) ?? nearestPalette(rgba);
  // The colours that are not opaque come first, for only those need to be told.
  const order = palette.map((_, index) => index).sort((a, b) => alphaOf(palette[a]) - alphaOf(palette[b]));
  const places = new Uint8Array(256);
  order.forEach((from, to) => {
    places[from] = to;
  });
  const colours = order.map((index) => palette[index] ?? []);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      lines[y * (width + 1) + 1 + x] = places[indices[y * width + x] ?? 0] ?? 0;
    }
  }
  const alphas = colours.map(alphaOf).filter((alpha) => alpha < 255);
  return pngOf(dots, 'palette', lines, [
    chunkOf('PLTE', Buffer.from(colours.flatMap(([red = 0, green = 0, blue = 0]) => [red, green, blue]))),
    ...(alphas.length > 0 ? [chunkOf('tRNS', Buffer.from(alphas))] : []),
  ]);
}

interface Indexed {
  palette: number[][];
  indices: Uint8Array;
}

const mostColours = 256;

/** Every colour itself, where they are few enough. */
function exactPalette(rgba: Uint8ClampedArray): Indexed | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const known = new Map<number, number>();
  const palette: number[][] = [];
  const indices = new Uint8Array(pixels.length);
  let before = -1;
  let index = 0;
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] ?? 0;
    if (pixel !== before) {
      before = pixel;
      let found = known.get(pixel);
      if (found === undefined) {
        if (palette.length === mostColours) return undefined;
        found = palette.length;
        known.set(pixel, found);
        palette.push([...rgba.subarray(4 * at, 4 * at + 4)]);
      }
      index = found;
    }
    indices[at] = index;
  }
  return { palette, indices };
}

function nearestPalette(rgba: Uint8ClampedArray): Indexed {
  const isOpaque = rgba.every((value, at) => at % 4 !== 3 || value === 255);
  const format = isOpaque ? 'rgb565' : 'rgba4444';
  const palette = gifenc.quantize(rgba, mostColours, { format, clearAlpha: false });
  return { palette, indices: gifenc.applyPalette(rgba, palette, format) };
}

function alphaOf(colour: readonly number[] | undefined): number {
  return colour?.[3] ?? 255;
}

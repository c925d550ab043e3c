import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../server/pictures/drawing/encode.ts';
import { indexedPng } from '../../server/pictures/drawing/indexed-png.ts';
import { heightOf, type LegendItem, setLegend, usualLegend } from '../../server/pictures/drawing/legend.ts';

const look = { ...usualLegend, colour: '#000000', grey: false };
const area = (text: string, colour: string): LegendItem => ({
  kind: 'row',
  text,
  geometry: 'polygon',
  parts: [{ type: 'fill', colour, opacity: 1 }],
});

async function pixels(bytes: Uint8Array) {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return { ...context.getImageData(0, 0, image.width, image.height), width: image.width, height: image.height };
}

describe('a legend', () => {
  it('breaks long texts at its width, and tells its height before it is drawn', () => {
    const [short, long] = setLegend([area('Bostäder', '#ff0000'), area('Bostäder '.repeat(30), '#ff0000')], look);
    expect(short?.height).toBeGreaterThan(look.swatch.height);
    expect(long?.height).toBeGreaterThan(4 * look.textSize);
    expect(long?.width).toBeLessThanOrEqual(look.width);
    expect(heightOf([...(short ? [short] : []), ...(long ? [long] : [])])).toBe(
      (short?.height ?? 0) + (long?.height ?? 0),
    );
  });

  it('has each sample in its colour beside its text, in grey without hues', async () => {
    const items = [area('Röd', 'rgba(255,0,0,1)'), area('Blå', 'rgba(0,0,255,1)')];
    const drawn = await pixels(await drawPicture({ legend: { items, look, pixelRatio: 1 }, type: 'png' }));
    const rowHeight = (drawn.height - 12) / 2;
    const at = (row: number) => [
      ...drawn.data.slice(
        4 * (Math.round(6 + rowHeight * (row + 0.5)) * drawn.width + 20),
        4 * (Math.round(6 + rowHeight * (row + 0.5)) * drawn.width + 20) + 4,
      ),
    ];
    expect(at(0)).toEqual([255, 0, 0, 255]);
    expect(at(1)).toEqual([0, 0, 255, 255]);
    const grey = await pixels(
      await drawPicture({ legend: { items, look: { ...look, grey: true }, pixelRatio: 1 }, type: 'png' }),
    );
    expect(grey.data.every((value, index) => index % 4 === 3 || value === grey.data[index - (index % 4)])).toBe(true);
  });

  it('draws circles whose size says something as large as the map does', () => {
    const circle = (radius: number): LegendItem => ({
      kind: 'row',
      text: '7 000',
      geometry: 'point',
      parts: [{ type: 'circle', colour: '#000000', opacity: 1, radius, strokeColour: '#000000', strokeWidth: 1 }],
      trueSize: true,
    });
    const [large, small] = setLegend([circle(34), circle(3)], look);
    expect(large?.height).toBeGreaterThan(68);
    expect(small?.height).toBeLessThan(30);
  });
});

describe('a PNG of 256 colours', () => {
  it('is indexed, and exact where the picture has no more colours', async () => {
    const rgba = Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 0, 0, 1, 2, 3, 255]);
    const bytes = indexedPng({ data: rgba, width: 2, height: 2, perMetre: 3571 });
    expect(bytes[25]).toBe(3);
    expect([...PNG.sync.read(bytes).data]).toEqual([...rgba]);
  });

  it('takes the nearest of 256 colours where it has more', () => {
    const [width, height] = [64, 64];
    const rgba = new Uint8ClampedArray(4 * width * height);
    for (let at = 0; at < width * height; at++) rgba.set([at % 256, (at >> 4) % 256, (3 * at) % 256, 255], 4 * at);
    const read = PNG.sync.read(indexedPng({ data: rgba, width, height, perMetre: 3571 }));
    const colours = new Set(Array.from({ length: width * height }, (_, at) => read.data.readUInt32BE(4 * at)));
    expect(colours.size).toBeLessThanOrEqual(256);
    const differs = [...rgba].reduce((sum, value, at) => sum + Math.abs(value - (read.data[at] ?? 0)), 0) / rgba.length;
    expect(differs).toBeLessThan(8);
    expect(read.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
  });
});

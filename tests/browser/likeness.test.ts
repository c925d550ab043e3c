import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../setup/service.ts';
import { openBrowser } from './browser.ts';

/** The pictures of both, side by side, to be looked at. */
const folder = fileURLToPath(new URL('./.likeness/', import.meta.url));

/** Of a picture seen from afar, the share of dots whose colour is another one. */
const mostOther = 0.04;

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [service, browser] = await Promise.all([startTestService('embedded'), openBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const places = [
  { layers: 'detaljplaner', zoom: 9, centre: [17.0, 59.62], theme: 'light' },
  { layers: 'befolkningsprognos', zoom: 10, centre: [17.05, 59.62], theme: 'light' },
  { layers: 'exploateringsomraden', zoom: 11.5, centre: [17.078, 59.636], theme: 'light' },
  { layers: 'detaljplaner,exploateringsomraden', zoom: 12.5, centre: [17.078, 59.636], theme: 'dark' },
  { layers: 'detaljplaner', zoom: 13.4, centre: [17.078, 59.636], theme: 'light' },
  { layers: 'befolkningsprognos', zoom: 12, centre: [17.09, 59.63], theme: 'dark' },
  { layers: 'detaljplaner', zoom: 14.6, centre: [17.08, 59.633], theme: 'light' },
  { layers: 'exploateringsomraden', zoom: 15, centre: [17.08, 59.633], theme: 'dark' },
  { layers: 'detaljplaner', zoom: 16, centre: [17.08, 59.634], theme: 'light' },
  { layers: 'detaljplaner', zoom: 18, centre: [17.0805, 59.634], theme: 'light' },
] as const;

interface Drawn {
  png: Buffer;
  width: number;
  height: number;
}

const mapAlone = 'body * { visibility: hidden !important } .maplibregl-canvas { visibility: visible !important }';

/** What the browser draws there, without anything above the map. */
async function drawnByMapLibre(place: (typeof places)[number]): Promise<Drawn> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 600 },
    locale: 'sv-SE',
    reducedMotion: 'reduce',
    colorScheme: place.theme,
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const [longitude, latitude] = place.centre;
    await page.goto(`${service.url}/?lager=${place.layers}#${place.zoom}/${latitude}/${longitude}`);
    const canvas = page.locator('.maplibregl-canvas');
    await canvas.waitFor();
    await page.waitForLoadState('networkidle');
    const clip = await canvas.boundingBox();
    if (!clip) throw new Error('there is no map');
    const { width, height } = clip;
    for (let before: Buffer | undefined; ; ) {
      const png = await page.screenshot({ clip, style: mapAlone });
      if (before?.equals(png)) return { png, width, height };
      before = png;
      await page.waitForTimeout(1_500);
    }
  } finally {
    await context.close();
  }
}

async function drawnHere(
  { layers, zoom, centre, theme }: (typeof places)[number],
  { width, height }: Drawn,
): Promise<Drawn> {
  const answer = await fetch(
    `${service.url}/karta.png?lager=${layers}&mitt=${centre.join()}&zoom=${zoom}&storlek=${width}x${height}&tema=${theme}`,
  );
  expect(answer.status).toBe(200);
  return { png: Buffer.from(await answer.arrayBuffer()), width, height };
}

/** Seen from afar: a quarter of the size, so that a letter half a pixel away is the same. */
async function fromAfar({ png, width, height }: Drawn): Promise<Uint8ClampedArray> {
  const canvas = createCanvas(Math.round(width / 4), Math.round(height / 4));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(await loadImage(png), 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

describe('a picture of the server', () => {
  it.each(places)('looks as in the browser: $layers at $zoom, $theme', async (place) => {
    const theirs = await drawnByMapLibre(place);
    const ours = await drawnHere(place, theirs);
    const name = `${place.layers.replaceAll(',', '-')}-${place.zoom}-${place.theme}`;
    writeFileSync(join(folder, `${name}-maplibre.png`), theirs.png);
    writeFileSync(join(folder, `${name}-server.png`), ours.png);
    const difference = createCanvas(Math.round(theirs.width / 4), Math.round(theirs.height / 4));
    const image = difference.getContext('2d').createImageData(difference.width, difference.height);
    const other = pixelmatch(
      await fromAfar(theirs),
      await fromAfar(ours),
      image.data,
      difference.width,
      difference.height,
      { threshold: 0.1 },
    );
    difference.getContext('2d').putImageData(image, 0, 0);
    writeFileSync(join(folder, `${name}-difference.png`), difference.toBuffer('image/png'));
    expect(other / (difference.width * difference.height)).toBeLessThan(mostOther);
  });
});

import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { readPdf } from '../setup/pdf.ts';
import type { TestService } from '../setup/service.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const { open: openMap, problems, service: started } = mapPages({ patience: 60_000 });
let service: TestService;
beforeAll(() => {
  service = started();
});

async function startPrinting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Skriv ut', exact: true }).click();
  await page.getByRole('img', { name: /^Förhandsvisning: A4 liggande/ }).waitFor();
}

/** What the page's address says of the sheet. */
function sheetIn(page: Page): string[] {
  return new URL(page.url()).searchParams.get('utskrift')?.split(',') ?? [];
}

async function savedPdf(page: Page) {
  const path = await page.getByRole('link', { name: 'Hämta PDF' }).getAttribute('href');
  const answer = await service.get(path ?? '');
  expect(answer.status).toBe(200);
  return { path: path ?? '', pdf: await readPdf(await answer.arrayBuffer()) };
}

const town = '/?lager=detaljplaner#15/59.636/17.078';

it('prints by mouse: frames a place, drags the frame, turns the paper, and gets what the frame held', async () => {
  const page = await openMap(town);
  await startPrinting(page);
  const [, , , before = ''] = sheetIn(page);
  const frame = page.locator('.print-paper');
  const box = await frame.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 4 });
  await page.mouse.up();
  const [, , , after = ''] = sheetIn(page);
  // 60 pixels of the map at zoom 15: the map itself has stayed.
  expect(Number(after) - Number(before)).toBeCloseTo((60 * 360) / (512 * 2 ** 15), 4);
  expect(new URL(page.url()).hash).toBe('#15.00/59.63600/17.07800');
  await page.getByLabel('Stående').check();
  await page.getByLabel('Papper').selectOption('A3');
  await page.getByLabel('Skala 1:').fill('1250');
  await page.getByLabel('Skala 1:').press('Tab');
  await page.getByLabel('Rubrik').fill('Ångbåtskajen');
  await page.getByLabel('Rutnät med koordinater').check();
  await page.getByRole('img', { name: 'Förhandsvisning: A3 stående, 1:1 250' }).waitFor();
  const { path, pdf } = await savedPdf(page);
  expect(new URLSearchParams(path.split('?')[1]).get('lager')).toBe('detaljplaner');
  expect(Math.round(pdf.pages[0]?.width ?? 0)).toBe(297);
  expect(pdf.pages[0]?.text.replaceAll(/\s/g, '')).toMatch(/Ångbåtskajen.*Rutnät|Rutnät.*Ångbåtskajen/);
  expect(page.url()).not.toContain(encodeURIComponent('Ångbåtskajen'));
  expect(problems).toEqual([]);
});

it('prints from the keyboard, and leaves by Escape to where it was', async () => {
  const page = await openMap(town);
  const button = page.getByRole('button', { name: 'Skriv ut', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const frame = page.getByRole('application', { name: /^Ramen visar vad som kommer med: A4 liggande, 1:/ });
  await frame.focus();
  const [paper, , scale, longitude, latitude] = sheetIn(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('-');
  await page.keyboard.press('r');
  await expect.poll(() => sheetIn(page)[1]).toBe('staende');
  const changed = sheetIn(page);
  expect(changed[0]).toBe(paper);
  expect(Number(changed[2])).toBeGreaterThan(Number(scale));
  expect(Number(changed[3])).toBeGreaterThan(Number(longitude));
  expect(Number(changed[4])).toBeGreaterThan(Number(latitude));
  await page.keyboard.press('Escape');
  await button.waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('print-map');
  expect(sheetIn(page)).toEqual([]);
  expect(problems).toEqual([]);
});

it('is in the address: a link opens it, and the back button leaves it', async () => {
  const page = await openMap(town);
  await startPrinting(page);
  const link = page.url().slice(service.url.length);
  await page.goBack();
  await page.getByRole('button', { name: 'Skriv ut', exact: true }).waitFor();
  expect(await page.locator('.print-frame').count()).toBe(0);
  const again = await openMap(link);
  await again.getByRole('heading', { name: 'Skriv ut' }).waitFor();
  await again.locator('.print-paper').waitFor();
});

it('says in words what the server refuses, and what is no scale', async () => {
  const page = await openMap(`${town.replace('#', '&utskrift=A4,liggande,1000,120.0,10.0,3006#')}`);
  await page.getByRole('alert').filter({ hasText: 'mitt är' }).waitFor();
  await page.getByLabel('Skala 1:').fill('7');
  await page.getByLabel('Skala 1:').press('Tab');
  await page.getByRole('alert').filter({ hasText: 'Skalan ska vara ett heltal' }).waitFor();
  expect(sheetIn(page)[2]).toBe('1000');
});

it('has room in a narrow window, speaks English, and is clean in the eyes of axe', async () => {
  for (const options of [{}, { viewport: { width: 390, height: 844 }, locale: 'en-GB', hasTouch: true }]) {
    const page = await openMap('/?utskrift=A4,staende,2000,17.078,59.636,3010,rutnat#15/59.636/17.078', options);
    const name = 'locale' in options ? /^Preview: A4 portrait, 1:2,000/ : /^Förhandsvisning: A4 stående/;
    await page.getByRole('img', { name }).waitFor();
    const wider: unknown = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBeLessThanOrEqual(0);
    const frame = await page.locator('.print-paper').boundingBox();
    expect(frame?.x).toBeGreaterThanOrEqual('locale' in options ? 0 : 360);
    await expectAccessible(page);
  }
}, 300_000);

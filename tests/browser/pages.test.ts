import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { tellReport } from '../../server/cli/tell-report.ts';
import { raw } from '../../server/database/sql.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape } from '../setup/shapes.ts';
import { openBrowser } from './browser.ts';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startTestService('embedded'), openBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function openPage(
  path: string,
  width: number,
  options: { colorScheme?: 'dark'; javaScriptEnabled?: false } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    locale: 'sv-SE',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  await page.goto(service.url + path);
  return page;
}

const foundShape = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What breaks WCAG 2.1 A or AA on the page as far as a program sees, and whether the page is wider than its window. */
async function expectReadable(page: Page, width: number, within = 'html'): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run('${within}', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then(({ violations }) => violations)`,
  );
  const violations = foundShape.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(violations, page.url()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth'), page.url()).toBe(width);
}

/** Goes on by Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(
      '(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim()',
    );
    if (at === name) return;
  }
  throw new Error(`${name} is not reached by Tab at ${page.url()}`);
}

/** The map comes when it is scrolled to. */
async function seeMap(page: Page): Promise<void> {
  await page.locator('.small-map').scrollIntoViewIfNeeded();
  await page.locator('.small-map canvas').waitFor();
}

async function follow(page: Page, name: string, heading: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

for (const width of [1280, 390]) {
  it(`leads by keyboard from the landing page to one project, ${width} px wide`, async () => {
    const page = await openPage('/geodata/v1', width);
    await expectReadable(page, width);
    await follow(page, 'Exploateringsområden', 'Exploateringsområden');
    await seeMap(page);
    await expectReadable(page, width);
    await follow(page, 'Bläddra bland objekten', 'Exploateringsområden: objekt');
    await seeMap(page);
    await expectReadable(page, width);
    const all = await page.locator('#antal').textContent();

    await tabTo(page, 'Filtrera och sortera');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Filter (CQL2)');
    await page.keyboard.type('bostader >');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Filter (CQL2)').inputValue()).toBe('bostader >');
    await expectReadable(page, width);

    await tabTo(page, 'Filter (CQL2)');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('bostader_totalt > 50');
    await page.keyboard.press('Enter');
    await page.getByRole('table').waitFor();
    expect(await page.locator('#antal').textContent()).not.toBe(all);
    const name = (await page.locator('tbody th').first().textContent()) ?? '';
    await follow(page, name, name);
    await seeMap(page);
    await expectReadable(page, width);
    await page.context().close();
  });
}

it('a report is a page that needs nothing else, in the language that is chosen without scripts', async () => {
  const { database, published } = service.service;
  const { definitions } = published;
  const folder = service.place.config.dataDir;
  const [file, page] = [join(folder, 'planer.geojson'), join(folder, 'rapport.html')];
  // Example rows would go without being counted.
  await database.query(raw('update public.detaljplaner set exempel = false'));
  // Of plans that are there: one is another, one is new, one is wrong, and the others are missing.
  const { features } = await service.json(
    '/geodata/v1/collections/detaljplaner/items?limit=3',
    pageShape.partial({ numberMatched: true }),
  );
  const [first, second] = features;
  const changed = { ...first, properties: { ...first?.properties, namn: 'Ett annat namn' } };
  const added = {
    ...second,
    properties: { ...second?.properties, objektidentitet: 'eeeeeeee-0000-4000-8000-000000000001' },
  };
  const wrong = { ...second, properties: { ...second?.properties, status: 'oklart <b>' } };
  for (const [some, signs] of [
    [
      [changed, added],
      // The new one lies where another does.
      ['New', 'Changed', 'Removed', 'Warnings', 'Published'],
    ],
    [
      [changed, wrong],
      ['Errors', 'Published'],
    ],
  ] as const) {
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: some }));
    const options = { dataset: 'detaljplaner', file, replace: true, allowDeletes: true, dryRun: true };
    const quiet = vi.spyOn(console, 'log').mockImplementation(() => {});
    await tellReport({ lang: 'sv', json: true, files: [page] }, { database, definitions }, (watch) =>
      publishFile(database, definitions, options, watch),
    );
    quiet.mockRestore();
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ viewport: { width, height: 844 } });
      const report = await context.newPage();
      const asked: string[] = [];
      report.on('request', (request) => asked.push(request.url()));
      await report.goto(`file://${page}`);
      await expectReadable(report, width);
      await report.getByRole('heading', { level: 1, name: 'planer.geojson till Detaljplaner', exact: true }).waitFor();
      await report.getByLabel('English').check();
      const inEnglish = 'planer.geojson to Detailed development plans';
      await report.getByRole('heading', { level: 1, name: inEnglish, exact: true }).waitFor();
      await expectReadable(report, width);
      const legend = report.locator('.legend [lang=en]');
      expect(await legend.allTextContents()).toEqual(signs);
      expect(asked).toEqual([`file://${page}`]);
      await context.close();
    }
  }
}, 120_000);

it('is readable in the dark', async () => {
  for (const path of ['', '/collections', '/collections/detaljplaner/items', '/collections/detaljplaner/schema']) {
    const page = await openPage(`/geodata/v1${path}`, 1280, { colorScheme: 'dark' });
    await expectReadable(page, 1280);
    await page.context().close();
  }
});

it('puts the view of the map in the field for an area', async () => {
  const page = await openPage('/geodata/v1/collections/detaljplaner/items?limit=1000', 1280);
  await seeMap(page);
  await page.getByRole('button', { name: 'Zooma in' }).click();
  await page.getByRole('button', { name: 'Använd kartbilden' }).click();
  await page.getByRole('button', { name: 'Visa', exact: true }).click();
  await page.waitForURL(/bbox=1[67]\.\d+%2C59/);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
  await page.context().close();
});

it('is whole without a script', async () => {
  const page = await openPage('/geodata/v1/collections/detaljplaner/items', 390, { javaScriptEnabled: false });
  expect(await page.locator('.small-map').isVisible()).toBe(false);
  await page.getByText('nordlig bredd').waitFor();
  await page.getByText('Filtrera och sortera').click();
  await page.getByLabel('Planstatus').selectOption('laga kraft');
  await page.getByRole('button', { name: 'Visa', exact: true }).click();
  await page.waitForURL(/\?status=laga(\+|%20)kraft/);
  const cells = await page.locator('tbody tr').allTextContents();
  expect(cells.length).toBeGreaterThan(0);
  for (const row of cells) expect(row).toContain('Laga kraft');
  await page.context().close();
});

/** Whether a picture of the page is there and drawn, and how wide it is in dots. */
async function dotsAcross(page: Page, selector: string): Promise<number> {
  const read = `(() => { const one = document.querySelector('${selector}'); return one?.complete ? one.naturalWidth : 0; })()`;
  await expect.poll(() => page.evaluate(read), { timeout: 20_000 }).toBeGreaterThan(0);
  return z.number().parse(await page.evaluate(read));
}

it('shows the map and each feature as pictures without a script, and leads on to one subject', async () => {
  const page = await openPage('/', 390, { javaScriptEnabled: false });
  expect(await dotsAcross(page, '.without-scripts img')).toBe(780);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('link', { name: 'Exploateringsområden' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Exploateringsområden' }).waitFor();
  expect(await page.locator('.without-scripts img').getAttribute('src')).toContain('lager=exploateringsomraden');
  expect(await dotsAcross(page, '.without-scripts img')).toBe(780);
  await page.getByRole('link', { name: 'Detaljplaner' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Detaljplaner' }).waitFor();
  expect(await dotsAcross(page, '.still')).toBe(1200);
  await page.getByRole('link', { name: 'Bläddra bland objekten' }).click();
  await page.locator('tbody th a').first().click();
  expect(await dotsAcross(page, '.still')).toBe(1200);
  await page.context().close();
});

for (const width of [1280, 390]) {
  it(`gives the map away as a picture, by keyboard, ${width} px wide`, async () => {
    const page = await openPage('/?lager=exploateringsomraden#13.00/59.63600/17.07800', width);
    await page.locator('.maplibregl-canvas').waitFor();
    await tabTo(page, 'Bild');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kartan som bild' }).waitFor();
    expect(await dotsAcross(page, '.picture img')).toBe(1200);
    await expectReadable(page, width, '.panel');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tabTo(page, 'Kopiera: Kod för en webbsida');
    await page.keyboard.press('Enter');
    await page.getByText('Kopierat').waitFor();
    const code = z.string().parse(await page.evaluate('navigator.clipboard.readText()'));
    expect(code).not.toMatch(/<script|on\w+=/);
    const elsewhere = await page.context().newPage();
    await elsewhere.setContent(`<!doctype html><title>En annan sida</title>${code}`);
    expect(await dotsAcross(elsewhere, 'img')).toBe(1200);
    const shown = new URL((await elsewhere.locator('img').getAttribute('src')) ?? '').searchParams;
    expect([shown.get('lager'), shown.get('plats')?.slice(shown.get('plats')?.indexOf('/'))]).toEqual([
      'exploateringsomraden',
      '/59.63600/17.07800',
    ]);
    expect(await elsewhere.locator('a').getAttribute('href')).toMatch(
      /\?lager=exploateringsomraden&lang=sv#13\.00\/59\.636/,
    );
    await page.getByRole('button', { name: 'Tillbaka' }).press('Enter');
    await page.getByRole('switch', { name: 'Exploateringsområden' }).waitFor();
    await page.context().close();
  });
}

it('tries the API in its console, and nothing breaks the policy that the pages carry', async () => {
  const page = await openPage('/api', 1280);
  const told: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text());
  });
  await page.reload();
  await page.locator('.opblock-tag').first().click();
  const operation = page.locator('.opblock').first();
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Prova' }).click();
  await operation.getByRole('button', { name: 'Skicka frågan' }).click();
  await operation.locator('.live-responses-table').getByText('200').first().waitFor();
  expect(await operation.getByRole('button').allTextContents()).toEqual(
    expect.arrayContaining(['Avbryt', 'Rensa', 'Ladda ner']),
  );
  // Its own words, and neither names nor what the document says.
  expect(await page.locator('#console').textContent()).not.toMatch(
    /Try it out|Execute|Cancel|Parameters|Responses|Server response|Request URL|Media type|Example Value|No links/,
  );
  expect(await operation.locator('.parameter__name').allTextContents()).toEqual(['f', 'lang']);
  expect(told).toEqual([]);
  await page.context().close();
});

for (const width of [390, 1280]) {
  it(`tells how it stands with the whole, and leads to what is behind a number, ${width} px wide`, async () => {
    const page = await openPage('/laget', width);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Läget');
    await expectReadable(page, width);
    const row = page.getByRole('row', { name: /^Planen gäller/ });
    const [, count = ''] = (await row.getByRole('cell').allTextContents()).map((text) => text.trim());
    await row.getByRole('link', { name: 'lista' }).click();
    await page.getByText(`${count} objekt`).first().waitFor();
    await page.context().close();
  });
}

it('prints how it stands on four sheets', async () => {
  const page = await openPage('/laget', 1280);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(4);
  await page.context().close();
});

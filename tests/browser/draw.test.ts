import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { readDrawings } from '../../web/draw/address.ts';
import { writeDxf } from '../../web/draw/files/dxf-writing.ts';
import { distance } from '../../web/draw/geometry/measure.ts';
import type { TestService } from '../setup/service.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const {
  open: openMap,
  problems,
  service: started,
} = mapPages({
  patience: 60_000,
  viewport: { width: 1280, height: 900 },
});
let service: TestService;
beforeAll(() => {
  service = started();
});

/** The machine may have much else to do. */
const patient = { timeout: 60_000 };
/** Close up at the middle of the town. */
const town = '/?lager=detaljplaner#17/59.636/17.078';

async function startDrawing(page: Page, path = 'Mät och rita'): Promise<void> {
  await page.getByRole('button', { name: path }).click();
  await page.getByRole('heading', { name: path, level: 2 }).waitFor();
}

/** Takes a tool, and waits until the pointer has it. */
async function take(page: Page, name: string, bar = name): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('region', { name: bar, exact: true }).waitFor();
  await expect
    .poll(() => page.evaluate("document.querySelector('.maplibregl-canvas').style.cursor"), patient)
    .toBe('crosshair');
}

async function click(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x - 4, y - 4);
  await page.mouse.move(x, y, { steps: 2 });
  await page.mouse.down();
  await page.mouse.up();
}

function drawn(page: Page): Locator {
  return page.locator('.drawings > li .drawing');
}

/** What the page's address says is drawn. */
function inLink(page: Page): string | null {
  return new URL(page.url()).searchParams.get('ritat');
}

/** What is dropped onto the map, as a browser tells it. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const file = `new File([${JSON.stringify(content)}], ${JSON.stringify(name)})`;
  const data = await page.evaluateHandle(
    `(() => { const transfer = new DataTransfer(); transfer.items.add(${file}); return transfer; })()`,
  );
  for (const event of ['dragover', 'drop']) await page.dispatchEvent('.map-canvas', event, { dataTransfer: data });
}

/** Metres in a pixel of the map at zoom 17 and the town's latitude. */
const pixel = (40_075_016.686 * Math.cos((59.636 * Math.PI) / 180)) / (512 * 2 ** 17);

it('measures the plot by mouse: reads the area, takes back and redoes, and it is there after a reload and in a link', async () => {
  const page = await openMap(town);
  await startDrawing(page);
  await page.getByLabel('Fäst vid hörn').uncheck();
  await take(page, 'Yta');
  const corners = [
    [600, 300],
    [800, 300],
    [800, 450],
    [600, 450],
  ] as const;
  for (const [x, y] of corners) await click(page, x, y);
  await page.mouse.move(620, 470);
  await page.locator('.draw-figures').waitFor();
  await click(page, 600, 450);
  await drawn(page).getByText('m²').waitFor();
  // 200 by 150 pixels; the map has not been asked what is there.
  const row = page.getByRole('row', { name: /^Area \d/ });
  const read = Number((await row.getByRole('cell').textContent())?.replaceAll(/\D/g, '').slice(0, 4));
  expect(Math.abs(read / (200 * 150 * pixel ** 2) - 1)).toBeLessThan(0.01);
  expect(await page.getByText('Här finns').count()).toBe(0);
  expect(new URL(page.url()).searchParams.get('valt')).toBeNull();

  await page.getByLabel('Namn').fill('Tomten');
  await page.getByLabel('Namn').press('Tab');
  await page.getByRole('button', { name: 'Ångra' }).click();
  await drawn(page).getByText('Område').waitFor();
  await page.getByRole('button', { name: 'Ångra' }).click();
  await expect.poll(() => drawn(page).count(), patient).toBe(0);
  expect(inLink(page)).toBeNull();
  await page.getByRole('button', { name: 'Gör om' }).click();
  await page.getByRole('button', { name: 'Gör om' }).click();
  await drawn(page).getByText('Tomten').waitFor();
  const link = page.url().slice(service.url.length);

  await page.reload();
  await page.getByText('Ritat (1)').waitFor();
  await drawn(page).getByText('Tomten').waitFor();
  expect(await page.locator('.draw-notice').count()).toBe(0);

  const phone = await openMap(link.replace('&vy=rita', ''), { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.getByText('Länkens ritningar (1)').waitFor();
  expect(inLink(phone)).toBe(inLink(page));
  await expect
    .poll(() => phone.evaluate("JSON.stringify(localStorage.getItem('allmanning-ritat'))"))
    .toContain('Tomten');
  expect(problems).toEqual([]);
});

it('draws from the keyboard and by typed places, and changes a corner by its numbers', async () => {
  const page = await openMap(town);
  await startDrawing(page);
  await page.getByLabel('Fäst vid hörn').uncheck();
  await page.getByRole('button', { name: 'Längd' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.className'), patient).toContain('maplibregl-canvas');
  await expect
    .poll(() => page.evaluate("document.querySelector('.maplibregl-canvas').style.cursor"), patient)
    .toBe('crosshair');
  await page.keyboard.press('Enter');
  await page.locator('[aria-live]').getByText('Hörn 1').waitFor({ state: 'attached' });
  const hash = new URL(page.url()).hash;
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).hash, patient).not.toBe(hash);
  await page.keyboard.press('Enter');
  // MapLibre moves by 100 pixels a press.
  const moved = 100 * pixel;
  await page
    .locator('[aria-live]')
    .getByText(/Hörn 2\. \d/)
    .waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('[aria-live]').getByText('Hörn 3').waitFor({ state: 'attached' });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await drawn(page).waitFor();
  const length = Number((await drawn(page).locator('.number').textContent())?.replace(',', '.').match(/^[\d.]+/)?.[0]);
  expect(Math.abs(length - moved)).toBeLessThan(0.2);
  await drawn(page).click();

  await take(page, 'Område');
  const typed = page.getByLabel('Nästa hörn i siffror');
  for (const place of ['6613000 617000', '100 m 0°', '100 m 90°', '100 m 180°']) {
    await typed.fill(place);
    await typed.press('Enter');
  }
  await typed.fill('någonstans');
  await typed.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'går inte att läsa som en plats' }).waitFor();
  await page.getByRole('button', { name: 'Klar' }).click();
  await page.getByText('Ritat (2)').waitFor();
  await page.getByRole('row', { name: /^Area 10\s000\sm²\s\(1,00 ha\)/ }).waitFor();
  await page.getByText('Hörn i siffror').click();
  const east = page.getByLabel('E', { exact: true }).first();
  expect(await east.inputValue()).toBe('617000.00');
  await east.fill('617050');
  await east.press('Tab');
  await page.getByRole('row', { name: /^Area i SWEREF 99 TM 7\s?[45]\d\d\sm²/ }).waitFor();
  expect(problems).toEqual([]);
});

it('goes on drawing while subject, theme and language change, and changes, splits and buffers what is drawn', async () => {
  const page = await openMap(town);
  await startDrawing(page);
  await page.getByLabel('Fäst vid hörn').uncheck();
  await take(page, 'Yta');
  await click(page, 600, 300);
  await click(page, 800, 300);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Tillbaka', exact: true }).click();
  await page.getByRole('switch', { name: /Exploatering|Projekt/ }).click();
  await page.waitForTimeout(1500);
  await click(page, 800, 500);
  await page.getByRole('link', { name: 'In English' }).click();
  await page.getByRole('region', { name: 'Area' }).waitFor();
  // The map of the other language has to be there, and the hand on it.
  await expect.poll(() => page.locator('.draft-figures').textContent(), patient).toMatch(/\d/);
  await click(page, 600, 500);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'På svenska' }).click();
  await startDrawing(page);
  await page.getByText('Ritat (1)').waitFor();
  // 200 by 200 pixels.
  const cell = await page
    .getByRole('row', { name: /^Area \d/ })
    .getByRole('cell')
    .textContent();
  expect(Math.abs(Number(cell?.replaceAll(/\D/g, '').slice(0, 4)) / (200 * pixel) ** 2 - 1)).toBeLessThan(0.01);

  await page.getByRole('button', { name: 'Ändra form' }).click();
  await page.waitForTimeout(1500);
  const before = inLink(page);
  await page.mouse.move(800, 500);
  await page.mouse.down();
  await page.mouse.move(850, 550, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => inLink(page), patient).not.toBe(before);
  await page.getByRole('button', { name: 'Klar' }).click();

  await page.getByRole('button', { name: 'Dela upp', exact: true }).click();
  await expect
    .poll(() => page.evaluate("document.querySelector('.maplibregl-canvas').style.cursor"), patient)
    .toBe('crosshair');
  await click(page, 700, 250);
  await click(page, 700, 600);
  await click(page, 700, 600);
  await page.getByText('Ritat (2)').waitFor();
  await page.getByRole('button', { name: 'Ångra' }).click();
  await page.getByText('Ritat (1)').waitFor();

  await page.getByLabel('Buffert, meter').fill('25');
  await page.getByRole('button', { name: 'Skapa buffert' }).click();
  await drawn(page).getByText('Buffert 25,0').or(drawn(page).getByText('Buffert 25')).waitFor();
  await page.getByRole('link', { name: 'In English' }).click();
  await page.getByRole('heading', { name: 'Measure and draw' }).waitFor();
  await page.getByText('Drawn (2)').waitFor();
  expect(problems).toEqual([]);
});

it('sticks to the corners of what the map shows, and asks the map again when it is done', async () => {
  const page = await openMap(town);
  const plans = await service.json(
    '/geodata/v1/collections/detaljplaner/items?bbox=17.0755,59.6355,17.0805,59.6365&limit=20',
    z.object({ features: z.array(z.object({ geometry: z.object({ coordinates: z.unknown() }) })) }),
  );
  // The middle of the map, beside a panel of 360 pixels.
  const middle = { x: 360 + (1280 - 360) / 2, y: 450 };
  const across = (longitude: number) => middle.x + (columnAt(longitude, 17) - columnAt(17.078, 17)) * 512;
  const down = (latitude: number) => middle.y + (rowAt(latitude, 17) - rowAt(59.636, 17)) * 512;
  const all = plans.features.flatMap(({ geometry }) => JSON.stringify(geometry).match(/\d+\.\d+,\d+\.\d+/g) ?? []);
  const corners = all.map((text) => text.split(',').map(Number));
  const free = corners.filter(
    ([x = 0, y = 0]) => across(x) > 450 && across(x) < 1150 && down(y) > 120 && down(y) < 800,
  );
  const [corner = []] = free;
  expect(corner.length).toBe(2);
  await startDrawing(page);
  await take(page, 'Punkt');
  await page.waitForTimeout(2000);
  await click(page, across(corner[0] ?? 0) + 5, down(corner[1] ?? 0) + 4);
  await drawn(page).waitFor();
  const [point] = readDrawings(inLink(page) ?? '') ?? [];
  // Tiles of zoom 16 and nearer are exact to some 15 cm; five pixels are 2 m.
  expect(point?.kind === 'point' && distance(point.geometry.coordinates, corner)).toBeLessThan(0.3);
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await page.waitForTimeout(600);
  await click(page, middle.x + 40, middle.y + 40);
  await page.waitForURL(/valt=/);
  expect(problems).toEqual([]);
});

it('takes files that are dropped, says what is wrong with others, and saves what is drawn', async () => {
  const page = await openMap(town);
  await page.locator('.maplibregl-canvas').waitFor();
  await drop(
    page,
    'tomt.geojson',
    '{"type":"Feature","properties":{"namn":"Från fil"},"geometry":{"type":"Polygon","coordinates":[[[17.07,59.63],[17.08,59.63],[17.08,59.64],[17.07,59.63]]]}}',
  );
  await drawn(page).getByText('Från fil').waitFor();
  await page.getByRole('complementary').getByText('tomt.geojson är läst som WGS 84. Antal ritningar: 1').waitFor();
  await drop(
    page,
    'tur.gpx',
    '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="59.63" lon="17.07"><name>Brunn &amp; bänk</name></wpt><trk><name>Rundan</name><trkseg><trkpt lat="59.63" lon="17.07"/><trkpt lat="59.64" lon="17.08"/></trkseg></trk></gpx>',
  );
  await drawn(page).getByText('Brunn & bänk').waitFor();
  await drawn(page).getByText('Rundan').waitFor();
  const geometry = { type: 'Point' as const, coordinates: [17.075, 59.635] };
  const dxf = writeDxf([{ id: '1', kind: 'point', name: '', colour: 'blue', figures: false, geometry }], 3010);
  await page
    .getByLabel('Öppna fil …')
    .last()
    .setInputFiles({ name: 'a.dxf', mimeType: '', buffer: Buffer.from(dxf) });
  await page.getByRole('complementary').getByText('a.dxf är läst som SWEREF 99 16 30. Antal ritningar: 1').waitFor();
  await page.getByLabel('Fel ställe? Läs som').selectOption('SWEREF 99 18 00');
  await page.getByRole('complementary').getByText('a.dxf är läst som SWEREF 99 18 00. Antal ritningar: 1').waitFor();
  await page.getByText('Ritat (4)').waitFor();
  await drop(page, 'lista.csv', 'a;b');
  await page.getByRole('alert').filter({ hasText: 'varken GeoJSON, GeoPackage, DXF eller GPX' }).waitFor();

  for (const format of ['GeoJSON', 'GeoPackage', 'DXF', 'GPX']) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: `Spara som ${format}` }).click();
    const file = await readFile(await (await coming).path());
    expect(file.length).toBeGreaterThan(400);
    if (format === 'GeoJSON') {
      const { features } = z.object({ features: z.array(z.unknown()) }).parse(JSON.parse(file.toString()));
      expect(features.length).toBe(4);
    }
  }
  expect(problems).toEqual([]);
  // Chromium marks its own report of what is wrong in an XML with a style, which our policy forbids: its console says so.
  await drop(page, 'trasig.gpx', '<gpx><wpt></gpx>');
  await page.getByRole('alert').filter({ hasText: 'trasig.gpx gick inte att läsa' }).waitFor();
});

it('asks, filters and downloads by a drawn area', async () => {
  const page = await openMap(`${town.replace('#', '&vy=rita#')}`);
  await drop(
    page,
    'yta.geojson',
    '{"type":"Polygon","coordinates":[[[17.076,59.635],[17.08,59.635],[17.08,59.637],[17.076,59.637],[17.076,59.635]]]}',
  );
  await drawn(page).waitFor();
  await page.getByRole('button', { name: 'Vad gäller här?' }).click();
  await page.getByRole('heading', { name: 'Vad gäller i ytan?' }).waitFor();
  await page.locator('.answers .answer').first().waitFor();
  await page
    .locator('.answer-where')
    .filter({ hasText: /^Täcker \d+ % av ytan$/ })
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get('har')).toContain('17.08,59.637');
  await page.goBack();
  await page.getByLabel('Datamängd').selectOption('detaljplaner');
  await page.getByRole('button', { name: 'Visa bara det som rör området' }).click();
  await expect
    .poll(() => new URL(page.url()).searchParams.get('urval.detaljplaner'))
    .toContain('S_INTERSECTS(geometry, POLYGON((17.076 59.635');
  await page.getByText('rör det ritade området').first().waitFor();
  await page.getByRole('button', { name: 'Hämta det som rör området' }).click();
  const csv = await page.getByRole('link', { name: /CSV/ }).first().getAttribute('href');
  const answer = await service.get(csv ?? '');
  expect(answer.status).toBe(200);
  const all = await (await service.get('/downloads/detaljplaner.csv')).text();
  const some = (await answer.text()).trim().split('\n').length;
  expect(some).toBeGreaterThan(1);
  expect(some).toBeLessThan(all.trim().split('\n').length / 4);
  expect(problems).toEqual([]);
});

it('has room in a narrow window, and is clean in the eyes of axe in both languages and themes', async () => {
  const ritat = 'Ybwvo2lK0wtvxjBwvEtgSoyhB_c4kEu5Q.Lrg-n2lK0wtvxjBwvEtgS~G%C3%A5ng.pgg-n2lK0wtvxjB~Brunn';
  for (const options of [
    {},
    { viewport: { width: 390, height: 844 }, locale: 'en-GB', hasTouch: true, colorScheme: 'dark' as const },
    { viewport: { width: 320, height: 640 } },
  ]) {
    const page = await openMap(`/?vy=rita&ritat=${ritat}#16/59.636/17.078`, options);
    const isEnglish = 'locale' in options;
    await page.getByText(isEnglish ? 'Drawn (3)' : 'Ritat (3)').waitFor();
    await drawn(page).last().click();
    await page.getByRole('row', { name: isEnglish ? /^Perimeter/ : /^Omkrets/ }).waitFor();
    const wider: unknown = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBeLessThanOrEqual(0);
    if ('hasTouch' in options) {
      const small: unknown = await page.evaluate(
        "[...document.querySelectorAll('.draw-panel button, .draw-panel input:not([type=file]), .draw-panel select, .draw-panel a')].map((one) => (one.closest('label') ?? one)).filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 90))",
      );
      expect(small).toEqual([]);
    }
    await expectAccessible(page);
    expect(problems).toEqual([]);
  }
}, 300_000);

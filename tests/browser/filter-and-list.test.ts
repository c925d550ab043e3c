import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import { pageShape } from '../setup/shapes.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const pages = mapPages({ patience: 60_000 });
const { open: openMap, problems } = pages;

/** What the server has under a filter, by name. */
async function plansWhere(condition: string): Promise<string[]> {
  const rows = await pages
    .service()
    .service.database.query<{ namn: string }>(
      raw(
        `select namn from public.detaljplaner where ${condition} order by datum_statusforandring desc, objektidentitet`,
      ),
    );
  return rows.map(({ namn }) => namn);
}

const town = '/?lager=detaljplaner#12.5/59.636/17.078';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const count = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();
/** The machine may be busy with other tests. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 60_000 });
const table = (page: Page) => page.getByRole('grid');
const names = (page: Page) => table(page).getByRole('rowheader').allInnerTexts();

it('filters plans under granskning after 2024, lists and sorts them, saves the list for Excel, and a link shows the same', async () => {
  const right = "status = 'granskning' and datum_statusforandring >= '2025-01-01'";
  const expected = await plansWhere(right);
  expect(expected.length).toBeGreaterThan(1);
  const all = (await plansWhere("status not in ('upphävd', 'avslutad')")).length;

  const page = await openMap(town);
  await page.getByRole('button', { name: 'Filtrera', exact: true }).click();
  await count(page, `Alla ${all} objekt`);
  const granskning = (await plansWhere("status = 'granskning'")).length;
  await page.getByRole('checkbox', { name: `Granskning ${granskning}` }).check();
  await count(page, `${granskning} av ${all} objekt`);
  await page.locator('summary', { hasText: 'Status sedan' }).click();
  const since = page.getByLabel('Från Status sedan');
  await since.fill('igår');
  await since.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Skriv ett år' }).waitFor();
  await since.fill('2025');
  await since.press('Enter');
  await count(page, `${expected.length} av ${all} objekt`);
  expect(await since.inputValue()).toBe('2025-01-01');
  // The counts of the status are under the date, and not under the status.
  const samrad = (await plansWhere("status = 'samråd' and datum_statusforandring >= '2025-01-01'")).length;
  await page.getByRole('checkbox', { name: `Samråd ${samrad || 'inga nu'}` }).waitFor();
  expect(new URL(page.url()).searchParams.get('urval.detaljplaner')).toBe(
    "status = 'granskning' AND datum_statusforandring >= DATE('2025-01-01')",
  );
  await page.getByRole('button', { name: 'Ta bort status sedan 2025 eller senare' }).waitFor();

  await page.getByRole('button', { name: 'Lista', exact: true }).click();
  await page.getByLabel('Var', { exact: true }).selectOption('Hela kommunen');
  await count(page, `${expected.length} objekt i hela kommunen i urvalet`);
  await page.locator('summary', { hasText: 'Kolumner' }).click();
  await page.getByRole('checkbox', { name: 'Status sedan' }).check();
  await page.locator('summary', { hasText: 'Kolumner' }).click();
  const sort = page.locator('#sort-datum_statusforandring');
  await sort.click();
  await page
    .getByRole('columnheader', { name: 'Status sedan', exact: false })
    .and(page.locator('[aria-sort=ascending]'))
    .waitFor();
  await sort.click();
  await soon(() => names(page)).toEqual(expected);
  expect(await table(page).getAttribute('aria-rowcount')).toBe(String(expected.length + 1));

  await page.getByText('Spara listan som …').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel med rubriker i ord' }).click(),
  ]);
  const path = `${await download.path()}.xlsx`;
  await download.saveAs(path);
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
  const found = await openFile(path, undefined);
  if (found.kind !== 'table') throw new Error('a sheet is a table');
  const saved: Record<string, unknown>[] = [];
  for await (const { properties } of found.file.source.rows()) saved.push(properties);
  await found.file.close();
  expect(saved.map(({ Namn }) => Namn)).toEqual(expected);
  expect(Object.keys(saved[0] ?? {})).toEqual(
    expect.arrayContaining(['Planstatus', 'E (SWEREF 99 TM)', 'N (SWEREF 99 TM)']),
  );

  const link = page.url().slice(pages.service().url.length);
  expect(problems).toEqual([]);
  const other = await openMap(link, phone);
  await soon(() => names(other)).toEqual(expected);
  await other.getByRole('button', { name: 'Tillbaka' }).click();
  await other.getByRole('button', { name: 'Ta bort planstatus är granskning' }).waitFor();
  await expectAccessible(other);
});

it('is the list of those who do not see the map: reached by the first key, gone through by keys, opened and come back to', async () => {
  const page = await openMap(town);
  await page.getByRole('switch', { name: 'Detaljplaner' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const focused = () =>
    page.evaluate('document.activeElement.closest("tr")?.ariaRowIndex ?? document.activeElement.ariaRowIndex');
  const row = () => page.evaluate('document.activeElement.closest("tr").getAttribute("aria-rowindex")');
  await soon(() => page.evaluate('document.activeElement.tagName')).toBe('TD');
  expect(await row()).toBe('2');
  await count(page, /\d objekt i kartbilden/);
  const last = await table(page).getAttribute('aria-rowcount');
  expect(Number(last)).toBeGreaterThan(100);
  await page.keyboard.press('End');
  await soon(focused).toBe(last);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await soon(row).toBe(String(Number(last) - 1));
  const name = ((await page.locator('tr:focus-within td').first().textContent()) ?? '').trim();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name, expanded: true }).waitFor();
  await page.getByRole('button', { name: 'Tillbaka' }).press('Enter');
  await soon(row).toBe(String(Number(last) - 1));
  await page.keyboard.press('Home');
  await soon(row).toBe('2');
  await page.keyboard.press('PageDown');
  expect(Number(await row())).toBeGreaterThan(5);
  // What is chosen in the list is chosen on the map.
  await page.keyboard.press('Space');
  await soon(() => new URL(page.url()).searchParams.get('valt')).toMatch(/^detaljplaner\//);
  await page.locator('tr[aria-selected=true]').waitFor();
  expect(problems).toEqual([]);
  await expectAccessible(page);
});

it('shows what the view shows, and follows the map', async () => {
  const page = await openMap('/?lager=detaljplaner&lista=detaljplaner#15/59.636/17.078');
  await count(page, /\d+ objekt i kartbilden/);
  const inView = async () => Number((await table(page).getAttribute('aria-rowcount')) ?? 0);
  const near = await inView();
  await page.locator('.maplibregl-canvas').focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('-');
  await soon(inView).toBeGreaterThan(near);
});

it('scrolls through ten thousand rows without having them all', async () => {
  const page = await openMap('/?lager=detaljplaner&lista=befolkningsprognos,-id,allt');
  await count(page, /\d objekt i hela kommunen/);
  const total = Number(await table(page).getAttribute('aria-rowcount'));
  expect(total).toBeGreaterThan(10_000);
  await page.evaluate(
    '(() => { const list = document.querySelector(".grid-scroll"); list.scrollTop = list.scrollHeight / 2; })()',
  );
  const middle = page.locator(`tr[aria-rowindex="${Math.round(total / 2)}"] td`).first();
  await soon(() => middle.textContent()).toMatch(/0381/);
  expect(await page.locator('.grid-scroll tbody tr').count()).toBeLessThan(100);
  const { features } = await pages
    .service()
    .json(
      `/geodata/v1/collections/befolkningsprognos/items?f=json&limit=1&sortby=-id&offset=${Math.round(total / 2) - 2}`,
      pageShape,
    );
  expect(await middle.getAttribute('id')).toBe(`row-befolkningsprognos/${features[0]?.id}`);
});

it('filters what is not on the map, and keeps a filter that somebody wrote by hand', async () => {
  const page = await openMap(
    '/?filter=befolkningsprognos&urval.befolkningsprognos=ar%20%3E%3D%202030%20AND%20ar%20%3C%3D%202030',
  );
  await count(page, /av .* objekt/);
  await page.getByRole('button', { name: 'Ta bort år 2030' }).waitFor();
  await page.getByText('Antal som gäller människor är avrundade').waitFor();
  // While the server counts it says 503, which the page knows how to wait for.
  problems.length = 0;
  const foreign = "namn LIKE 'Detaljplan för C%'";
  const other = await openMap(
    `/?lager=detaljplaner&filter=detaljplaner&urval.detaljplaner=${encodeURIComponent(foreign)}`,
  );
  await other.getByText('Urvalet är skrivet för hand').waitFor();
  await other.getByText(foreign, { exact: true }).waitFor();
  await count(other, /\d+ av \d+ objekt/);
  expect(new URL(other.url()).searchParams.get('urval.detaljplaner')).toBe(foreign);
  await other.getByRole('button', { name: 'Visa allt' }).click();
  await other.getByRole('group', { name: 'Planstatus' }).waitFor();
  await expectAccessible(other);
  expect(problems).toEqual([]);
});

it('has room in the narrowest window, in English too', async () => {
  const page = await openMap('/?lager=exploateringsomraden&filter=exploateringsomraden&lang=en', {
    ...phone,
    viewport: { width: 320, height: 640 },
  });
  await page.locator('summary', { hasText: 'Dwellings in total' }).click();
  await page.getByLabel('From Dwellings in total').fill('50');
  await page.getByLabel('From Dwellings in total').press('Enter');
  await count(page, /\d+ of \d+ features/);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Remove dwellings in total at least 50 dwellings' }).waitFor();
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await count(page, /features in view that match the filter/);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const key = '00000000-0000-4000-8000-000000000027';

const { open, problems } = mapPages({
  settings: {},
  prepare: ({ service }) =>
    service.database.query(
      raw(`insert into public.detaljplaner (objektidentitet, beteckning, namn, status, geom)
      select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'SPL ' || n, 'Stadsplan för kvarteret ' || k,
        'laga kraft', st_multi(st_makeenvelope(617000 + 200 * n, 6612000, 617150 + 200 * n, 6612150, 3006))
      from (values (2, 'Lavendeln'), (26, 'Hjälmen'), (27, 'Örtagården')) v (n, k);
      insert into public.exploateringsomraden (id, namn, typ, skede, synlighet, geom) values ('11111111-0000-4000-8000-000000000001',
        'Solhöjden', 'bostad', 'idé', 'publik', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)));`),
    ),
});

async function openMap(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open(path, options);
  await page.locator('.maplibregl-canvas').waitFor();
  return page;
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Sök plan, projekt, plats' });
const placeOf = (page: Page) => new URL(page.url()).hash.slice(1).split('/').map(Number);

it('finds plan SPL 27 by a misspelt name, with the keyboard alone', async () => {
  const page = await openMap();
  await field(page).pressSequentially('kvarteret ortagrden', { delay: 10 });
  const hit = page.getByRole('option', { name: 'Stadsplan för kvarteret Örtagården' });
  await hit.waitFor();
  await page.getByRole('group', { name: 'Detaljplaner' }).waitFor();
  await page
    .getByRole('status')
    .getByText('1 träff. Välj med piltangenterna och Enter.')
    .waitFor({ state: 'attached' });
  expect(await field(page).getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowDown');
  expect(await hit.getAttribute('aria-selected')).toBe('true');
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(await hit.getAttribute('id'));
  await page.keyboard.press('Enter');
  await page.locator('.answer.open').getByText('SPL 27').waitFor();
  expect(await field(page).getAttribute('aria-expanded')).toBe('false');
  await expect.poll(() => new URL(page.url()).searchParams.get('valt')).toBe(`detaljplaner/${key}`);
  // The plan lies some kilometres east of where the map opened, and fills a house's surroundings.
  await expect.poll(() => placeOf(page)[0]).toBeGreaterThan(15);
  expect(placeOf(page)[2]).toBeGreaterThan(17.15);
  expect(problems).toEqual([]);
});

it('takes the first hit at Enter, before the list has come, and switches its subject on', async () => {
  const page = await openMap('/?lager=detaljplaner');
  expect(await page.getByRole('switch', { name: 'Exploateringsområden' }).isChecked()).toBe(false);
  await field(page).fill('solhojden');
  await page.keyboard.press('Enter');
  await page.locator('.answer.open').getByText('Solhöjden').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('lager')).toBe('detaljplaner,exploateringsomraden');
});

it('closes with Escape, then clears; the arrows go round', async () => {
  const page = await openMap();
  await field(page).fill('spl');
  await page.locator('[role=option]').first().waitFor();
  expect(await page.locator('[role=option]').count()).toBe(3);
  await page.keyboard.press('ArrowUp');
  expect(await page.locator('[role=option]').last().getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('[role=option]').first().getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await page.locator('[role=option]').count()).toBe(0);
  expect(await field(page).inputValue()).toBe('spl');
  await page.keyboard.press('Escape');
  expect(await field(page).inputValue()).toBe('');
  await field(page).fill('xyzzyq');
  await page.locator('.search-results').getByText('Inget hittades').waitFor();
});

it('reads coordinates, marks the place and tells what is there', async () => {
  const page = await openMap();
  await field(page).fill('6612075, 622475');
  await page.getByRole('option', { name: 'SWEREF 99 TM: N 6 612 075, E 622 475' }).click();
  await page.locator('.answer').getByText('Örtagården').waitFor();
  await expect.poll(() => placeOf(page)[0]).toBeGreaterThan(15);
  expect(problems).toEqual([]);
});

it('fits a phone of 320 pixels, over the map, and is clean in the eyes of axe', async () => {
  const page = await openMap('/', { viewport: { width: 320, height: 568 }, hasTouch: true });
  await field(page).tap();
  await field(page).fill('spl');
  const hit = page.locator('[role=option]').first();
  await hit.waitFor();
  const box = await hit.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 320).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await expectAccessible(page, '.search');
  await page.keyboard.press('ArrowDown');
  await hit.tap();
  await page.locator('.answer.open').waitFor();
});

it('without scripts the page of the map has the form', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  await page.getByRole('searchbox').fill('spl 27');
  await page.getByRole('button', { name: 'Sök' }).click();
  await page.getByRole('link', { name: 'Stadsplan för kvarteret Örtagården', exact: true }).waitFor();
});

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../../server/database/sql.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const { open, problems, service } = mapPages();

const names = z.object({ features: z.array(z.object({ properties: z.object({ namn: z.string() }) })) });

/** The day of tomorrow, at whose beginning all that has been done is done; in the reader's own time. */
function tomorrow(): string {
  const day = new Date(Date.now() + 86_400_000);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

async function compareWithADay(page: Page, day: string): Promise<void> {
  await page.getByRole('button', { name: 'Jämför', exact: true }).click();
  await page.getByRole('radio', { name: 'hur det var en annan dag' }).check();
  await page.getByLabel('Dag', { exact: true }).fill(day);
}

it('shows how the map was another day, and lists what has changed since, with a link that opens the same on a phone', async () => {
  const { features } = await service().json('/geodata/v1/collections/detaljplaner/items?limit=2&sortby=namn', names);
  const [gone = '', renamed = ''] = features.map(({ properties }) => properties.namn);
  const { database } = service().service;
  await database.query(sql`delete from public.detaljplaner where namn = ${gone}`);
  await database.query(sql`update public.detaljplaner set namn = 'Omdöpt plan' where namn = ${renamed}`);
  const page = await open();
  await compareWithADay(page, '2001-01-01');
  const list = page.getByRole('region', { name: /Ändrat sedan 1 januari 2001/ });
  await list.getByRole('button', { name: `${gone} Borttaget` }).waitFor();
  await list.getByRole('button', { name: 'Omdöpt plan Ändrat: namn' }).waitFor();
  expect(await page.getByText('1 januari 2001', { exact: true }).count()).toBe(1);

  const slider = page.getByRole('slider', { name: /Skiljelinje/ });
  await slider.press('PageDown');
  expect(await slider.getAttribute('aria-valuenow')).toBe('40');
  await expectAccessible(page);

  // Nothing has changed since tomorrow began.
  await page.getByLabel('Dag', { exact: true }).fill(tomorrow());
  await page.getByText('Inget av det som är påslaget har ändrats sedan dess.').waitFor();

  const phone = await open(new URL(page.url()).search, { viewport: { width: 390, height: 844 } });
  await phone.getByText('Inget av det som är påslaget har ändrats sedan dess.').waitFor();
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
});

it('shows two years beside each other, moves both, and ends', async () => {
  const page = await open('/?lager=befolkningsprognos#11/59.62/17.085');
  await page.getByRole('button', { name: 'Jämför', exact: true }).click();
  await page.getByRole('radio', { name: 'ett annat år' }).check();
  await page.getByRole('combobox', { name: 'ett annat år' }).selectOption('2040');
  await page.getByRole('radio', { name: 'bredvid varandra' }).check();
  const [first, second] = [page.locator('.map'), page.locator('.second-map')];
  await second.locator('canvas').waitFor();
  const boxes = await Promise.all([first, second].map((map) => map.boundingBox()));
  expect(Math.abs((boxes[0]?.width ?? 0) - (boxes[1]?.width ?? 0))).toBeLessThan(4);
  expect(queryOf(page)).toBe('bredvid,ar,2040');
  const before = new URL(page.url()).hash;
  const box = boxes[1];
  if (!box) throw new Error('no second map');
  await page.mouse.move(box.x + 200, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 300, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(({ hash }) => hash !== before);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sluta jämföra' }).click();
  await second.waitFor({ state: 'detached' });
  expect(queryOf(page)).toBeNull();
  expect(problems).toEqual([]);
});

function queryOf(page: Page): string | null {
  return new URL(page.url()).searchParams.get('jamfor');
}

it('shares the map: the link opens the same elsewhere, a bookmark keeps it, and what is gone is told', async () => {
  const page = await open('/?lager=exploateringsomraden#13/59.636/17.078');
  await page.getByRole('button', { name: 'Dela', exact: true }).click();
  await page.getByRole('img', { name: 'QR-kod att läsa av med en telefon' }).waitFor();
  const link = await page.getByRole('textbox', { name: 'Länk till kartan' }).inputValue();
  expect(new URL(link).searchParams.get('lager')).toBe('exploateringsomraden');
  expect(await page.getByRole('textbox', { name: 'Kod för en webbsida' }).inputValue()).toContain('<iframe src="http');
  await page.getByLabel('Namn på bokmärket').fill('Hela stan');
  await page.getByRole('button', { name: 'Spara bokmärke' }).click();
  expect(await page.getByRole('link', { name: 'Hela stan' }).getAttribute('href')).toContain(
    'lager=exploateringsomraden',
  );
  await page.reload();
  await page.getByRole('link', { name: 'Hela stan' }).waitFor();
  await expectAccessible(page);

  const broken = await open('/?lager=exploateringsomraden,nerlagda&lang=en');
  await broken.getByText('The link shows nerlagda, too, which is no longer there.').waitFor();
  await broken.locator('.card.on').waitFor();
});

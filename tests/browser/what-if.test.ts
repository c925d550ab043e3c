import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const { open, problems, service } = mapPages();

const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 40_000 });

/** The rows of the table of areas: name, forecast, experiment, difference. */
async function rows(page: Page): Promise<string[][]> {
  return page
    .locator('.what-if-areas :is(tbody, tfoot) tr')
    .evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

/** Tab, as often as it takes until the focus is on what is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const label = await page.evaluate(`(() => {
      const at = document.activeElement;
      if (at?.labels?.[0]) return at.labels[0].textContent;
      return at?.tagName === 'BUTTON' ? (at.ariaLabel ?? at.textContent) : '';
    })()`);
    if (typeof label === 'string' && name.test(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no ${name} by keyboard`);
}

/** What stands on the map. */
function differencesDrawn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const map = globalThis.testedMap;
    if (!map.getLayer('what-if/number')) return [];
    return map
      .queryRenderedFeatures({ layers: ['what-if/number'] })
      .map(({ properties }) => String(properties.difference));
  });
}

const number = (text = '') => Number(text.replaceAll(/[\s\u202f]/g, '').replace('\u2212', '-'));

test('"What if Galgvreten is two years late?" by keyboard: numbers, map, link, and back to the forecast', async () => {
  const page = await open('/?ar=2030');
  await page.locator('#what-if').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tänk om' }).waitFor();
  const status = page.locator('.what-if-sentence');
  await eventually(() => status.textContent()).toBe('Inget är ändrat: experimentet är lika med prognosen.');
  const official = await rows(page);
  for (const [, forecast, tried, difference] of official) {
    expect(tried).toBe(forecast);
    expect(difference).toBe('0');
  }
  await expectAccessible(page, '.panel');

  await tabTo(page, /Välj ett projekt/);
  await page.keyboard.type('Galgvreten v');
  await tabTo(page, /^Ändra$/);
  await page.keyboard.press('Enter');
  await eventually(() => page.evaluate(`document.activeElement?.textContent`)).toContain('Galgvreten västra');
  const finished = await page.locator('.what-if-project .quiet').first().textContent();
  const year = Number(/bostäder (\d{4})/.exec(finished ?? '')?.[1]);
  await tabTo(page, /Hur många år senare/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');

  // In the year when they should have moved in, they are missing.
  await page.locator('.what-if-choices select').first().selectOption(String(year));
  await eventually(() => status.textContent()).toMatch(
    new RegExp(`^${year} bor \\d+ färre .*Galgvreten-Västerleden, −\\d+\\.$`),
  );
  const late = await rows(page);
  expect(late[0]?.[0]).toBe('Galgvreten-Västerleden');
  expect(number(late[0]?.[2])).toBe(number(late[0]?.[1]) + number(late[0]?.[3]));
  expect(number(late[0]?.[3])).toBeLessThan(-50);
  for (const [, forecast, tried] of late.slice(1, -1)) expect(tried).toBe(forecast);

  // It says everywhere that it is an experiment, and the map has the number.
  const notice = page.getByRole('region', { name: 'Experiment – inte den beslutade prognosen' });
  await eventually(() => notice.textContent()).toContain(`Fler eller färre än i prognosen ${year}`);
  expect(await page.locator('.what-if-areas caption').textContent()).toContain('inte den beslutade prognosen');
  const written = late[0]?.[3] ?? '';
  await eventually(() => differencesDrawn(page)).toContain(written);
  await expectAccessible(page);

  const link = page.url();
  expect(new URL(link).searchParams.get('tank')).toMatch(/^[0-9a-f]{8}\*s2$/);
  const again = await open(link.replace(service().url, ''));
  await eventually(() => rows(again)).toEqual(late);
  await again
    .getByRole('link', { name: 'In English' })
    .or(again.getByRole('button', { name: 'In English' }))
    .click();
  await eventually(() => again.locator('.what-if-sentence').textContent()).toMatch(/fewer live in the municipality/);

  await page.locator('.what-if-choices select').first().selectOption('2030');
  await tabTo(page, /Återställ till prognosen/);
  await page.keyboard.press('Enter');
  await eventually(() => rows(page)).toEqual(official);
  expect(new URL(page.url()).searchParams.has('tank')).toBe(false);
  expect(await notice.count()).toBe(0);
  // The official numbers are those that everybody is told.
  const sums = z.object({ rows: z.array(z.object({ area: z.string(), value: z.number() })) });
  const told = await service().json(
    '/geodata/v1/collections/befolkningsprognos/aggregate?by=area,year&year=2030&f=json',
    sums,
  );
  expect(
    official
      .slice(0, -1)
      .map(([, forecast]) => number(forecast))
      .sort(),
  ).toEqual(told.rows.map(({ value }) => value).sort());
  // And undone again it is late.
  await tabTo(page, /^Ångra$/);
  await page.keyboard.press('Enter');
  await eventually(() => new URL(page.url()).searchParams.get('tank')).toMatch(/s2$/);
  expect(problems).toEqual([]);
});

test('births and a project that is left out, on a narrow screen', async () => {
  const page = await open('/?vy=tank-om&ar=2035', { viewport: { width: 320, height: 640 }, hasTouch: true });
  await page.getByText('Antaganden').click();
  await page.getByLabel('Barnafödande, % av prognosens').fill('50');
  const status = page.locator('.what-if-sentence');
  await eventually(() => status.textContent()).toMatch(/^2035 bor [\d\u202f]+ färre/);
  await page.getByLabel('Ålder').selectOption({ index: 8 });
  // Nobody of that age is born after the base year.
  await eventually(() => status.textContent()).toMatch(/^2035 bor lika många/);
  await page.getByRole('button', { name: 'Ångra' }).click();
  await eventually(() => status.textContent()).toMatch(/^Inget är ändrat/);
  await eventually(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await expectAccessible(page, '.panel');
  expect(problems).toEqual([]);
});

test('a link without the room: the map says what it is, hears of new data, and goes back to the forecast', async () => {
  const [{ id = '' } = {}] = await service().service.database.query<{ id: string }>(
    raw(`select id::text as id from public.exploateringsomraden where namn = 'Galgvreten västra'`),
  );
  const page = await open(`/?lager=befolkningsprognos&ar=2030&tank=${id.slice(0, 8)}*x`);
  const notice = page.getByRole('region', { name: 'Experiment – inte den beslutade prognosen' });
  await eventually(() => notice.textContent()).toContain('Fler eller färre än i prognosen 2030');
  await eventually(() => notice.textContent()).toContain('visar den beslutade prognosen, inte experimentet');
  await page.locator('.card', { hasText: 'Kartan visar nu ett experiment' }).waitFor();
  const before = (await differencesDrawn(page)).join();
  await eventually(() => differencesDrawn(page)).toHaveLength(1);
  await page.getByRole('slider', { name: 'År' }).press('PageUp');
  await eventually(() => notice.textContent()).toContain('2035');
  await eventually(async () => (await differencesDrawn(page)).join()).not.toBe(before);
  await service().service.database.query(
    raw(`update public.exploateringsomraden set synlighet = 'intern' where id = '${id}'`),
  );
  await eventually(() => differencesDrawn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Visa experimentet' }).click();
  await page.getByText(`Länken talar om projekt som inte finns längre: ${id.slice(0, 8)}.`).waitFor();
  await notice.getByRole('button', { name: 'Avsluta' }).click();
  await eventually(() => notice.count()).toBe(0);
  expect(new URL(page.url()).searchParams.has('tank')).toBe(false);
  expect(problems).toEqual([]);
});

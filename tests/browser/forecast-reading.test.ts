import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { expectAccessible, mapPages } from './map-page.ts';

/** Sums of all people take the embedded database a while on a busy machine. */
const patience = 120_000;
const { open, problems, service } = mapPages({ patience });

const sums = z.object({ rows: z.array(z.object({ area: z.string().optional(), value: z.number() })) });

/** The first row. 503: the sums are made all the same, and whoever asks again has them. */
async function sumOf(dataset: string, query: string): Promise<{ area?: string | undefined; value: number }> {
  for (let time = 0; time < 10; time++) {
    const answer = await service().get(`/geodata/v1/collections/${dataset}/aggregate?${query}&f=json`);
    if (answer.status === 503) continue;
    const [row] = sums.parse(await answer.json()).rows;
    if (row) return row;
  }
  throw new Error(`no sums: ${query}`);
}

const numberIn = (text: string | null) => Number((text ?? '').replace(/[^\d.,-]/g, ''));

/** A chart by the beginning of its title, with its table opened by the keyboard. */
async function openTable(page: Page, title: RegExp): Promise<Locator> {
  const chart = page.getByRole('figure', { name: title });
  const summary = chart.getByText('Visa som tabell');
  await summary.focus();
  await summary.press('Enter');
  await chart.getByRole('table').waitFor();
  return chart;
}

it('is read by the keyboard: ages of two years, and what earlier forecasts said of what came out', async () => {
  const { value: came } = await sumOf('befolkning', 'by=year&year=2025');
  const page = await open('/?lager=befolkningsprognos&ar=2030#10/59.65/17.1');
  const button = page.getByRole('button', { name: 'Läs prognosen i diagram' });
  await button.focus();
  await button.press('Enter');
  await page.getByRole('heading', { name: 'Läs prognosen' }).waitFor();
  expect(new URL(page.url()).searchParams.get('vy')).toBe('las');

  const people = await openTable(page, /^Folkmängd/);
  const known = people.getByRole('row', { name: /^2025/ }).getByRole('cell').first();
  expect(numberIn(await known.textContent())).toBe(came);
  await people.getByRole('rowheader', { name: '2030 (prognos)' }).waitFor();

  const ages = await openTable(page, /^Åldrar och kön 2030/);
  const head = async () => ages.getByRole('columnheader').allTextContents();
  expect(await head()).toEqual(['Ålder', 'Kvinnor 2030', 'Män 2030', 'Kvinnor 2025', 'Män 2025']);
  const before = await ages.locator('tbody').textContent();
  const slider = page.locator('.reading-year input');
  await slider.focus();
  await slider.press('ArrowRight');
  await page.getByRole('figure', { name: /^Åldrar och kön 2031/ }).waitFor();
  const next = page.getByRole('figure', { name: /^Åldrar och kön 2031/ });
  expect(await next.getByRole('columnheader').nth(1).textContent()).toBe('Kvinnor 2031');
  expect(await next.locator('tbody').textContent()).not.toBe(before);
  expect(new URL(page.url()).searchParams.get('ar')).toBe('2031');

  const said = await openTable(page, /^Vad prognoserna har sagt/);
  const versions = (await said.getByRole('columnheader').allTextContents()).slice(2);
  expect(versions.length).toBeGreaterThan(1);
  expect(await said.locator('figcaption p').textContent()).toMatch(/^Prognosen .+ sa .+ invånare 2025; det blev /);
  await page.getByRole('figure', { name: /^Hur fel prognoserna har haft/ }).waitFor();
  await expectAccessible(page);
  expect(problems.filter((problem) => !problem.includes('503'))).toEqual([]);
});

it('has its areas in the address, and saves a chart as a drawing', async () => {
  const { area, value } = await sumOf('befolkning', 'by=area&year=2025');
  const page = await open(`/?lager=befolkningsprognos&vy=las&omraden=${area}`);
  const chart = await openTable(page, /^Folkmängd/);
  const known = chart.getByRole('row', { name: /^2025/ }).getByRole('cell').first();
  expect(numberIn(await known.textContent())).toBe(value);
  await chart.getByText('Ta med diagrammet').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    chart.getByRole('button', { name: 'Teckning (SVG)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('folkmangd.svg');

  await page.locator('summary', { hasText: 'Välj områden' }).click();
  await page.getByRole('checkbox', { name: 'Hela kommunen (alla områden)' }).check();
  await page.getByRole('figure', { name: 'Folkmängd: Hela kommunen' }).waitFor();
  expect(new URL(page.url()).searchParams.get('omraden')).toBeNull();
});

it('colours the map by ages of one’s own choice, and says so in the legend and where it cannot be printed', async () => {
  const { value: all } = await sumOf('befolkningsprognos', 'by=year&year=2030');
  const { value: old } = await sumOf('befolkningsprognos', 'by=year&year=2030&agegroup=alder_80_plus');
  const page = await open('/?lager=befolkningsprognos&ar=2030&eget=andel,80-#10/59.65/17.1');
  const measure = page.getByLabel('Visa på kartan');
  await expect
    .poll(() => measure.locator('option:checked').textContent(), { timeout: patience })
    .toBe('Eget mått: Andel: 80 år och äldre');
  const whole = await page.locator('.forecast .whole strong').textContent();
  expect(Math.abs(Number(whole?.replace(',', '.')) - (100 * old) / all)).toBeLessThan(0.2);
  await page.locator('.own-measure select').first().selectOption('Förändring i antal');
  await expect
    .poll(() => measure.locator('option:checked').textContent(), { timeout: patience })
    .toBe('Eget mått: Förändring i antal: 80 år och äldre');
  expect(new URL(page.url()).searchParams.get('eget')).toBe('skillnad,80-');
  await page.getByRole('button', { name: 'Bild', exact: true }).click();
  await page.getByText(/Bilder och utskrifter visar måtten i listan/).waitFor();
  await page.getByRole('button', { name: 'Tillbaka' }).click();
  await page.getByRole('button', { name: 'Återställ' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('eget')).toBeNull();
});

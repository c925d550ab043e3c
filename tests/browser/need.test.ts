import { expect, it } from 'vitest';
import { needDocumentSchema } from '../../server/forecast/need-shape.ts';
import { readPdf } from '../setup/pdf.ts';
import { expectAccessible, mapPages } from './map-page.ts';

const { open, problems, service } = mapPages({ patience: 60_000 });

it('answers an official: which area lacks places first? Why? Print it.', async () => {
  const answer = await service().json('/behov?f=json', needDocumentSchema);
  const primary = answer.results.find(({ service: id }) => id === 'f3');
  const [first] = primary?.catchments ?? [];
  const last = primary?.catchments.at(-1);
  if (!first?.short || !last) throw new Error('the example runs short somewhere');

  const page = await open();
  await page.getByRole('button', { name: 'Platser', exact: true }).click();
  await page.getByRole('heading', { name: 'Räcker platserna?' }).waitFor();
  await page.getByLabel('Tjänst', { exact: true }).selectOption('f3');
  await page.getByRole('status').filter({ hasText: first.text }).waitFor();
  const list = page.getByRole('list').filter({ has: page.getByRole('button', { name: new RegExp(`^${last.name}`) }) });
  expect(await list.getByRole('button').first().textContent()).toContain(`${first.name}från ${first.short.year}`);
  await expectAccessible(page);

  // Year by year, open at the year when it runs short, with what the need and the places are made of.
  await list.getByRole('button').first().press('Enter');
  await page.getByRole('heading', { name: `${first.name}, år för år` }).waitFor();
  const index = answer.years.indexOf(first.short.year);
  await page
    .getByRole('row', { name: new RegExp(`${first.short.year}.*${first.need[index]}.*${first.capacity[index]}`) })
    .waitFor();
  expect(await page.getByText(/personer 6–9 år × 1 = /).count()).toBe(1);
  await expectAccessible(page);

  const sheet = page.getByRole('link', { name: 'Blad att skriva ut (PDF)' });
  const printed = await service().get((await sheet.getAttribute('href')) ?? '');
  const { pages } = await readPdf(await printed.arrayBuffer());
  expect(pages.map(({ text }) => text).join(' ')).toContain(`${first.name}: Grundskola F–3`);
  expect(problems).toEqual([]);
});

it('tries other rates and groups, marks them, and opens the same from a link on a phone', async () => {
  const page = await open('/?vy=platser&tjanst=f3&upptagning=omraden');
  await page.getByText('Prova andra behovstal').click();
  const rate = page.getByLabel(/6–9 år, i tabellen 1/);
  await rate.fill('0.5');
  await rate.press('Tab');
  await page.getByText('Prov: behovstalen är andra än kommunens.').waitFor();
  await page.getByLabel('Räkna', { exact: true }).selectOption('grupper');
  const groups = page.getByRole('group', { name: 'Grupper av områden' });
  await groups.getByLabel('Grupp för Romberga').fill('A');
  await groups.getByLabel('Grupp för Romberga').press('Tab');
  await expect.poll(() => page.url()).toContain('prov=');
  await expect.poll(() => page.url()).toContain('0381R009');

  const phone = await open(new URL(page.url()).search, { viewport: { width: 320, height: 640 } });
  await phone.getByText('Prov: behovstalen är andra än kommunens.').waitFor();
  expect(await phone.getByLabel('Grupp för Romberga').inputValue()).toBe('A');
  await expectAccessible(phone);
  const wide = await phone.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(320);
  expect(problems).toEqual([]);
});

it('tells what an experiment with the forecast does to the places, beside the decided forecast', async () => {
  const { results } = await service().json('/behov?f=json', needDocumentSchema);
  const short = results
    .find(({ service: id }) => id === 'forskola')
    ?.catchments.find((one) => (one.short?.year ?? 0) >= 2029);
  if (!short?.short)
    throw new Error('the example runs short of places in preschools when the youngest are not born yet');
  // Half as many children are born.
  const page = await open('/?vy=platser&tank=barn*50');
  const row = page.getByRole('button', { name: new RegExp(`^${short.name}`) });
  await row.filter({ hasText: `(beslutad prognos: från ${short.short.year})` }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Experiment – inte den beslutade prognosen.' }).waitFor();
  // The colours are those of the places, not of the experiment's differences.
  const notice = page.getByRole('region', { name: 'Experiment – inte den beslutade prognosen' });
  expect(await notice.getByRole('listitem').count()).toBe(0);
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Avsluta' }).click();
  await row
    .filter({ hasText: `från ${short.short.year}` })
    .filter({ hasNotText: 'beslutad prognos' })
    .waitFor();
  expect(problems).toEqual([]);
});

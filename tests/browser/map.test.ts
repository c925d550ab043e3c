import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import type { TestService } from '../setup/service.ts';
import { namedAreas } from './drawn-names.ts';
import { mapPages } from './map-page.ts';

const { open: openMap, problems, service: started } = mapPages();
let service: TestService;
beforeAll(() => {
  service = started();
});

/** The number in view of a card that is switched on, once the map has drawn it. */
async function countOf(page: Page, card: string): Promise<number> {
  const count = page.locator('.card', { hasText: card }).locator('.count');
  await count.filter({ hasText: /[1-9]/ }).waitFor();
  return Number.parseInt((await count.textContent()) ?? '', 10);
}

/** How many times each value comes. */
function counted(values: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? ''] = (counts[value ?? ''] ?? 0) + 1;
  return counts;
}

function queryOf(page: Page, name: string): string | null {
  return new URL(page.url()).searchParams.get(name);
}

const pointSchema = z.object({
  points: z.record(z.string(), z.tuple([z.number(), z.number()])),
  titles: z.record(z.string(), z.string()),
});

/** A place inside some project, and the project's name. */
async function someProject(): Promise<{ hash: string; name: string }> {
  const { points, titles } = await service.json('/datasets/exploateringsomraden/series.json', pointSchema);
  const [[key, [longitude, latitude]] = ['', [0, 0]]] = Object.entries(points);
  return { hash: `#16/${latitude}/${longitude}`, name: titles[key] ?? '' };
}

describe('the map', () => {
  it('opens on the town with plans drawn, says that they are examples, and has no errors', async () => {
    const page = await openMap();
    expect(await countOf(page, 'Detaljplaner')).toBeGreaterThan(50);
    expect(await page.getByRole('switch', { name: 'Detaljplaner' }).isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Befolkningsprognos' }).isChecked()).toBe(false);
    expect(await page.getByText('Exempeldata:').count()).toBe(1);
    expect(await page.getByText('inget beslutsunderlag').count()).toBe(1);
    expect(await page.getByText('betyder inte att det saknas en plan').count()).toBe(1);
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#12\.50\/59\.6/);
    expect(problems).toEqual([]);
  });

  it('has a legend that follows the zoom', async () => {
    const page = await openMap('/#12/59.636/17.078');
    await countOf(page, 'Detaljplaner');
    expect(await page.getByRole('heading', { name: 'Marken får användas till' }).count()).toBe(0);
    const near = await openMap('/#15.5/59.636/17.078');
    await near.getByRole('heading', { name: 'Marken får användas till' }).waitFor();
  });

  it('keeps what is switched on and where in the address', async () => {
    const page = await openMap('/?lager=#12.5/59.636/17.078');
    await page.getByRole('switch', { name: 'Exploateringsområden' }).check();
    const count = await countOf(page, 'Exploateringsområden');
    expect(queryOf(page, 'lager')).toBe('exploateringsomraden');
    const again = await openMap(page.url().slice(service.url.length));
    expect(await countOf(again, 'Exploateringsområden')).toBe(count);
  });

  it('speaks English when asked to, the data too', async () => {
    const page = await openMap();
    await countOf(page, 'Detaljplaner');
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('switch', { name: 'Development plans' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(queryOf(page, 'lang')).toBe('en');
    await countOf(page, 'Development plans');
  });
});

const uses = {
  areas: ['planbestammelser/use', 'planbestammelser/proposed'],
  names: ['planbestammelser/use-letter', 'planbestammelser/proposed-letter'],
  key: 'id',
  // Half the height of a letter, and its halo.
  room: 9,
};
const plans = {
  areas: ['detaljplaner/fill-in-force', 'detaljplaner/fill-decided', 'detaljplaner/hatch-process'],
  names: ['detaljplaner/label'],
  key: 'objektidentitet',
  // Half the width of a plan's number.
  room: 24,
};

describe('letters and names of plans', () => {
  it.each([
    { zoom: 15, least: 0.9 },
    { zoom: 16, least: 0.9 },
    { zoom: 17, least: 0.9 },
    { zoom: 18, least: 1 },
    { zoom: 18.9, least: 1 },
  ])('stand in $least of the uses in view that have room for one, at $zoom', async ({ zoom, least }) => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const page = await openMap(`/?lager=detaljplaner#${zoom}/59.634/17.08`, { viewport });
      await expect
        .poll(async () => (await namedAreas(page, uses)).named.length, { timeout: 30_000 })
        .toBeGreaterThan(0);
      await expect
        .poll(async () => shareOf(await namedAreas(page, uses)), { timeout: 15_000 })
        .toBeGreaterThanOrEqual(least);
      expect(shareOf(await namedAreas(page, plans))).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('follow the view: what comes into it has its letter, wherever its middle is', async () => {
    const page = await openMap('/?lager=detaljplaner#18/59.634/17.08');
    await expect.poll(async () => shareOf(await namedAreas(page, uses)), { timeout: 30_000 }).toBe(1);
    await page.evaluate(() => globalThis.testedMap.panBy([260, 180], { animate: false }));
    await expect.poll(async () => shareOf(await namedAreas(page, uses)), { timeout: 15_000 }).toBe(1);
  });

  it('tell plans from 13 on, and no use has a colour before it has a letter', async () => {
    for (const zoom of [13, 14]) {
      const page = await openMap(`/?lager=detaljplaner#${zoom}/59.634/17.08`);
      await expect
        .poll(async () => (await namedAreas(page, plans)).named.length, { timeout: 30_000 })
        .toBeGreaterThan(0);
      await expect
        .poll(async () => shareOf(await namedAreas(page, plans)), { timeout: 15_000 })
        .toBeGreaterThanOrEqual(0.8);
      expect((await namedAreas(page, uses)).areas).toEqual([]);
    }
  });
});

function shareOf({ areas, named }: { areas: string[]; named: string[] }): number {
  return areas.length === 0 ? 0 : named.length / areas.length;
}

describe('a selection in the address', () => {
  it('shows that part of a dataset, says so, and shows everything again', async () => {
    const whole = await countOf(await openMap('/?lager=detaljplaner#12.5/59.636/17.078'), 'Detaljplaner');
    const filter = encodeURIComponent("status = 'samråd'");
    const page = await openMap(`/?lager=detaljplaner&urval.detaljplaner=${filter}#12.5/59.636/17.078`);
    await page.getByRole('button', { name: 'Ta bort planstatus är samråd' }).waitFor();
    const part = await countOf(page, 'Detaljplaner');
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(whole);
    await page.getByRole('button', { name: 'Visa allt' }).click();
    await expect.poll(() => countOf(page, 'Detaljplaner'), { timeout: 40_000 }).toBe(whole);
    expect(page.url()).not.toContain('urval');
    expect(problems).toEqual([]);
  });

  it('that is wrong leaves the whole map and says what is wrong', async () => {
    const page = await openMap('/?lager=detaljplaner&urval.detaljplaner=statsu%3D1#12.5/59.636/17.078');
    await page.getByRole('status').getByText('Menade du status?').waitFor();
    expect(await countOf(page, 'Detaljplaner')).toBeGreaterThan(50);
  });
});

describe('answers', () => {
  it('tell everything under a click, the topmost subject first, and outline it', async () => {
    const { hash, name } = await someProject();
    const page = await openMap(`/?lager=detaljplaner,exploateringsomraden${hash}`);
    await countOf(page, 'Exploateringsområden');
    const canvas = await page.locator('.maplibregl-canvas').boundingBox();
    if (!canvas) throw new Error('ingen karta');
    await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
    const first = page.locator('.answers section').first();
    await first.getByRole('heading', { name: 'Exploateringsområden' }).waitFor();
    await first.getByRole('button', { name, expanded: true }).waitFor();
    await first.getByText('Markägare').waitFor();
    expect(queryOf(page, 'valt')).toMatch(/^exploateringsomraden\//);
    await page.goBack();
    await page.getByRole('switch', { name: 'Detaljplaner' }).waitFor();
    expect(queryOf(page, 'valt')).toBeNull();
  });

  it('stay with the address: a link opens all of them again, and who comes back finds the list and the focus', async () => {
    const [spot] = await service.service.database.query<{ x: number; y: number; name: string }>(
      raw(`select st_x(p) as x, st_y(p) as y, namn as name from (
        select e.namn, st_transform(st_pointonsurface(st_intersection(b.geom, e.geom)), 4326) as p
        from public.exploateringsomraden e join public.planbestammelser b on st_intersects(b.geom, e.geom)
        join public.detaljplaner d on d.objektidentitet = b.detaljplan
        where b.bestammelsetyp = 'användningsbestämmelse' and e.detaljplaner[1] = d.objektidentitet::text
          and e.synlighet = 'publik' and st_area(st_intersection(b.geom, e.geom)) > 2000
        order by e.id, b.id limit 1) found`),
    );
    const page = await openMap(`/?lager=detaljplaner,exploateringsomraden#17/${spot?.y}/${spot?.x}`);
    await countOf(page, 'Exploateringsområden');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    const titles = () => page.locator('.answers .answer-title').allInnerTexts();
    const project = page.getByRole('button', { name: spot?.name ?? '', expanded: true });
    await project.waitFor();
    const told = await titles();
    expect(told.length).toBeGreaterThan(3);
    expect(queryOf(page, 'har')).toMatch(/^17\.\d+,59\.\d+,\d+$/);
    // Of each kind: a plan, what it says of the use, the project, the forecast area.
    const sections = await page.locator('.answers section > h2').allInnerTexts();
    for (const title of ['Exploateringsområden', 'Detaljplaner', 'Befolkningsprognos'])
      expect(sections).toContain(title);
    await page.locator('.way [aria-current="step"]').waitFor();
    const href = await page.getByRole('link', { name: 'Spara som PDF' }).first().getAttribute('href');
    expect((await fetch(service.url + href)).headers.get('Content-Type')).toBe('application/pdf');

    const again = await openMap(page.url().replace(service.url, ''));
    await again.getByRole('button', { name: spot?.name ?? '', expanded: true }).waitFor();
    expect(await again.locator('.answers .answer-title').allInnerTexts()).toEqual(told);

    // Onwards to the plan that the project builds on, and back.
    const related = page.locator('.related button').first();
    const name = (await related.textContent()) ?? '';
    const id = await related.getAttribute('id');
    await related.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name, expanded: true }).waitFor();
    expect(queryOf(page, 'har')).toBeNull();
    expect(queryOf(page, 'valt')).toMatch(/^detaljplaner\//);
    await page.goBack();
    await project.waitFor();
    expect(await titles()).toEqual(told);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(id);
    // One step more is before the question.
    await page.goBack();
    await page.getByRole('switch', { name: 'Detaljplaner' }).waitFor();
    expect(queryOf(page, 'har')).toBeNull();
    expect(problems).toEqual([]);
  });

  it('can be had with the keyboard alone, from the map and from the list', async () => {
    const { hash, name } = await someProject();
    const page = await openMap(`/?lager=exploateringsomraden${hash}`);
    await countOf(page, 'Exploateringsområden');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name, expanded: true }).waitFor();
    await page.getByRole('button', { name: 'Tillbaka' }).press('Enter');
    await page.getByRole('button', { name: 'Lista', exact: true }).press('Enter');
    await page.getByRole('rowheader', { name }).first().press('Enter');
    await page.getByRole('button', { name, expanded: true }).waitFor();
  });

  it('come from a link, also to a feature that is no longer there', async () => {
    const { points, titles } = await service.json('/datasets/exploateringsomraden/series.json', pointSchema);
    const key = Object.keys(points)[1] ?? '';
    const page = await openMap(`/?valt=exploateringsomraden/${key}`);
    await page.getByRole('button', { name: titles[key] ?? '', expanded: true }).waitFor();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#1[3-7]/);
    const gone = await openMap('/?valt=exploateringsomraden/00000000-0000-0000-0000-000000000000');
    await gone.getByText('finns inte').waitFor();
  });
});

describe('what applies', () => {
  const marks = (page: Page) => page.locator('.answers .mark:not(.example-mark)').allInnerTexts();
  const answered = async (page: Page) => {
    await countOf(page, 'Detaljplaner');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('.answers .mark').first().waitFor();
    return page.locator('.answers section', { hasText: 'Detaljplaner' }).first().locator('.answer').allInnerTexts();
  };

  /** A place, in degrees, that SQL gives as a point; and how many rows of each status are there. */
  async function placeOf(point: string): Promise<{ hash: string; statuses: string[] }> {
    const [place] = await service.service.database.query<{ x: number; y: number; statuses: string[] }>(
      raw(`
      with place as (${point})
      select st_x(st_transform(p, 4326)) as x, st_y(st_transform(p, 4326)) as y,
        array(select status::text from public.detaljplaner where st_intersects(geom, p)
          union all select d.status::text from public.planbestammelser b
            join public.detaljplaner d on d.objektidentitet = b.detaljplan where st_intersects(b.geom, p)) as statuses
      from place where p is not null`),
    );
    return { hash: `#17/${place?.y}/${place?.x}`, statuses: place?.statuses ?? [] };
  }

  it('is told whole, whatever is drawn: plan, use, height, area, time and permits', async () => {
    const { hash, statuses } = await placeOf(`
      select st_pointonsurface(b.geom) as p from public.planbestammelser b join public.detaljplaner d
        on d.objektidentitet = b.detaljplan
      where b.bestammelsetyp = 'användningsbestämmelse' and d.status = 'laga kraft' and st_area(b.geom) > 4000
        and not exists (select from public.detaljplaner o where o <> d and st_dwithin(o.geom, st_pointonsurface(b.geom), 20))
      order by b.objektidentitet limit 1`);
    expect(statuses.length).toBeGreaterThan(3);
    const page = await openMap(`/?lager=detaljplaner${hash}`);
    expect((await answered(page)).length).toBe(statuses.length);
    expect(new Set(await marks(page))).toEqual(new Set(['Gäller']));
    expect(problems).toEqual([]);
  });

  it('comes before proposals, and each says which it is', async () => {
    const { hash } = await placeOf(`
      select st_pointonsurface(st_intersection(a.geom, b.geom)) as p
      from public.detaljplaner a join public.detaljplaner b on st_intersects(a.geom, b.geom)
      where a.status = 'laga kraft' and b.status = 'samråd' and st_area(st_intersection(a.geom, b.geom)) > 3000
      order by a.objektidentitet limit 1`);
    const page = await openMap(`/?lager=detaljplaner${hash}`);
    await answered(page);
    const told = (await marks(page)).map((text) => text === 'Gäller');
    expect(told).toContain(true);
    expect(told).toContain(false);
    expect(told.indexOf(false)).toBeGreaterThan(told.lastIndexOf(true));
  });

  it('is not what has ended, which is drawn and told only when asked for', async () => {
    const { hash } = await placeOf(`
      select st_pointonsurface(geom) as p from public.detaljplaner where status = 'upphävd' order by objektidentitet limit 1`);
    const page = await openMap(`/?lager=detaljplaner${hash}`);
    await countOf(page, 'Detaljplaner');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tillbaka' }).waitFor();
    await page.locator('.answers p, .answers .answer').first().waitFor();
    expect((await marks(page)).filter((text) => text.startsWith('Gäller inte längre'))).toEqual([]);
    await page.getByRole('button', { name: 'Tillbaka' }).click();
    await page.getByLabel('Visa också det som inte gäller längre').check();
    await answered(page);
    expect((await marks(page)).some((text) => text.startsWith('Gäller inte längre'))).toBe(true);
    expect(queryOf(page, 'upphort')).toBe('ja');
  });

  it('says of each invented feature that it is, and of no other', async () => {
    const { database } = service.service;
    const { hash } = await placeOf(`
      select st_pointonsurface(geom) as p from public.exploateringsomraden order by id limit 1`);
    await database.query(
      raw(`update public.exploateringsomraden set exempel = false
        where id = (select id from public.exploateringsomraden order by id limit 1)`),
    );
    const page = await openMap(`/?lager=exploateringsomraden${hash}`);
    await countOf(page, 'Exploateringsområden');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('.answers .answer').first().waitFor();
    const own = page.locator('.answers section', { hasText: 'Exploateringsområden' }).first();
    await own.locator('.answer').first().waitFor();
    expect(await own.locator('.example-mark').count()).toBe(0);
    expect(await page.getByText('påhittat finns bland').textContent()).toContain('Exploateringsområden');
  });
});

describe('the forecast', () => {
  it('follows the year by keyboard, with classes that stay and counts that add up', async () => {
    const page = await openMap('/?lager=befolkningsprognos&ar=2030#9.5/59.62/17.08');
    const areas = await countOf(page, 'Befolkningsprognos');
    const rows = page.locator('.classes li');
    await rows.first().waitFor();
    const limits = async () => (await rows.locator('span:nth-child(2)').allInnerTexts()).join();
    const before = await limits();
    const counts = (await rows.locator('.number').allInnerTexts()).map((text) => Number.parseInt(text, 10));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(areas);
    await page.getByRole('slider', { name: 'År' }).press('ArrowRight');
    expect(await page.locator('.year').textContent()).toBe('2031');
    await page.getByRole('slider', { name: 'År' }).press('PageUp');
    expect(await page.locator('.year').textContent()).toBe('2036');
    expect(queryOf(page, 'ar')).toBe('2036');
    expect(await limits()).toBe(before);
  });

  it('shows numbers as circles, and all figures as a table', async () => {
    const page = await openMap('/?lager=befolkningsprognos#9.5/59.62/17.08');
    const areas = await countOf(page, 'Befolkningsprognos');
    await page.getByRole('combobox', { name: 'Visa på kartan' }).selectOption('antal');
    await page.getByRole('img', { name: 'Antal invånare' }).waitFor();
    await page.getByRole('button', { name: 'Visa siffrorna som tabell' }).click();
    expect(await page.locator('.figures tbody tr').count()).toBe(areas);
    expect(queryOf(page, 'matt')).toBe('antal');
  });
});

describe('a narrow window', () => {
  it('has the panel as a sheet that leaves the map free, and rises when pressed', async () => {
    const page = await openMap('/', { viewport: { width: 390, height: 844 }, hasTouch: true });
    await countOf(page, 'Detaljplaner');
    const top = async () => (await page.locator('.panel').boundingBox())?.y ?? 0;
    expect(await top()).toBeGreaterThan(600);
    await page.getByRole('button', { name: 'Visa mer av panelen' }).click();
    await expect.poll(top).toBeLessThan(480);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

describe('when the server is away', () => {
  it('says so in plain words, and mends itself', async () => {
    const page = await openMap('/?lager=detaljplaner#12.5/59.636/17.078');
    await countOf(page, 'Detaljplaner');
    const away = /\/(tiles|health)\//;
    await page.route(away, (route) => route.abort());
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByText('Kartan når inte servern').waitFor();
    await page.unroute(away);
    await page.getByText('Kartan når inte servern').waitFor({ state: 'detached' });
    await countOf(page, 'Detaljplaner');
  });
});

it('goes from one feature of the map to the next with the arrows, opens it with Enter, and back with Escape', async () => {
  const page = await openMap('/?lager=detaljplaner#14/59.636/17.078');
  await countOf(page, 'Detaljplaner');
  const walk = page.getByRole('application', { name: 'Det som kartan visar, ett i taget' });
  await walk.focus();
  const spoken = walk.locator('[aria-live]');
  const said = async () => (await spoken.textContent()) ?? '';
  await spoken.filter({ hasText: 'Detaljplaner: ' }).waitFor();
  const first = await said();
  await walk.press('ArrowRight');
  const second = await said();
  expect(second).not.toBe(first);
  await walk.press('ArrowLeft');
  expect(await said()).not.toBe(second);
  const title = (await said()).replace('Detaljplaner: ', '');
  await walk.press('Enter');
  await page.locator('.answer.open', { hasText: title }).waitFor();
  await page.getByRole('button', { name: 'Tillbaka' }).press('Escape');
  await page.locator('.card.on').waitFor();
  expect(problems).toEqual([]);
});

describe('live data', () => {
  const count = async (page: Page) =>
    Number.parseInt(
      (await page.locator('.card', { hasText: 'Detaljplaner' }).locator('.count').textContent()) ?? '',
      10,
    );
  const query = (text: string) => service.service.database.query(raw(text));
  const tile = /\/tiles\/([\w.,]+)\/(\d+)\/(\d+)\/(\d+)\.mvt\?v=(.+)$/;

  it('shows what was committed, in every tab, and asks again only for what it touches', async () => {
    const page = await openMap('/?lager=detaljplaner#13/59.636/17.078');
    const before = await countOf(page, 'Detaljplaner');
    const second = await page.context().newPage();
    await second.goto(`${service.url}/?lager=detaljplaner#13/59.636/17.078`);
    await expect.poll(() => count(second), { timeout: 40_000 }).toBe(before);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (tile.test(request.url())) asked.push(request.url());
    });
    // A plan of 40 m in the middle of the view.
    await query(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
      ('10000000-0000-4000-8000-000000000001', 'Ny plan', 'samråd',
        st_multi(st_buffer(st_transform(st_setsrid(st_point(17.078, 59.6365), 4326), 3006), 20)))`);
    await expect.poll(() => count(page), { timeout: 20_000 }).toBe(before + 1);
    await expect.poll(() => count(second), { timeout: 20_000 }).toBe(before + 1);
    const layers = asked.map((url) => tile.exec(url) ?? []);
    expect(new Set(layers.map(([, layer]) => layer))).toEqual(new Set(['detaljplaner,detaljplaner.points']));
    const zooms = Object.values(counted(layers.map(([, , z]) => z)));
    // 40 m lie in one tile of z 13, or in the corner of four.
    for (const many of zooms) expect(many).toBeLessThanOrEqual(4);
    expect(new Set(layers.map(([, , , , , version]) => version)).size).toBe(1);

    await query(`delete from public.detaljplaner where namn = 'Ny plan'`);
    await expect.poll(() => count(page), { timeout: 20_000 }).toBe(before);
    await expect.poll(() => count(second), { timeout: 20_000 }).toBe(before);
    expect(problems).toEqual([]);
  });

  it('tells anew what is open: the answer at a place, and what there is to filter by', async () => {
    const id = '10000000-0000-4000-8000-000000000002';
    await query(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values ('${id}', 'Öppen plan', 'samråd',
      st_multi(st_buffer(st_transform(st_setsrid(st_point(17.078, 59.6365), 4326), 3006), 20)))`);
    const page = await openMap('/?lager=detaljplaner&har=17.078,59.6365#15/59.6365/17.078');
    const filtering = await openMap('/?lager=detaljplaner&vy=filter#15/59.6365/17.078');
    const told = page.getByRole('heading', { name: 'Öppen plan' });
    await told.waitFor();
    const all = filtering.locator('.filter-count');
    const counted = (await all.textContent()) ?? '';
    await query(`update public.detaljplaner set namn = 'Omdöpt plan' where objektidentitet = '${id}'`);
    await page.getByRole('heading', { name: 'Omdöpt plan' }).waitFor();
    await query(`delete from public.detaljplaner where objektidentitet = '${id}'`);
    await expect
      .poll(() => told.or(page.getByRole('heading', { name: 'Omdöpt plan' })).count(), { timeout: 20_000 })
      .toBe(0);
    await expect.poll(() => all.textContent(), { timeout: 20_000 }).not.toBe(counted);
    // What is gone says so.
    expect(problems.splice(0).filter((one) => !one.includes('410'))).toEqual([]);
  });

  it('finds what changed while the connection was away', async () => {
    const page = await openMap('/?lager=detaljplaner#13/59.636/17.078');
    const before = await countOf(page, 'Detaljplaner');
    await page.context().setOffline(true);
    await query(`update public.detaljplaner set geom = st_translate(geom, 100000, 0) where objektidentitet in (
      select objektidentitet from public.detaljplaner where geom && st_transform(st_makeenvelope(17.07, 59.633, 17.086, 59.639, 4326), 3006))`);
    await page.context().setOffline(false);
    await expect.poll(() => count(page), { timeout: 30_000 }).toBeLessThan(before);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { needDocumentSchema } from '../../server/forecast/need-shape.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

/**
 * A plan that applies and one under way; a project on each, one that is only an idea, one that is not public. Two areas, of which the
 * first holds most of the projects.
 */
const id = (number: number) => `00000000-0000-4000-8000-0000000000${number}`;
const square = (east: number, side: number) =>
  `st_multi(st_makeenvelope(${east}, 6613000, ${east + side}, ${6613000 + side}, 3006))`;
const now = new Date().getFullYear();
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const statements = [
  `insert into public.detaljplaner (objektidentitet, namn, status, datum_paborjat, datum_antagande, datum_laga_kraft, geom) values
    ('${id(10)}', 'Gäller', 'laga kraft', '${now - 3}-01-01', '${now - 1}-01-01', '${now - 1}-02-01', ${square(617000, 100)}),
    ('${id(11)}', 'Samråd', 'samråd', '${now - 1}-01-01', null, null, ${square(617200, 100)})`,
  `insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
    ('A', 'Väster', 'deso', '2025', true, ${square(616900, 400)}), ('B', 'Öster', 'deso', '2025', true, ${square(617300, 400)})`,
  `insert into public.exploateringsomraden (id, namn, skede, synlighet, bostader_totalt, byggstart_ar, inflyttning_fran_ar, forskola_avdelningar, detaljplaner, geom) values
    ('${id(20)}', 'Säker', 'byggnation', 'publik', 100, ${now}, ${now + 1}, 4, array['${id(10)}'], ${square(617000, 90)}),
    ('${id(21)}', 'På väg', 'projektering', 'publik', 60, ${now - 1}, ${now + 3}, null, array['${id(11)}'], ${square(617200, 90)}),
    ('${id(22)}', 'Önskan', 'idé', 'publik', 30, null, null, null, null, ${square(617250, 90)}),
    ('${id(23)}', 'Hemlig', 'byggnation', 'intern', 900, ${now}, ${now + 1}, 9, array['${id(10)}'], ${square(617000, 90)})`,
  `insert into public.exploatering_bostader (omrade, ar, hustyp, upplatelseform, antal) values
    ('${id(20)}', ${now - 1}, 'småhus', 'äganderätt', 10), ('${id(20)}', ${now + 1}, 'flerbostadshus', 'hyresrätt', 80),
    ('${id(21)}', ${now + 3}, 'flerbostadshus', 'hyresrätt', 60), ('${id(23)}', ${now + 1}, 'flerbostadshus', 'hyresrätt', 900)`,
  ...['folkmangd'].flatMap((variable) =>
    [now, now + 10].map(
      (
        year,
      ) => `insert into public.befolkningsprognos (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
        values ('A', 'deso', '2025', '1', ${now - 1}, ${year}, 30, 'kvinna', 'huvud', '${variable}', ${year === now ? 2000 : 2400})`,
    ),
  ),
];

const namedShape = z.looseObject({ key: z.string(), name: z.string() });
const overviewShape = z.looseObject({
  building: z.array(
    z.looseObject({
      readiness: z.array(
        z.looseObject({
          sureness: z.string(),
          dwellings: z.number(),
          projects: z.array(namedShape.extend({ dwellings: z.number() })),
        }),
      ),
      years: z.array(z.looseObject({ year: z.number(), total: z.number(), target: z.number().optional() })),
      withoutYear: z.number(),
      late: z.object({ notBegun: z.array(namedShape), notFinished: z.array(namedShape) }),
      premises: z.array(z.looseObject({ year: z.number().nullable(), counts: z.record(z.string(), z.number()) })),
    }),
  ),
  ways: z.array(
    z.looseObject({
      dataset: z.string(),
      steps: z.object({
        counts: z.array(z.looseObject({ title: z.string(), count: z.number() })),
        durations: z.array(
          z.looseObject({ from: z.string(), until: z.string(), median: z.number(), count: z.number() }),
        ),
      }),
    }),
  ),
  places: z.array(z.looseObject({ service: z.string(), text: z.string(), href: z.string() })),
  growth: z.array(
    z.looseObject({
      title: z.string(),
      people: z.object({ from: z.number(), until: z.number() }).nullable(),
      dwellings: z.record(z.string(), z.number()),
      projects: z.array(namedShape),
    }),
  ),
  changesSince: z.array(
    z.looseObject({
      dataset: z.string(),
      counts: z.object({ added: z.number(), changed: z.number(), removed: z.number() }),
      changes: z.array(
        z.looseObject({
          name: z.string(),
          change: z.string(),
          told: z.array(z.object({ title: z.string(), before: z.string(), after: z.string() })),
        }),
      ),
    }),
  ),
});

eachDatabase('how it stands with the whole', (kind) => {
  let service: TestService;
  const overview = (query = '') => service.json(`/laget?f=json${query}`, overviewShape);
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '0', HOUSING_TARGET: `${now}-${now + 1}=50` });
    for (const statement of statements) await service.service.database.query(raw(statement));
    // All that was done so far was done a month ago.
    for (const table of ['states', 'dataset_versions']) {
      await service.service.database.query(
        raw(`update allmanning.${table} set changed_at = changed_at - interval '30 days'`),
      );
    }
    await service.heard();
  });
  afterAll(async () => {
    await service?.stop();
  });

  it('counts dwellings by how sure they are, by year and against the target, and nothing that is not public', async () => {
    const { building } = await overview();
    const [projects] = building;
    expect(projects?.readiness.map(({ sureness, dwellings }) => [sureness, dwellings])).toEqual([
      ['decided', 90],
      ['process', 60],
      ['wished', 30],
    ]);
    expect(projects?.readiness[1]?.projects).toMatchObject([{ key: id(21), name: 'På väg', dwellings: 60 }]);
    const year = (wanted: number) => projects?.years.find((one) => one.year === wanted);
    expect(year(now - 1)).toMatchObject({ total: 10, dwellings: { done: 10 } });
    expect(year(now + 1)).toMatchObject({ total: 80, target: 50, dwellings: { decided: 80 } });
    expect(year(now + 2)?.target).toBeUndefined();
    // 10 of the sure project, 30 of the idea.
    expect(projects?.withoutYear).toBe(40);
    expect(projects?.late.notBegun.map(({ name }) => name)).toEqual(['På väg']);
    expect(projects?.premises).toMatchObject([{ year: now + 1, counts: { forskola_avdelningar: 4 } }]);
    expect(await (await service.get('/laget?f=json')).text()).not.toContain('Hemlig');
    expect(await (await service.get('/laget?f=html')).text()).not.toContain('Hemlig');
  });

  it('tells which dwellings carry the growth of an area', async () => {
    const { growth } = await overview();
    expect(growth.map(({ title }) => title)).toEqual(['Väster', 'Öster']);
    expect(growth[0]?.people?.from).toBeCloseTo(2000, -2);
    expect(growth[0]?.people?.until).toBeCloseTo(2400, -2);
    expect(growth[0]?.dwellings).toEqual({ decided: 80, process: 60, wished: 0 });
    expect(growth[0]?.projects.map(({ name }) => name)).toEqual(['Säker', 'På väg']);
    expect(growth[1]).toMatchObject({ people: null, projects: [] });
  });

  it('tells where places run short first, as the answer about places has it', async () => {
    const { database } = service.service;
    await database.query(
      raw(`insert into public.befolkningsprognos
          (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
        select 'B', 'deso', '2025', '1', ${now - 1}, ar, 30, 'kvinna', 'huvud', 'folkmangd', 100
        from unnest(array[${now}, ${now + 10}]) ar`),
    );
    await database.query(
      raw(`insert into public.behovstal (slag, tjanst, alder_fran, alder_till, tal, galler_fran)
        values ('andel', 'forskola', 30, 30, 0.5, 2020)`),
    );
    await service.heard();
    const { places } = await overview();
    const { results } = await service.json('/behov?f=json', needDocumentSchema);
    expect(places.map(({ service: id, text }) => [id, text])).toEqual([['forskola', results[0]?.catchments[0]?.text]]);
    expect(places[0]?.text).toMatch(/inga egna platser i förskola och behöver \d/);
    expect(await (await service.get('/laget?f=html')).text()).toContain(places[0]?.text);
  });

  it('tells how far plans have come and how long the steps took', async () => {
    const { ways } = await overview();
    const plans = ways.find(({ dataset }) => dataset === 'detaljplaner')?.steps;
    expect(plans?.counts.filter(({ count }) => count > 0).map(({ title, count }) => [title, count])).toEqual([
      ['Samråd', 1],
      ['Laga kraft', 1],
    ]);
    expect(plans?.durations.map(({ from, until, median, count }) => [from, until, Math.round(median), count])).toEqual([
      ['Påbörjad', 'Antagen', 24, 1],
      ['Antagen', 'Laga kraft', 1, 1],
    ]);
  });

  it('tells what has happened since a day, in words', async () => {
    const { database } = service.service;
    await database.query(
      raw(`update public.exploateringsomraden set skede = 'byggnation', bostader_totalt = 70 where id = '${id(21)}'`),
    );
    await database.query(raw(`update public.exploateringsomraden set bostader_totalt = 950 where id = '${id(23)}'`));
    await service.heard();
    const { changesSince } = await overview(`&sedan=${yesterday}`);
    const projects = changesSince.find(({ dataset }) => dataset === 'exploateringsomraden');
    expect(projects?.counts).toEqual({ added: 0, changed: 1, removed: 0 });
    expect(projects?.changes).toMatchObject([{ name: 'På väg', change: 'changed' }]);
    expect(projects?.changes[0]?.told).toEqual([
      { title: 'Skede', before: 'Projektering', after: 'Byggs nu' },
      { title: 'Bostäder totalt', before: '60\u00a0bostäder', after: '70\u00a0bostäder' },
    ]);
    // From the beginning of the history, when there were none: all are new.
    const first = await overview('&sedan=2020-01-01');
    expect(first.changesSince.map(({ counts }) => counts.added)).toEqual([2, 3]);
    const none = await overview(`&sedan=${now + 1}-01-01`);
    expect(none.changesSince.every(({ counts }) => counts.added + counts.changed + counts.removed === 0)).toBe(true);
    const html = await (await service.get('/laget?sedan=2020-01-01', { headers: { Accept: 'text/html' } })).text();
    expect(html).toContain('Historiken börjar senare än så');
  });

  it('says what a wrong question is, in the language of the reader', async () => {
    const wrong = await service.get('/laget?f=json&sedan=igår', { headers: { 'Accept-Language': 'sv' } });
    expect(wrong.status).toBe(400);
    expect(problemShape.parse(await wrong.json()).detail).toContain('en dag som 2026-09-01');
    expect((await service.get(`/laget?till=${now - 5}`)).status).toBe(400);
  });

  it('is a page with the same as a document', async () => {
    const page = await service.get('/laget', { headers: { Accept: 'text/html', 'Accept-Language': 'en' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('link')).toContain('f=json');
    const text = await page.text();
    expect(text).toContain('Overview');
    expect(text).toContain('Under way');
    const [, list = ''] = /href="([^"]*items\?f=html[^"]*)"/.exec(text) ?? [];
    expect((await service.get(list.replaceAll('&amp;', '&').replace(service.url, ''))).status).toBe(200);
  });
});

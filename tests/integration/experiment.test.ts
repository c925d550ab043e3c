import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

/** Two areas side by side, one of another division, and a forecast of three years and ages. */
const shown = '00000000-0000-4000-8000-000000000031';
const secret = '00000000-0000-4000-8000-000000000032';
const far = '00000000-0000-4000-8000-000000000033';
const box = (east: number, width: number) =>
  `st_multi(st_makeenvelope(${east}, 6600000, ${east + width}, 6601000, 3006))`;
const rows = `
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
    ('A', 'Västra', 'nyko', '2026', true, ${box(600000, 1000)}), ('B', 'Östra', 'nyko', '2026', true, ${box(601000, 1000)}),
    ('A', 'Annan indelning', 'deso', '2025', false, ${box(600000, 1000)});
  insert into public.befolkningsprognos (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
    select omrade, 'nyko', '2026', version, 2025, ar, alder, kon, scenario, 'folkmangd', 103 + ar - 2025 + 10 * alder
    from unnest(array['A', 'B']) omrade, unnest(array['2025-a', '2026-a']) version, unnest(array['huvud', 'alternativ']) scenario,
      generate_series(2025, 2027) ar, generate_series(0, 2) alder, unnest(array['kvinna', 'man']) kon;
  insert into public.exploateringsomraden (id, namn, skede, synlighet, geom) values
    ('${shown}', 'Ängsbacken', 'planering', 'publik', ${box(600700, 500)}),
    ('${secret}', 'Hemligheten', 'byggnation', 'intern', ${box(601200, 100)}),
    ('${far}', 'Långt borta', 'byggnation', 'publik', ${box(690000, 100)});
  insert into public.exploatering_bostader (omrade, ar, hustyp, upplatelseform, antal) values
    ('${shown}', 2024, 'småhus', 'äganderätt', 99), ('${shown}', 2026, 'småhus', 'äganderätt', 11),
    ('${shown}', 2026, 'småhus', 'hyresrätt', 6), ('${shown}', 2027, 'flerbostadshus', 'hyresrätt', 40),
    ('${secret}', 2026, 'småhus', 'hyresrätt', 777), ('${far}', 2026, 'småhus', 'hyresrätt', 5)`;

const assumptions = `
  insert into public.prognosantaganden (antagande, hustyp, skede, kon, alder, varde) values
    ('dodsrisk', null, null, null, null, 0.01), ('dodsrisk', null, null, 'man', 2, 0.3),
    ('fruktsamhet', null, null, 'kvinna', 1, 0.5),
    ('andel_av_fodda', null, null, 'kvinna', null, 0.488), ('andel_av_fodda', null, null, 'man', null, 0.512),
    ('utflyttning', null, null, null, null, 0.1), ('inflyttning', null, null, null, null, 0.1),
    ('boende_per_bostad', null, null, null, null, 2), ('boende_per_bostad', 'småhus', null, null, null, 3),
    ('andel_nya_i_omradet', null, null, null, null, 0.8), ('aldrar_i_nya_bostader', null, null, null, 1, 1),
    ('andel_som_byggs', null, null, null, null, 1), ('andel_som_byggs', null, 'planering', null, null, 0.75)`;

const numbers = z.array(z.number());
const totals = z.array(z.array(z.number().nullable()));
const shape = z.strictObject({
  forecast: z.string(),
  datasets: z.array(z.string()),
  assumed: z.record(z.string(), z.union([z.string(), z.number()])),
  years: numbers,
  areas: z.array(
    z.strictObject({ code: z.string(), name: z.string(), key: z.string().nullable(), point: numbers.nullable() }),
  ),
  outlines: z.strictObject({ dataset: z.string(), key: z.string() }).nullable(),
  sexes: z.array(z.strictObject({ value: z.string(), title: z.string() })),
  ages: z.number(),
  groups: z.array(z.looseObject({ name: z.string(), title: z.string() })),
  houses: z.array(z.strictObject({ value: z.string(), title: z.string() })),
  people: z.array(z.array(z.number().nullable())),
  totals: z.array(totals),
  whole: totals,
  rates: z.array(z.record(z.string(), numbers)),
  ratesOf: numbers,
  projects: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      stage: z.string().nullable(),
      area: z.number(),
      believed: z.number(),
      finished: z.array(z.strictObject({ year: z.number(), kind: z.number(), count: z.number() })),
    }),
  ),
  outside: z.number(),
  problems: z.array(z.string()),
  protection: z.string().optional(),
});

eachDatabase('what an experiment with the forecast reckons with', (kind) => {
  let service: TestService;
  const told = (query = '') => service.json(`/prognos/modell.json${query}`, shape);
  const write = async (statement: string) => {
    await service.service.database.query(raw(statement));
    await service.heard();
  };
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '0' });
  });
  afterAll(() => service?.stop());

  it('says that there is no forecast, then that nothing is assumed', async () => {
    expect((await told()).problems).toEqual(['Det finns ingen prognos med folkmängd efter ålder och kön.']);
    for (const statement of rows.split(';\n')) await write(statement);
    const { problems } = await told();
    expect(problems).toContain('Dödsrisk saknas (Kvinnor, 0–2 år).');
    expect(problems).toContain('Boende per ny bostad saknas (Småhus).');
    expect(problems).toContain('Fruktsamhet saknas.');
    expect((await told('?lang=en')).problems).toContain('Risk of dying is missing (Women, 0–2 years).');
  });

  it('tells all of it, by what the definitions say', async () => {
    await write(assumptions);
    const model = await told();
    expect(model.problems).toEqual([]);
    expect(model.datasets).toEqual([
      'befolkningsprognos',
      'prognosomraden',
      'prognosantaganden',
      'exploateringsomraden',
    ]);
    expect(model.assumed).toMatchObject({ prognosversion: '2026-a', scenario: 'huvud', indelning: 'nyko' });
    expect(model.years).toEqual([2025, 2026, 2027]);
    expect(model.areas.map(({ code, name, key }) => [code, name, key])).toEqual([
      ['A', 'Västra', 'nyko-2026-A'],
      ['B', 'Östra', 'nyko-2026-B'],
    ]);
    expect(model.sexes.map(({ value }) => value)).toEqual(['kvinna', 'man']);
    expect(model.ages).toBe(3);
    expect(model.houses.map(({ value }) => value)).toEqual(['flerbostadshus', 'småhus', 'specialbostad']);
    expect(model.rates).toHaveLength(1);
    expect(model.ratesOf).toEqual([0, 0]);
    expect(model.rates[0]).toMatchObject({
      dying: [0.01, 0.01, 0.01, 0.01, 0.01, 0.3],
      births: [0, 0.5, 0, 0, 0, 0],
      bornAs: [0.488, 0.512],
      household: [2, 3, 2],
    });
    // What was finished before the base year has its people; both tenures of a kind and year are one.
    expect(model.projects).toEqual([
      {
        id: shown,
        name: 'Ängsbacken',
        stage: 'Planering',
        area: 0,
        believed: 0.75,
        finished: [
          { year: 2026, kind: 1, count: 17 },
          { year: 2027, kind: 0, count: 40 },
        ],
      },
    ]);
    expect(model.outside).toBe(1);
  });

  it('has the numbers of people as they are told elsewhere, and nothing that is not public', async () => {
    const answer = await service.get('/prognos/modell.json');
    const text = await answer.text();
    expect(text).not.toContain('Hemligheten');
    expect(text).not.toContain(secret);
    expect(text).not.toContain('777');
    const model = shape.parse(JSON.parse(text));
    const items = z.object({
      features: z.array(
        z.object({ properties: z.object({ alder: z.number(), kon: z.string(), ar: z.number(), varde: z.number() }) }),
      ),
    });
    const { features } = await service.json(
      `/geodata/v1/collections/befolkningsprognos/items?f=json&limit=100&filter=${encodeURIComponent("omradeskod='B' AND prognosversion='2026-a' AND scenario='huvud'")}`,
      items,
    );
    expect(features).toHaveLength(18);
    for (const { properties } of features) {
      const at = (properties.ar - 2025) * 6 + (properties.kon === 'man' ? 3 : 0) + properties.alder;
      expect(model.people[1]?.[at]).toBe(properties.varde);
    }
    for (const count of [...model.people.flat(), ...model.totals.flat(2), ...model.whole.flat()])
      expect((count ?? 0) % 5).toBe(0);
  });

  it('takes other assumptions from a file, which leaves those alone that it does not speak of', async () => {
    const file = join(service.place.config.dataDir, 'barn.csv');
    writeFileSync(
      file,
      'antagande;kon;alder;varde;enhet;kalla\nfruktsamhet;kvinna;1;0,4;barn per kvinna;SCB 2026\nFruktsamhet;kvinna;2;0,1;barn per kvinna;SCB 2026\n',
    );
    const { database, published } = service.service;
    const { refused } = await publishFile(database, published.definitions, { dataset: 'prognosantaganden', file });
    expect(refused).toBe(false);
    await service.heard();
    const { rates, problems } = await told();
    expect(problems).toEqual([]);
    expect(rates[0]).toMatchObject({ births: [0, 0.4, 0.1, 0, 0, 0], household: [2, 3, 2] });
    const { features } = await service.json(
      '/geodata/v1/collections/prognosantaganden/items?f=json&antagande=fruktsamhet',
      z.object({ features: z.array(z.object({ properties: z.object({ kalla: z.string(), varde: z.number() }) })) }),
    );
    expect(features.map(({ properties }) => properties)).toMatchObject([
      { varde: 0.4, kalla: 'SCB 2026' },
      { varde: 0.1, kalla: 'SCB 2026' },
    ]);
  });

  it('is another answer when what it is made of changes', async () => {
    const before = (await service.get('/prognos/modell.json')).headers.get('etag');
    await write(`update public.prognosantaganden set varde = 1.4 where antagande = 'utflyttning'`);
    const after = await service.get('/prognos/modell.json');
    expect(after.headers.get('etag')).not.toBe(before);
    expect(shape.parse(await after.json()).problems).toEqual(['Utflyttning är 1,4, som inte kan stämma.']);
    await write(`update public.exploateringsomraden set synlighet = 'intern' where id = '${shown}'`);
    expect((await told()).projects).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    const answer = await service.get('/prognos/modell.json?scenario=alternativ');
    expect(answer.status).toBe(400);
    expect(problemShape.parse(await answer.json()).title).toBe('Okänd parameter');
  });
});

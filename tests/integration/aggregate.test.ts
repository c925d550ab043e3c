import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { aggregate as aggregateShape } from '../../server/ogc-api/documents.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

/** A definition's rows by hand: `value` of an area, year, age and sex, the same in the test as in the table. */
const value = (area: number, year: number, age: number, man: boolean) =>
  100 * area + (year - 2026) * 10 + age + (man ? 0.5 : 0);
const areas = [1, 2];
const years = [2026, 2027, 2028];
const ages = Array.from({ length: 21 }, (_, index) => index);
const sexes = [false, true];

/** Of dwellings, since those are told as they are; ages are invented for them. */
const rows = `
  insert into public.befolkningsprognos
    (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
  select 'A' || omrade, 'deso', '2025', version, 2025, ar, alder, case man when 0 then 'kvinna' else 'man' end, scenario,
    'fardigstallda_bostader',
    100 * omrade + (ar - 2026) * 10 + alder + man * 0.5 + case scenario when 'huvud' then 0 else 1000 end
      + case version when 'v2' then 0 else 5000 end
  from generate_series(1, 2) omrade, generate_series(2026, 2028) ar, generate_series(0, 20) alder,
    generate_series(0, 1) man, unnest(array['huvud', 'alternativ']) scenario, unnest(array['v1', 'v2']) version;
  insert into public.befolkningsprognos
    (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
  select 'A' || omrade, 'deso', '2025', 'v2', 2025, 2026, null, kon, 'huvud', 'fardigstallda_bostader', 77777
  from generate_series(1, 2) omrade, unnest(array['kvinna', 'man']) kon;
  insert into public.befolkning (omradeskod, indelning, utgava, ar, alder, kon, variabel, varde)
  select 'A' || omrade, 'deso', '2025', ar, null, kon, 'fardigstallda_bostader', omrade * (ar - 2019)
  from generate_series(1, 2) omrade, generate_series(2020, 2022) ar, unnest(array['kvinna', 'man']) kon;
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom)
  select 'A' || omrade, 'Område ' || omrade, 'deso', '2025', true, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
  from generate_series(1, 2) omrade`;

function sum(of: { area?: number[]; year: number[]; age?: number[]; man?: boolean[] }): number {
  const { area = areas, year, age = ages, man = sexes } = of;
  return area
    .flatMap((a) => year.flatMap((y) => age.flatMap((g) => man.map((m) => value(a, y, g, m)))))
    .reduce((all, one) => all + one, 0);
}

const categories = z.object({ index: z.array(z.string()), label: z.record(z.string(), z.string()) });
const cubeShape = z.object({
  role: z.record(z.string(), z.array(z.string())),
  size: z.array(z.number()),
  dimension: z.record(z.string(), z.object({ category: categories })),
  value: z.record(z.string(), z.number()),
});

async function readSheet(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'summor-')), 'summor.xlsx');
  writeFileSync(file, bytes);
  const found = await openFile(file, undefined);
  if (found.kind !== 'table') throw new Error('a sheet is a table');
  const rows: Record<string, unknown>[] = [];
  for await (const { properties } of found.file.source.rows()) rows.push(properties);
  await found.file.close();
  return rows;
}

eachDatabase('sums of statistics', (kind) => {
  let service: TestService;
  const base = '/geodata/v1/collections/befolkningsprognos/aggregate?variabel=fardigstallda_bostader&';
  const ask = (query: string) => service.json(base + query, aggregateShape);
  beforeAll(async () => {
    service = await startTestService(kind, {});
    for (const one of rows.split(';')) await service.service.database.query(raw(one));
    await service.heard();
  });
  afterAll(() => service?.stop());

  test('by area and year when nothing else is said, with the newest version and the main scenario', async () => {
    const found = await ask('');
    expect(found.by).toEqual(['area', 'year']);
    expect(found.assumed).toEqual({ scenario: 'huvud', indelning: 'deso', utgava: '2025', prognosversion: 'v2' });
    expect(found.rows).toEqual(
      areas.flatMap((area) =>
        years.map((year) => ({ area: `A${area}`, year, value: sum({ area: [area], year: [year] }) })),
      ),
    );
    expect(found.columns).toMatchObject([
      {
        name: 'area',
        property: 'omradeskod',
        values: [
          { value: 'A1', title: 'Område 1' },
          { value: 'A2', title: 'Område 2' },
        ],
      },
      { name: 'year', property: 'ar' },
    ]);
  });

  test('dimensions are chosen by field or by what they mean, one value, several or a span', async () => {
    const asked: [query: string, expected: number][] = [
      ['by=year&year=2026&age=1-5', sum({ year: [2026], age: [1, 2, 3, 4, 5] })],
      ['by=ar&ar=2026&alder=1,2,3-5', sum({ year: [2026], age: [1, 2, 3, 4, 5] })],
      ['by=year&year=2027&age=18-', sum({ year: [2027], age: [18, 19, 20] })],
      ['by=year&year=2027&kon=man&area=A2', sum({ year: [2027], area: [2], man: [true] })],
      ['by=year&year=2027&area=A2,A1&sex=man,kvinna', sum({ year: [2027] })],
      ['by=year&year=2026&agegroup=forskolealder,alder_0', sum({ year: [2026], age: [0, 1, 2, 3, 4, 5] })],
      [
        `by=year&year=2026&filter=${encodeURIComponent("alder < 6 AND kon = 'kvinna'")}`,
        sum({ year: [2026], age: [0, 1, 2, 3, 4, 5], man: [false] }),
      ],
      // What two parts of a condition ask together.
      [
        `by=year&year=2026&filter=${encodeURIComponent("(alder = 3 AND kon = 'man') OR (omradeskod = 'A1' AND alder IN (7, 8))")}`,
        sum({ year: [2026], age: [3], man: [true] }) + sum({ year: [2026], age: [7, 8], area: [1] }),
      ],
      ['by=year&year=2026&scenario=alternativ&age=4&area=A1', sum({ year: [2026], age: [4], area: [1] }) + 2000],
      ['by=year&year=2026&prognosversion=v1&age=4&area=A1', sum({ year: [2026], age: [4], area: [1] }) + 10_000],
    ];
    for (const [query, expected] of asked) {
      const { rows } = await ask(query);
      expect(
        rows.map((row) => row.value),
        query,
      ).toEqual([expected]);
    }
  });

  test('rows are of what was asked for, under the names that it was asked by', async () => {
    const { rows } = await ask('by=agegroup,kon&year=2026&area=A1');
    const groups = [
      [0, 0],
      [1, 5],
      [6, 9],
      [10, 12],
      [13, 15],
      [16, 18],
      [19, 64],
    ] as const;
    expect(rows.map(({ value }) => value)).toEqual(
      groups.flatMap(([from, to]) =>
        sexes.map((man) =>
          sum({ year: [2026], area: [1], age: ages.filter((age) => from <= age && age <= to), man: [man] }),
        ),
      ),
    );
    expect(rows[0]).toEqual({ agegroup: 'alder_0', kon: 'kvinna', value: value(1, 2026, 0, false) });
    const alone = await ask('by=age,sex,scenario,prognosversion&year=2026&area=A1&age=20-21');
    expect(alone.assumed).toEqual({ indelning: 'deso', utgava: '2025' });
    expect(alone.rows).toHaveLength(2 * 2 * 2);
    expect(alone.rows[0]).toEqual({
      age: 20,
      sex: 'kvinna',
      scenario: 'alternativ',
      prognosversion: 'v1',
      value: value(1, 2026, 20, false) + 6000,
    });
    expect((await ask('by=year&area=A9')).rows).toEqual([]);
  });

  test('all ages in one row are added up where there are no others, and never to those', async () => {
    const outcome = (query: string) =>
      service.json(
        `/geodata/v1/collections/befolkning/aggregate?variabel=fardigstallda_bostader&${query}`,
        aggregateShape,
      );
    expect((await outcome('by=year')).rows).toEqual([1, 2, 3].map((n) => ({ year: 2019 + n, value: 6 * n })));
    // Flows of several years are added up, and the latest year is meant where none is.
    expect((await outcome('by=area&year=2020-2021')).rows.map(({ value }) => value)).toEqual([6, 12]);
    const latest = await outcome('by=area,sex');
    expect(latest.assumed).toMatchObject({ ar: 2022 });
    expect(latest.rows.map(({ value }) => value)).toEqual([3, 3, 6, 6]);
    expect((await outcome('by=year&age=0-5')).rows).toEqual([]);
    expect((await ask('by=year&year=2026')).rows).toEqual([{ year: 2026, value: sum({ year: [2026] }) }]);
  });

  test('what cannot be answered is told in both languages, with what would be right', async () => {
    const refused: [path: string, status: number, sv: RegExp, en: RegExp][] = [
      [
        `${base}by=varde`,
        400,
        /by är "varde" men ska vara .*omradeskod, area/,
        /by is "varde" but must be .*omradeskod, area/,
      ],
      [`${base}age=5-1`, 400, /age är "5-1" .* 1-5/, /age is "5-1" .* 1-5/],
      [`${base}year=nu`, 400, /year är "nu"/, /year is "nu"/],
      [`${base}kon=kvinnor`, 400, /kon .* kvinna, man/, /kon .* kvinna, man/],
      [`${base}agegroup=barn`, 400, /forskolealder/, /forskolealder/],
      [`${base}age=1&alder=2`, 400, /age är "1"|utelämnad när/, /left out/],
      [`${base}stad=1`, 400, /"stad" är ingen parameter/, /"stad" is not a parameter/],
      [`${base}by=area&scenario=huvud,alternativ`, 400, /uppdelad på scenario/, /divided by scenario/],
      [`${base}filter=${encodeURIComponent('varde < 5')}`, 400, /värdet självt/, /the value itself/],
      [`${base}filter=${encodeURIComponent("id = 'x'")}`, 400, /dimensionerna: /, /dimensions/],
      [`${base}filter=stad`, 400, /stad/, /stad/],
      ['/geodata/v1/collections/detaljplaner/aggregate', 404, /ingen tabell med statistik/, /no table of statistics/],
      ['/geodata/v1/collections/nada/aggregate', 404, /nada/, /nada/],
    ];
    for (const [path, status, sv, en] of refused)
      for (const [lang, expected] of [
        ['sv', sv],
        ['en', en],
      ] as const) {
        const response = await service.get(path, { headers: { 'Accept-Language': lang } });
        expect(response.status, path).toBe(status);
        expect(response.headers.get('content-type')).toMatch('application/problem+json');
        expect(problemShape.parse(await response.json()).detail, path).toMatch(expected);
      }
  });

  test('sums are files too, named by what is in them: CSV, a workbook in words, JSON-stat, and a page', async () => {
    const query = 'by=area,kon&year=2026&age=1-5';
    const expected = areas.flatMap((area) =>
      sexes.map((man) => sum({ area: [area], year: [2026], age: [1, 2, 3, 4, 5], man: [man] })),
    );
    const csv = await service.get(`${base}${query}&f=csv`);
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename=befolkningsprognos-per-area-kon.csv');
    expect(csv.headers.get('content-type')).toMatch('text/csv');
    const lines = (await csv.text())
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(lines[0]).toEqual(['area', 'kon', 'scenario', 'indelning', 'utgava', 'prognosversion', 'value']);
    expect(lines[1]).toEqual(['A1', 'kvinna', 'huvud', 'deso', '2025', 'v2', String(expected[0])]);
    expect(lines.slice(1).map((line) => Number(line.at(-1)))).toEqual(expected);

    const accept = { headers: { Accept: 'application/vnd.json-stat+json', 'Accept-Language': 'en' } };
    const cube = cubeShape.parse(await (await service.get(base + query, accept)).json());
    expect(cube.role).toEqual({ geo: ['area'] });
    expect(cube.size).toEqual([2, 2, 1, 1, 1, 1]);
    expect(cube.dimension.area?.category).toEqual({ index: ['A1', 'A2'], label: { A1: 'Område 1', A2: 'Område 2' } });
    expect(cube.dimension.kon?.category.label).toEqual({ kvinna: 'Women', man: 'Men' });
    expect([0, 1, 2, 3].map((place) => cube.value[place])).toEqual(expected);

    const workbook = await service.get(`${base}${query}&f=xlsx&lang=sv`);
    expect(workbook.headers.get('content-disposition')).toMatch('befolkningsprognos-per-area-kon.xlsx');
    const sheet = await readSheet(Buffer.from(await workbook.arrayBuffer()));
    expect(sheet).toHaveLength(4);
    const first = { Områdeskod: 'A1', 'Områdeskod, i ord': 'Område 1', 'Kön, i ord': 'Kvinnor', Värde: expected[0] };
    expect(sheet[0]).toMatchObject(first);

    const page = await service.get(`${base}${query}`, { headers: { Accept: 'text/html', 'Accept-Language': 'sv' } });
    expect(page.headers.get('link')).toMatch(/f=csv>; rel="alternate"/);
    expect(page.headers.get('link')).toMatch(/f=json>; rel="alternate"/);
    const text = await page.text();
    expect(text).toMatch(/<th scope="row">Område 1/);
    expect(text).toMatch(/Kvinnor/);
    expect(text).toMatch(/href="[^"]*f=xlsx/);
  });

  test('the inhabitants of several years are not added up', async () => {
    const people = '/geodata/v1/collections/befolkning/aggregate';
    await service.service.database.query(
      raw(`
      insert into public.befolkning (omradeskod, indelning, utgava, ar, alder, kon, variabel, varde)
      select 'A1', 'deso', '2025', ar, alder, 'man', 'folkmangd', 10
      from generate_series(2020, 2021) ar, generate_series(0, 3) alder`),
    );
    await service.heard();
    const refused = await service.get(`${people}?by=area&year=2020-2021`);
    expect(refused.status).toBe(400);
    expect(problemShape.parse(await refused.json()).detail).toMatch(/ar också/);
    expect((await service.json(`${people}?by=year`, aggregateShape)).rows).toHaveLength(2);
  });

  test('the answer has its version, which moves on with the rows, and the past is as it was', async () => {
    const before = await service.get(`${base}by=year&year=2026`);
    const { version, rows } = aggregateShape.parse(await before.json());
    const known = `${base}by=year&year=2026&v=${version}`;
    expect((await service.get(known)).headers.get('cache-control')).toMatch('immutable');
    const tag = before.headers.get('etag') ?? '';
    expect(
      (
        await service.get(`${base}by=year&year=2026`, {
          headers: { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' },
        })
      ).status,
    ).toBe(304);
    const now = new Date().toISOString();
    await service.service.database.query(
      raw(`update public.befolkningsprognos set varde = varde + 1
      where prognosversion = 'v2' and scenario = 'huvud' and ar = 2026 and alder = 7 and omradeskod = 'A1' and kon = 'man'`),
    );
    await service.heard();
    const after = await ask('by=year&year=2026');
    expect(after.version).not.toBe(version);
    expect(after.rows[0]?.value).toBe(Number(rows[0]?.value) + 1);
    expect((await service.get(known)).headers.get('cache-control')).not.toMatch('immutable');
    expect((await ask(`by=year&year=2026&as-of=${now}`)).rows).toEqual(rows);
  });
});

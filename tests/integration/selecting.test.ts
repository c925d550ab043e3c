import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape, problemShape } from '../setup/shapes.ts';

const names = [
  'Örsundsbro',
  'Ängby',
  'Åloppe',
  'Zakrisdal',
  'ängby',
  'Enköping',
  'Éden',
  'Vallby',
  'Wallby',
  'Grillby',
];
const asInSwedish = [
  'Éden',
  'Enköping',
  'Grillby',
  'Vallby',
  'Wallby',
  'Zakrisdal',
  'Åloppe',
  'Ängby',
  'ängby',
  'Örsundsbro',
];

const rows = raw(`
  insert into public.tatorter (kod, namn, befolkning, geom)
  select 'T' || lpad(n::text, 3, '0'), name, case when n % 4 = 0 then null else n % 3 end,
    st_multi(st_makeenvelope(617000 + n * 100, 6613000, 617050 + n * 100, 6613050, 3006))
  from unnest(array[${names.map((name) => `'${name}'`).join()}]) with ordinality u(name, n);
  insert into public.detaljplaner (objektidentitet, beteckning, namn, status, datum_statusforandring, geom)
  select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'P' || n, 'Plan ' || n, 'samråd', day::date,
    st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
  from unnest(array['2024-12-31', '2025-01-01', '2025-06-30', null]) with ordinality u(day, n);
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom)
  select kod, kod, 'deso', '2025', true, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
  from unnest(array['A', 'B', 'C']) kod;
  insert into public.befolkningsprognos
    (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
  select omrade, 'deso', '2025', '2025', 2025, ar, alder, 'kvinna', 'huvud', 'folkmangd', varde
  from (values ('A', 2030, 3, 10500), ('A', 2030, 40, 20000), ('A', 2031, 3, 11000), ('B', 2030, 3, 20000))
    v (omrade, ar, alder, varde)`);

eachDatabase('selecting features', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const items = '/geodata/v1/collections/tatorter/items';
  const plans = '/geodata/v1/collections/detaljplaner/items';
  const page = (path: string) => service.json(path, pageShape);
  const detail = async (path: string) => {
    const answer = await service.get(path, { headers: { 'Accept-Language': 'sv' } });
    expect(answer.status, path).toBe(400);
    return problemShape.parse(await answer.json()).detail ?? '';
  };
  const through = async (path: string, each = async () => {}) => {
    const seen: Record<string, unknown>[] = [];
    for (let next: string | undefined = path; next; ) {
      const one: z.infer<typeof pageShape> = await page(next.replace(service.url, ''));
      seen.push(...one.features.map(({ properties }) => properties));
      next = one.links.find(({ rel }) => rel === 'next')?.href;
      await each();
    }
    return seen;
  };

  test('texts are sorted as in Swedish, page after page, in both directions', async () => {
    expect((await through(`${items}?sortby=namn&limit=3`)).map(({ namn }) => namn)).toEqual(asInSwedish);
    expect((await through(`${items}?sortby=-namn&limit=3`)).map(({ namn }) => namn)).toEqual(
      [...asInSwedish].reverse(),
    );
    const plus = await page(`${items}?sortby=%2Bnamn&limit=100`);
    expect(plus.features.map(({ properties }) => properties.namn)).toEqual(asInSwedish);
  });

  test('a bbox with its axes swapped is refused and not answered with nothing', async () => {
    const eastFirst = '617000,6613000,618000,6614000';
    expect(await detail(`${items}?bbox=${eastFirst}&bbox-crs=EPSG:3006`)).toContain('omkastade');
    const northFirst = await page(`${items}?bbox=6613000,617000,6614000,618000&bbox-crs=EPSG:3006`);
    expect(northFirst.features.length).toBeGreaterThan(0);
  });

  test('by several fields, what is not known last in both directions, each feature once', async () => {
    const up = await through(`${items}?sortby=befolkning,-namn&limit=2`);
    expect(up.map(({ befolkning }) => befolkning)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, null, null]);
    const down = await through(`${items}?sortby=-befolkning,namn&limit=2`);
    expect(down.map(({ befolkning }) => befolkning)).toEqual([2, 2, 1, 1, 1, 0, 0, 0, null, null]);
    expect(new Set(down.map(({ kod }) => kod)).size).toBe(names.length);
  });

  test('rows that stay the same are seen once each while others come, go and move', async () => {
    let turn = 0;
    const edit = async () => {
      turn++;
      await service.service.database.query(
        raw(`
        delete from public.tatorter where kod like 'X%';
        insert into public.tatorter (kod, namn, geom) select 'X${turn}' || n, 'Aa' || n, st_multi(st_makeenvelope(0, 6613000, 5, 6613005, 3006)) from generate_series(1, ${turn}) n;
        update public.tatorter set namn = 'Flyttad ${turn}' where kod = 'T004'`),
      );
    };
    const seen = (await through(`${items}?sortby=namn&limit=2`, edit)).map(({ kod }) => String(kod));
    await service.service.database.query(
      raw(
        `delete from public.tatorter where kod like 'X%'; update public.tatorter set namn = 'Zakrisdal' where kod = 'T004'`,
      ),
    );
    for (let n = 1; n <= names.length; n++) {
      const kod = `T${String(n).padStart(3, '0')}`;
      if (kod !== 'T004')
        expect(
          seen.filter((one) => one === kod),
          kod,
        ).toHaveLength(1);
    }
  });

  test('a cursor is of its own order', async () => {
    const first = await page(`${items}?sortby=namn&limit=2`);
    const next = new URL(first.links.find(({ rel }) => rel === 'next')?.href ?? '');
    const cursor = next.searchParams.get('cursor');
    expect(await detail(`${items}?sortby=-namn&limit=2&cursor=${cursor}`)).toContain('med samma sortby');
    expect(await detail(`${items}?cursor=hej`)).toContain('next-länk');
    expect(await detail(`${plans}?cursor=${Buffer.from('["",["x"]]').toString('base64url')}`)).toContain('next-länk');
    expect(await detail(`${items}?sortby=nman`)).toMatch(/sortby är "nman" men ska vara fält ur listan .*namn/);
  });

  test('clients that count pages pass over features, within bounds', async () => {
    const third = await page(`${items}?sortby=namn&limit=3&offset=6`);
    expect(third.features.map(({ properties }) => properties.namn)).toEqual(asInSwedish.slice(6, 9));
    const next = third.links.find(({ rel }) => rel === 'next')?.href ?? '';
    const last = await page(next.replace(service.url, ''));
    expect(last.features.map(({ properties }) => properties.namn)).toEqual(asInSwedish.slice(9));
    expect(await detail(`${items}?offset=-1`)).toContain('ett heltal från 0 till 100000');
    expect(await detail(`${items}?offset=100001`)).toContain('100000');
    expect(await detail(`${items}?offset=3&cursor=${new URL(next).searchParams.get('cursor')}`)).toContain('offset');
  });

  test('properties are the chosen ones, in the order of the dataset', async () => {
    const { features } = await page(`${items}?properties=befolkning,namn&limit=1`);
    expect(Object.keys(features[0]?.properties ?? {})).toEqual(['namn', 'befolkning']);
    expect(await detail(`${items}?properties=namn,lön`)).toMatch(
      /^properties är "namn,lön" men ska vara fält ur listan/,
    );
  });

  test('datetime: an instant, an interval, open ends; what has no time matches', async () => {
    const found = async (datetime: string) =>
      (await page(`${plans}?datetime=${datetime}`)).features.map(({ properties }) => properties.beteckning);
    expect(await found('2025-01-01')).toEqual(['P2', 'P4']);
    expect(await found('2025-01-01T12:00:00Z')).toEqual(['P2', 'P4']);
    expect(await found('2025-01-01T00:30:00%2B01:00')).toEqual(['P1', 'P4']);
    expect(await found('2025-01-01/2025-12-31')).toEqual(['P2', 'P3', 'P4']);
    expect(await found('../2024-12-31')).toEqual(['P1', 'P4']);
    expect(await found('2025-02-01T00:00:00Z/')).toEqual(['P3', 'P4']);
    const unreadable = ['0000-01-01T00:00:00Z', '2026-01-01T00:00:00%2B23:59', '2026-01-01T24:00:00Z'];
    for (const wrong of [
      ...unreadable,
      '2025',
      '2025-02-30',
      '2025-12-31/2025-01-01',
      '../..',
      'a/b/c',
      '2025-01-01T00:00:00',
    ]) {
      expect(await detail(`${plans}?datetime=${wrong}`)).toContain('2026-01-01/2026-12-31');
    }
    // A dataset without a time has nothing to leave out.
    expect((await page(`${items}?datetime=2025-01-01`)).numberMatched).toBe(names.length);
  });

  test('filter: both encodings, fields by name, and bbox together; counts are of what matches', async () => {
    const ids = async (query: string) => {
      const { features, numberMatched } = await page(`${items}?limit=100&${query}`);
      expect(numberMatched).toBe(features.length);
      return features.map(({ id }) => id);
    };
    const encoded = encodeURIComponent;
    expect(await ids(`filter=${encoded("namn LIKE 'Å%' OR befolkning = 2")}`)).toEqual(['T002', 'T003', 'T005']);
    const json = { op: 'casei', args: [{ property: 'namn' }] };
    const same = { op: '=', args: [json, 'ängby'] };
    expect(await ids(`filter-lang=cql2-json&filter=${encoded(JSON.stringify(same))}`)).toEqual(['T002', 'T005']);
    expect(await ids(`namn=${encoded('Ängby')}`)).toEqual(['T002']);
    expect(await ids(`befolkning=2&filter=${encoded("namn > 'Ä'")}`)).toEqual(['T002', 'T005'].filter(() => true));
    expect(await ids('befolkning=2&bbox=6612000,617000,6614000,617300&bbox-crs=EPSG:3006')).toEqual(['T002']);
    const square = 'S_INTERSECTS(geometry, BBOX(617090, 6612990, 617160, 6613060))';
    const flipped = 'S_INTERSECTS(geometry, BBOX(6612990, 617090, 6613060, 617160))';
    expect(await ids(`filter-crs=EPSG:3006&filter=${encoded(flipped)}`)).toEqual(['T001']);
    expect(await ids(`filter-crs=EPSG:3006&filter=${encoded(square)}`)).toEqual([]);
    expect(await detail(`${items}?filter=${encoded("namm = 'x'")}`)).toMatch(/namm.*namn/);
    expect(await detail(`${items}?filter=${encoded('befolkning > ')}`)).toBeTruthy();
    expect(await detail(`${items}?befolkning=många`)).toBe('befolkning är "många" men ska vara ett tal.');
    expect(await detail(`${items}?filter-lang=sql&filter=1`)).toContain('cql2-text eller cql2-json');
  });

  test('counts follow changes at once', async () => {
    const count = async () =>
      (await page(`${items}?limit=1&filter=${encodeURIComponent("namn = 'Ny'")}`)).numberMatched;
    expect(await count()).toBe(0);
    const { database } = service.service;
    await database.query(raw(`update public.tatorter set namn = 'Ny' where kod in ('T001', 'T002')`));
    expect(await count()).toBe(2);
    await database.query(
      raw(
        `update public.tatorter t set namn = case kod when 'T001' then 'Örsundsbro' else 'Ängby' end where namn = 'Ny'`,
      ),
    );
    expect(await count()).toBe(0);
  });

  test('yearly totals are filtered by and sorted by, in pages, files and tiles', async () => {
    const areas = '/geodata/v1/collections/prognosomraden/items';
    const found = async (query: string) =>
      (await page(`${areas}?${query}`)).features.map(({ properties }) => properties.kod);
    const filtered = (filter: string) => found(`filter=${encodeURIComponent(filter)}`);
    const told = (await page(`${areas}?kod=B`)).features[0]?.properties.folkmangd_2030;
    const people = z.number().multipleOf(5).min(19_900).max(20_100).parse(told);
    expect(await filtered('folkmangd_2030 > 25000')).toEqual(['A']);
    expect(await filtered('folkmangd_2030 BETWEEN 20200 AND 31000 AND forskolealder_2030 < 15000')).toEqual(['A']);
    expect(await filtered(`folkmangd_2030 * 2 = ${people * 2}`)).toEqual(['B']);
    expect(await filtered('folkmangd_2030 IS NULL')).toEqual(['C']);
    expect(await filtered('folkmangd_2031 IS NULL')).toEqual(['B', 'C']);
    expect(await filtered('folkmangd_1999 > 0')).toEqual([]);
    expect(await filtered('{"op":">=","args":[{"property":"folkmangd_2030"},19000]}')).toEqual(['A', 'B']);
    expect(await found(`folkmangd_2030=${people}`)).toEqual(['B']);
    const sorted = async (sortby: string) =>
      (await through(`${areas}?sortby=${sortby}&limit=1`)).map(({ kod }) => kod).join('');
    expect(await sorted('folkmangd_2030')).toBe('BAC');
    expect(await sorted('-folkmangd_2030')).toBe('ABC');
    const file = await service.get(
      `/downloads/prognosomraden.csv?filter=folkmangd_2030%3D${people}&sortby=-folkmangd_2030`,
    );
    expect((await file.text()).trim().split('\n')).toHaveLength(2);
    const tile = (filter: string) =>
      service.get(`/tiles/prognosomraden/12/2242/1197.mvt?filter=${encodeURIComponent(filter)}`);
    expect((await tile('folkmangd_2030 > 25000')).status).toBe(200);
    expect((await tile('folkmangd_2030 > 31000')).status).toBe(204);
    const dwellings = '/geodata/v1/collections/exploateringsomraden/items?filter=fardigstallda_2030%20%3E%200';
    expect((await page(dwellings)).features).toEqual([]);

    const wrong = [
      `filter=${encodeURIComponent('folkmangd = 1')}`,
      'filter=folkmangd_20300%3D1',
      'filter=invanare_2030%3D1',
      'sortby=folkmangd',
      'folkmangd=1',
      `filter=${encodeURIComponent("folkmangd_2030 = 'många'")}`,
      'folkmangd_2030=många',
    ];
    for (const query of wrong) expect(await detail(`${areas}?${query}`)).toMatch(/folkmangd|invanare/);
    expect(await detail(`${areas}?filter=folkmangd%3D1`)).toContain('folkmangd_[år]');
    expect(await detail(`${areas}?sortby=folkmangd`)).toContain('folkmangd_[år]');

    const toldShape = z.looseObject({
      properties: z.record(z.string(), z.looseObject({ title: z.string().optional() })),
    });
    for (const kind of ['queryables', 'sortables']) {
      const { properties } = await service.json(`/geodata/v1/collections/prognosomraden/${kind}?lang=sv`, toldShape);
      expect(properties.folkmangd_2030, kind).toMatchObject({ title: 'Folkmängd 2030', type: 'number' });
      expect(Object.keys(properties), kind).not.toContain('folkmangd_2032');
    }
  });

  test('queryables, sortables and schema tell the public fields, with titles and codes', async () => {
    const schemaShape = z.looseObject({
      $id: z.string(),
      properties: z.record(
        z.string(),
        z.looseObject({ title: z.string().optional(), enum: z.array(z.string().nullable()).optional() }),
      ),
    });
    const collection = '/geodata/v1/collections/exploateringsomraden';
    for (const kind of ['queryables', 'sortables', 'schema']) {
      const answer = await service.get(`${collection}/${kind}`);
      expect(answer.headers.get('content-type')).toContain('application/schema+json');
      const schema = schemaShape.parse(await answer.json());
      expect(schema.$id).toBe(`${service.url}${collection}/${kind}`);
      expect(schema.properties.skede?.enum).toContain('idé');
      // Not public.
      expect(Object.keys(schema.properties)).not.toContain('avtalstyp');
    }
    expect(await detail(`${collection}/items?filter=${encodeURIComponent("avtalstyp = 'markanvisning'")}`)).toContain(
      'avtalstyp',
    );
    expect(await detail(`${collection}/items?sortby=avtalstyp`)).toContain('avtalstyp');
    expect(await detail(`${collection}/items?properties=avtalstyp`)).toContain('avtalstyp');
    expect(await detail(`${collection}/items?avtalstyp=markanvisning`)).toContain('avtalstyp');
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, linkShape, pageShape, problemShape } from '../setup/shapes.ts';

const collectionShape = z.looseObject({
  id: z.string(),
  title: z.string(),
  links: z.array(linkShape),
  extent: z.looseObject({ spatial: z.looseObject({ bbox: z.array(z.array(z.number())) }) }).optional(),
});

/** 25 localities in a row, 100 m apart, from (617000, 6613000) eastwards, EPSG:3006. One project open, one internal. */
const rows = raw(`
  insert into public.tatorter (kod, namn, befolkning, geom)
  select 'T' || lpad(n::text, 3, '0'), 'Tätort ' || n, n * 100,
    st_multi(st_makeenvelope(617000 + n * 100, 6613000, 617050 + n * 100, 6613050, 3006))
  from generate_series(1, 25) n;
  insert into public.exploateringsomraden (id, namn, skede, synlighet, avtalstyp, fastigheter, uppdaterad, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Öppet', 'idé', 'publik', 'markanvisning', array['Romberga 1:1', 'Å "2"'],
      '2026-03-04T12:00:00+01:00', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))),
    ('00000000-0000-4000-8000-000000000002', 'Hemligt', 'idé', 'intern', 'markanvisning', null, null,
      st_multi(st_makeenvelope(620000, 6613000, 620400, 6613400, 3006)));
  insert into public.exploatering_bostader (omrade, ar, hustyp, upplatelseform, antal) values
    ('00000000-0000-4000-8000-000000000001', 2028, 'flerbostadshus', 'hyresrätt', 40),
    ('00000000-0000-4000-8000-000000000001', 2028, 'flerbostadshus', 'bostadsrätt', 20)`);

eachDatabase('features', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const items = '/geodata/v1/collections/tatorter/items';

  test('the landing page answers with and without the slash, and leads to the collections', async () => {
    for (const path of ['/geodata/v1', '/geodata/v1/']) {
      const { links } = await service.json(path, z.looseObject({ links: z.array(linkShape) }));
      expect(links.find(({ rel }) => rel === 'data')?.href).toBe(`${service.url}/geodata/v1/collections`);
    }
    const { collections } = await service.json(
      '/geodata/v1/collections',
      z.looseObject({ collections: z.array(collectionShape) }),
    );
    expect(collections.map(({ id }) => id)).toContain('befolkningsprognos');
    const one = await service.json('/geodata/v1/collections/tatorter', collectionShape);
    expect(one.title).toBe('Tätorter');
    expect(one.extent?.spatial.bbox[0]?.[0]).toBeCloseTo(17.0747, 2);
    expect(one.links.map(({ rel }) => rel)).toEqual(expect.arrayContaining(['self', 'items', 'license', 'enclosure']));
    const answer = await service.get('/geodata/v1/collections/finns_inte');
    expect(answer.status).toBe(404);
  });

  test('next links lead through every feature exactly once', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${items}?limit=7`;
    let pages = 0;
    while (next) {
      const page: z.infer<typeof pageShape> = await service.json(next.replace(service.url, ''), pageShape);
      expect(page.numberMatched).toBe(25);
      expect(page.numberReturned).toBe(page.features.length);
      seen.push(...page.features.map(({ id }) => String(id)));
      next = page.links.find(({ rel }) => rel === 'next')?.href;
      pages++;
    }
    expect(pages).toBe(4);
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen).toHaveLength(25);
  });

  test('coordinates are CRS84: longitude first, in degrees', async () => {
    const page = await service.json(`${items}?limit=1`, pageShape);
    const corner = z
      .array(z.array(z.array(z.tuple([z.number(), z.number()]))))
      .parse(page.features[0]?.geometry?.coordinates);
    expect(corner[0]?.[0]?.[0]?.[0]).toBeCloseTo(17.0746, 2);
    expect(corner[0]?.[0]?.[0]?.[1]).toBeCloseTo(59.6376, 2);
  });

  test('bbox finds what it touches and nothing else', async () => {
    const all = await service.json(`${items}?limit=100`, pageShape);
    const first = z
      .array(z.array(z.array(z.tuple([z.number(), z.number()]))))
      .parse(all.features[0]?.geometry?.coordinates);
    const [west = 0, south = 0] = first[0]?.[0]?.[0] ?? [];
    const near = await service.json(
      `${items}?bbox=${west - 0.0001},${south - 0.0001},${west + 0.0001},${south + 0.0001}`,
      pageShape,
    );
    expect(near.features.map(({ id }) => id)).toEqual(['T001']);
    expect(near.numberMatched).toBe(1);
    const nowhere = await service.json(`${items}?bbox=-10,-10,-9,-9`, pageShape);
    expect(nowhere.numberMatched).toBe(0);
    const world = await service.json(`${items}?bbox=-180,-90,180,90`, pageShape);
    expect(world.numberMatched).toBe(25);
    const overDateLine = await service.json(`${items}?bbox=10,50,-170,70`, pageShape);
    expect(overDateLine.numberMatched).toBe(25);
    const withHeight = await service.json(`${items}?bbox=10,50,0,20,70,100`, pageShape);
    expect(withHeight.numberMatched).toBe(25);
  });

  test('a feature answers at its own address; an unknown one is 404', async () => {
    const feature = await service.json(`${items}/T003`, featureShape.extend({ links: z.array(linkShape) }));
    expect(feature.properties).toMatchObject({ kod: 'T003', namn: 'Tätort 3', befolkning: 300 });
    expect(feature.links.map(({ rel }) => rel)).toEqual(expect.arrayContaining(['self', 'alternate', 'collection']));
    expect((await service.get(`${items}/T999`)).status).toBe(404);
    expect((await service.get(`${items}/%00`)).status).toBe(404);
    expect((await service.get('/geodata/v1/collections/detaljplaner/items/inte-en-uuid')).status).toBe(404);
    expect((await service.get(`${items}/%E0%A4%A`)).status).toBe(400);
  });

  test('rows and fields that are not public are not there: not in items, counts, bounds, nor by address', async () => {
    const page = await service.json('/geodata/v1/collections/exploateringsomraden/items', pageShape);
    expect(page.numberMatched).toBe(1);
    expect(page.features.map(({ properties }) => properties.namn)).toEqual(['Öppet']);
    expect(JSON.stringify(page)).not.toContain('markanvisning');
    const hidden = await service.get(
      '/geodata/v1/collections/exploateringsomraden/items/00000000-0000-4000-8000-000000000002',
    );
    expect(hidden.status).toBe(404);
    const { extent } = await service.json('/geodata/v1/collections/exploateringsomraden', collectionShape);
    expect(extent?.spatial.bbox[0]?.[2]).toBeLessThan(17.09);
    const download = await (await service.get('/downloads/exploateringsomraden.geojson')).text();
    expect(download).not.toContain('Hemligt');
    expect(download).not.toContain('markanvisning');
  });

  test('lists are arrays, times are UTC, yearly sums are attributes', async () => {
    const { features } = await service.json('/geodata/v1/collections/exploateringsomraden/items', pageShape);
    expect(features[0]?.properties).toMatchObject({
      fastigheter: ['Romberga 1:1', 'Å "2"'],
      uppdaterad: '2026-03-04T11:00:00Z',
      fardigstallda_2028: 60,
      plexbeslut_datum: null,
    });
  });

  test('a table without geometry has features with null geometry', async () => {
    await service.service.database.query(
      raw(`insert into public.befolkningsprognos
      (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
      values ('A', 'deso', '2025', '1', 2025, 2030, 3, 'kvinna', 'huvud', 'fardigstallda_bostader', 10.5)`),
    );
    const { features } = await service.json('/geodata/v1/collections/befolkningsprognos/items?bbox=0,0,1,1', pageShape);
    expect(features[0]).toMatchObject({ geometry: null, properties: { varde: 10.5, ar: 2030 } });
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=tio', 'limit'],
    ['bbox=1,2,3', 'bbox'],
    ['bbox=1,2,3,x', 'bbox'],
    ['bbox=1,5,3,4', 'bbox'],
    ['bbox=,,,', 'bbox'],
    ['f=xml', 'f'],
    ['finnsinte=1', 'finnsinte'],
  ])('?%s is refused with a word about %s', async (query, name) => {
    const response = await service.get(`${items}?${query}`);
    expect(response.status).toBe(400);
    const problem = problemShape.parse(await response.json());
    expect(problem.detail).toContain(name);
  });

  test('a cursor that we did not make is 400 or finds nothing, never 500', async () => {
    for (const cursor of ['%00', 'AAAA', '§§§', 'x'.repeat(5000)]) {
      const response = await service.get(
        `/geodata/v1/collections/exploateringsomraden/items?cursor=${encodeURIComponent(cursor)}`,
      );
      expect(response.status, cursor).toBeLessThan(500);
    }
  });

  test('a limit above the maximum is the maximum', async () => {
    expect((await service.get(`${items}?limit=99999999`)).status).toBe(200);
  });

  test('a whole dataset downloads as one GeoJSON file', async () => {
    const response = await service.get('/downloads/tatorter.geojson');
    expect(response.headers.get('content-disposition')).toContain('tatorter.geojson');
    const file = z
      .looseObject({ features: z.array(featureShape), license: z.string(), informationsagare: z.string() })
      .parse(await response.json());
    expect(file.features).toHaveLength(25);
    expect(file.license).toBe('http://creativecommons.org/publicdomain/zero/1.0/');
    const empty = await service.json('/downloads/vagar.geojson', z.looseObject({ features: z.array(featureShape) }));
    expect(empty.features).toEqual([]);
    expect((await service.get('/downloads/finns_inte.geojson')).status).toBe(404);
  });

  test('metadata and files say that rows are invented, as long as some are', async () => {
    const { database } = service.service;
    const described = z.looseObject({ description: z.string() });
    const descriptions = async () =>
      Promise.all(
        ['/geodata/v1/collections/vagar', '/tiles/vagar.json', '/downloads/vagar.geojson'].map(
          async (path) => (await service.json(path, described)).description,
        ),
      );
    await database.query(
      raw(`insert into public.vagar (id, klass, exempel, geom) values
        ('v1', 'gata', true, st_multi(st_makeline(st_point(617000, 6613000, 3006), st_point(617100, 6613000, 3006))))`),
    );
    for (const description of await descriptions()) expect(description).toContain('Exempeldata');
    await database.query(raw('delete from public.vagar'));
    for (const description of await descriptions()) expect(description).not.toContain('Exempeldata');
  });

  test('errors are problem+json in the reader’s language, for pages, methods and the HTTP parser too', async () => {
    const missing = await service.get('/finns/inte', { headers: { 'Accept-Language': 'en' } });
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-language')).toBe('en');
    expect(problemShape.parse(await missing.json()).title).toBe('Not found');
    const posted = await service.get(items, { method: 'POST', body: '{}' });
    expect(posted.status).toBe(405);
    expect(posted.headers.get('allow')).toContain('GET');
    const large = await service.get('/health/live', { headers: { 'X-Large': 'x'.repeat(20_000) } });
    expect(large.status).toBe(431);
    expect(problemShape.parse(await large.json()).status).toBe(431);
  });

  test('any page of the web may read: CORS is open', async () => {
    const options = await service.get(items, { method: 'OPTIONS', headers: { Origin: 'https://example.org' } });
    expect(options.status).toBe(204);
    expect(options.headers.get('access-control-allow-origin')).toBe('*');
  });
});

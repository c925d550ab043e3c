import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape, tileJsonShape } from '../setup/shapes.ts';

/** Two plans: one of 400 × 400 m at the corner of (617000, 6613000), one of 20 × 20 m beside it. EPSG:3006. */
const twoPlans = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, datum_laga_kraft, ngp_objekt, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Stora planen', 'laga kraft', '2020-01-31', '{"hemligt": 1}',
      st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))),
    ('00000000-0000-4000-8000-000000000002', 'Lilla planen', 'samråd', null, null,
      st_multi(st_makeenvelope(617500, 6613000, 617520, 6613020, 3006)));
  insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, formulering, varden, geom) values
    ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'egenskapsbestämmelse',
      'Nockhöjd', array['högst 12 meter', 'minst 3 meter'], st_makeenvelope(617000, 6613000, 617200, 6613400, 3006));
  insert into public.exploateringsomraden (namn, skede, synlighet, avtalstyp, geom) values
    ('Öppet', 'idé', 'publik', 'markanvisning', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))),
    ('Hemligt', 'idé', 'intern', 'markanvisning', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)))`);

/** The tile of a zoom in which the plans lie. */
function tileOf(z: number): string {
  const x = Math.floor(columnAt(17.0731, z));
  const y = Math.floor(rowAt(59.6394, z));
  return `${z}/${x}/${y}`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

eachDatabase('vector tiles', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(twoPlans);
  });
  afterAll(() => service?.stop());

  const tile = async (path: string) => {
    await service.heard();
    const response = await service.get(`/tiles/${path}.mvt`);
    return { response, layers: decodeTile(new Uint8Array(await response.arrayBuffer())) };
  };

  test('a tile holds the features with their public attributes and stable ids', async () => {
    const { response, layers } = await tile(`detaljplaner/${tileOf(14)}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const [large, small] = layers.detaljplaner ?? [];
    expect(large?.properties).toMatchObject({
      objektidentitet: '00000000-0000-4000-8000-000000000001',
      namn: 'Stora planen',
      status: 'laga kraft',
      datum_laga_kraft: '2020-01-31',
    });
    expect(large?.properties).not.toHaveProperty('ngp_objekt');
    expect(small?.properties).not.toHaveProperty('datum_laga_kraft');
    // 52 bits of md5 of the key: the same in every database.
    expect(large?.id).toBe(Number.parseInt(md5('00000000-0000-4000-8000-000000000001').slice(0, 13), 16));
  });

  test('an area too small to see becomes a point and does not vanish', async () => {
    const { layers } = await tile(`detaljplaner/${tileOf(7)}`);
    expect(layers.detaljplaner?.map(({ type }) => type)).toEqual([1, 1]);
    const close = await tile(`detaljplaner/${tileOf(11)}`);
    expect(close.layers.detaljplaner?.map(({ type }) => type)).toEqual([3, 1]);
  });

  test('a name has one point, with the same id and attributes as the area that reaches into several tiles', async () => {
    const z = 17;
    const [, x = 0, y = 0] = tileOf(z).split('/').map(Number);
    const around = [-1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1].map((dy) => `${z}/${x + dx}/${y + dy}`));
    const found = async (layer: string) => {
      const tiles = await Promise.all(around.map((address) => tile(`${layer}/${address}`)));
      return tiles
        .flatMap(({ layers }) => layers[layer] ?? [])
        .filter(({ properties }) => properties.namn === 'Stora planen');
    };
    const areas = await found('detaljplaner');
    expect(areas.length).toBeGreaterThan(2);
    const inside = (value = -1) => value >= 0 && value < 4096;
    const points = (await found('detaljplaner.points')).filter(({ geometry }) => geometry[0]?.[0]?.every(inside));
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ id: areas[0]?.id, type: 1, properties: areas[0]?.properties });
    const { vector_layers, tiles } = await service.json('/tiles/detaljplaner.points.json', tileJsonShape);
    expect(vector_layers[0]?.id).toBe('detaljplaner.points');
    expect(tiles[0]).toContain('/tiles/detaljplaner.points/{z}/{x}/{y}.mvt');
  });

  test('lists travel as the text of a JSON array, and a joined field comes with its row', async () => {
    const { layers } = await tile(`planbestammelser/${tileOf(15)}`);
    expect(layers.planbestammelser?.[0]?.properties).toMatchObject({
      varden: '["högst 12 meter","minst 3 meter"]',
      plan_status: 'laga kraft',
    });
  });

  test('rows and fields that are not public never leave', async () => {
    const { layers } = await tile(`exploateringsomraden/${tileOf(14)}`);
    expect(layers.exploateringsomraden?.map(({ properties }) => properties.namn)).toEqual(['Öppet']);
    expect(Object.keys(layers.exploateringsomraden?.[0]?.properties ?? {})).not.toContain('avtalstyp');
  });

  test('a composite tile has a layer for each dataset, whatever the order and repeats in its address', async () => {
    const { response, layers } = await tile(`exploateringsomraden,detaljplaner,detaljplaner/${tileOf(14)}`);
    expect(response.status).toBe(200);
    expect(Object.keys(layers).sort()).toEqual(['detaljplaner', 'exploateringsomraden']);
    expect(layers.detaljplaner).toHaveLength(2);
  });

  test('an edit by hand in SQL shows in the next answer: moved, deleted, truncated', async () => {
    const { database } = service.service;
    const names = async () => {
      // The address with the version of this moment: however slow the machine, nothing older is called so.
      const { tiles } = await service.json('/tiles/tatorter.json', tileJsonShape);
      const path = (tiles[0] ?? '').replace(/.*\/tiles\/(.*)\{z\}.*(\?v=.*)/, `$1${tileOf(14)}.mvt$2`);
      const answer = await service.get(`/tiles/${path}`);
      const found = decodeTile(new Uint8Array(await answer.arrayBuffer()));
      return found.tatorter?.map(({ properties }) => properties.namn) ?? [];
    };
    await database.query(
      raw(`insert into public.tatorter (kod, namn, geom)
      select 'T' || n, 'Tätort ' || n, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
      from generate_series(1, 3) n`),
    );
    expect(await names()).toEqual(['Tätort 1', 'Tätort 2', 'Tätort 3']);
    await database.query(raw(`update public.tatorter set geom = st_translate(geom, 20000, 0) where kod = 'T1'`));
    await database.query(raw(`delete from public.tatorter where kod = 'T2'`));
    expect(await names()).toEqual(['Tätort 3']);
    await database.query(raw('truncate public.tatorter'));
    expect(await names()).toEqual([]);
  });

  test('gzip when it is asked for, and when the tile with its headers is more than a packet', async () => {
    const path = `/tiles/detaljplaner/${tileOf(14)}.mvt`;
    const asked = (encoding: string) => service.get(path, { headers: { 'Accept-Encoding': encoding } });
    expect((await asked('gzip')).headers.get('content-encoding')).toBeNull();
    await service.service.database.query(
      raw(`update public.detaljplaner set syfte = repeat('Att pröva bostäder. ', 60) where namn = 'Stora planen'`),
    );
    await service.heard();
    const response = await asked('gzip');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const plain = await asked('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.arrayBuffer()).toEqual(await response.arrayBuffer());
  });

  test.each([
    ['detaljplaner/0/0/0', 200],
    ['detaljplaner/22/0/0', 204],
    ['detaljplaner/1/0/1', 204],
    ['finns_inte/0/0/0', 404],
    ['befolkningsprognos/0/0/0', 404],
    ['detaljplaner.centroids/0/0/0', 404],
    ['befolkningsprognos.points/0/0/0', 404],
    ['detaljplaner,finns_inte/0/0/0', 404],
    ['detaljplaner/23/0/0', 400],
    ['detaljplaner/2/4/0', 400],
    ['detaljplaner/2/-1/0', 400],
    ['detaljplaner/2/01/0', 400],
    ['detaljplaner/2/1.5/0', 400],
    ['detaljplaner/x/0/0', 400],
    [',/0/0/0', 400],
  ])('%s answers %i', async (path, status) => {
    const response = await service.get(`/tiles/${path}.mvt`);
    expect(response.status).toBe(status);
    if (status < 400) return;
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problemShape.parse(await response.json()).status).toBe(status);
  });

  test('TileJSON tells true bounds, zooms and what each field means, in the reader’s language', async () => {
    const sv = await service.json('/tiles/detaljplaner.json', tileJsonShape);
    const [west = 0, south = 0, east = 0, north = 0] = sv.bounds ?? [];
    expect(west).toBeCloseTo(17.0729, 2);
    expect(east).toBeGreaterThan(west);
    expect(north).toBeGreaterThan(south);
    expect(north).toBeLessThan(59.65);
    expect(sv.vector_layers[0]?.fields.namn).toBe('Namn');
    expect(sv.vector_layers[0]?.fields).not.toHaveProperty('ngp_objekt');
    const en = await service.get('/tiles/detaljplaner.json', { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } });
    expect(en.headers.get('vary')).toContain('Accept-Language');
    expect(tileJsonShape.parse(await en.json()).vector_layers[0]?.fields.namn).toBe('Name');
    const both = await service.json('/tiles/planbestammelser,detaljplaner.json', tileJsonShape);
    expect(both.vector_layers.map(({ id }) => id)).toEqual(['detaljplaner', 'planbestammelser']);
    expect(both.tiles[0]).toContain('/tiles/detaljplaner,planbestammelser/{z}/{x}/{y}.mvt');
    expect((await service.get('/tiles/befolkningsprognos.json')).status).toBe(404);
  });

  test('a shore of 8,000 corners, kept in pieces, gives the tiles of the whole', async () => {
    const { database } = service.service;
    // A star around the plans whose shore goes in and out by 100 m.
    const shore = raw(`
      with corner as (
        select n, 2 * pi() * n / 8000 as angle, 3000 + 100 * (n % 2) as radius from generate_series(0, 7999) n)
      insert into public.marktacke (id, typ, geom)
      select 'sjö', 'vatten', st_multi(st_makepolygon(st_addpoint(line, st_startpoint(line)))) from (
        select st_makeline(st_setsrid(st_point(617200 + radius * cos(angle), 6613200 + radius * sin(angle)), 3006) order by n) as line
        from corner) l`);
    await database.query(shore);
    const [pieces] = await database.query<{ count: number }>(
      raw('select count(*)::int as count from allmanning.tile_marktacke_pieces'),
    );
    expect(pieces?.count).toBeGreaterThan(30);
    // One tile full of water, one at the shore, one outside.
    const { layers } = await tile(`marktacke/${tileOf(15)}`);
    const inside = layers.marktacke?.[0];
    expect(inside?.geometry).toHaveLength(1);
    const corners = new Set(inside?.geometry[0]?.map((point) => point.join()));
    expect(corners).toEqual(new Set(['-64,-64', '4160,-64', '4160,4160', '-64,4160']));
    const [, x = 0, y = 0] = tileOf(15).split('/').map(Number);
    const row = await Promise.all([...Array(14).keys()].map((step) => tile(`marktacke/15/${x + step}/${y}`)));
    const counts = row.map(({ layers: found }) => found.marktacke?.[0]?.geometry.flat().length ?? 0);
    expect(Math.max(...counts)).toBeGreaterThan(100);
    expect(counts.at(-1)).toBe(0);
    // In the corners of its rectangle there is no water, and no piece.
    const around = await Promise.all(
      [-5, 5].flatMap((dx) => [-5, 5].map((dy) => tile(`marktacke/15/${x + dx}/${y + dy}`))),
    );
    expect(around.map(({ response }) => response.status)).toEqual([204, 204, 204, 204]);
    await database.query(
      raw(
        `update public.marktacke set geom = st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)) where id = 'sjö'`,
      ),
    );
    expect(await database.query(raw('select from allmanning.tile_marktacke_pieces'))).toEqual([]);
    await database.query(raw(`delete from public.marktacke where id = 'sjö'`));
    expect((await tile(`marktacke/${tileOf(15)}`)).response.status).toBe(204);
  });

  test('yearly totals become attributes of the area, and TileJSON names them', async () => {
    await service.service.database.query(
      raw(`
      insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
        ('A', 'Visas', 'deso', '2025', true, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))),
        ('B', 'Visas inte', 'regso', '2025', false, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)));
      insert into public.befolkningsprognos
        (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
      select 'A', 'deso', '2025', version, 2025, year, age, 'kvinna', scenario, 'folkmangd', value
      from (values ('2024', 2030, 3, 'huvud', 99000), ('2025', 2030, 3, 'huvud', 10500), ('2025', 2030, 40, 'huvud', 20000),
        ('2025', 2031, 3, 'huvud', 11000), ('2025', 2030, 3, 'alternativ', 77000)) v (version, year, age, scenario, value)`),
    );
    const { layers } = await tile(`prognosomraden/${tileOf(12)}`);
    expect(layers.prognosomraden).toHaveLength(1);
    const about = (value: number) =>
      z
        .number()
        .multipleOf(5)
        .min(value - 100)
        .max(value + 100);
    const told = z
      .looseObject({
        namn: z.literal('Visas'),
        folkmangd_2030: about(30_500),
        forskolealder_2030: about(10_500),
        arbetsfor_alder_2030: about(20_000),
        folkmangd_2031: about(11_000),
      })
      .parse(layers.prognosomraden?.[0]?.properties);
    const { vector_layers } = await service.json('/tiles/prognosomraden.json', tileJsonShape);
    expect(vector_layers[0]?.fields.folkmangd_2030).toBe('Folkmängd 2030 (invånare)');
    const totals = await service.json(
      '/datasets/prognosomraden/series.json',
      z.looseObject({
        years: z.array(z.number()),
        measures: z.record(z.string(), z.looseObject({ values: z.record(z.string(), z.array(z.number().nullable())) })),
      }),
    );
    expect(totals.years).toEqual([2030, 2031]);
    expect(totals.measures.folkmangd?.values).toEqual({
      'deso-2025-A': [told.folkmangd_2030, told.folkmangd_2031],
    });
  });
});

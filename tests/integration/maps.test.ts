import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

/** A lake of 400 m, and another far away. */
const fill = raw(`
  insert into public.marktacke (id, typ, geom) values
    ('sjön', 'vatten', st_multi(st_makeenvelope(616000, 6612000, 616400, 6612400, 3006))),
    ('tjärnen', 'vatten', st_multi(st_makeenvelope(620000, 6615000, 620100, 6615100, 3006)))`);

const sweref = 'http://www.opengis.net/def/crs/EPSG/0/3006';
const map = '/geodata/v1/collections/marktacke/map';
/** 600 m around the lake, in the authority's order: north, east. */
const place = `bbox-crs=${sweref}&bbox=6611900,615900,6612500,616500`;

eachDatabase('OGC API – Maps', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(fill);
    await service.heard();
  });
  afterAll(() => service?.stop());

  const picture = async (query: string, path = map) => {
    const answer = await service.get(`${path}?${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    const png = PNG.sync.read(Buffer.from(await answer.arrayBuffer()));
    const at = (x: number, y: number) => [...png.data.subarray(4 * (y * png.width + x), 4 * (y * png.width + x) + 4)];
    return { headers: answer.headers, size: [png.width, png.height], at };
  };

  test('a rectangle is where it says, in the system that is asked for', async () => {
    const { headers, size, at } = await picture(`${place}&width=300`);
    expect(size).toEqual([300, 300]);
    expect(headers.get('content-crs')).toBe(`<${sweref}>`);
    expect(headers.get('content-bbox')).toBe('6611900.000,615900.000,6612500.000,616500.000');
    const row = [40, 60, 240, 260].map((x) => at(x, 150)[3] !== 0);
    const column = [40, 60, 240, 260].map((y) => at(150, y)[3] !== 0);
    expect([row, column]).toEqual([
      [false, true, true, false],
      [false, true, true, false],
    ]);
    const same = await picture(`subset-crs=${sweref}&subset=E(615900:616500),N(6611900:6612500)&width=300`);
    expect(same.headers.get('content-bbox')).toBe(headers.get('content-bbox'));
    const around = `center-crs=${sweref}&center=6612200,616200&width=300&height=300&scale-denominator=7142.857142857`;
    expect((await picture(around)).headers.get('content-bbox')).toBe(headers.get('content-bbox'));
    const mercator = await picture(`${place}&width=300&crs=http://www.opengis.net/def/crs/EPSG/0/3857`);
    // The rectangle that holds the one that was asked for: it is turned by nearly two degrees.
    const [west = 0, south = 0, east = 0, north = 0] = (mercator.headers.get('content-bbox') ?? '')
      .split(',')
      .map(Number);
    expect(east - west).toBeGreaterThan(600 / Math.cos((59.6 * Math.PI) / 180));
    expect(north - south).toBeLessThan(1_300);
    expect(mercator.at(150, 150)[3]).toBe(255);
  });

  test('scale, size and resolution: each follows from the others, and what contradicts itself is told', async () => {
    expect((await picture(`${place}&scale-denominator=5000`)).size).toEqual([429, 429]);
    expect((await picture(`${place}&scale-denominator=5000&mm-per-pixel=0.14`)).size).toEqual([857, 857]);
    expect((await picture(`${place}&width=200&height=100`)).size).toEqual([200, 100]);
    expect((await picture('')).size[0]).toBe(1024);
    const centred = await picture(`center=17.0617,59.6279&width=400&height=200&scale-denominator=2000`);
    expect(centred.size).toEqual([400, 200]);
    const [south = 0, west = 0, north = 0, east = 0] = (centred.headers.get('content-bbox') ?? '')
      .split(',')
      .map(Number);
    expect(east - west).toBeCloseTo(400 * 0.28 * 2, 2);
    expect(north - south).toBeCloseTo(200 * 0.28 * 2, 2);
    const wrong = [
      `${place}&scale-denominator=5000&width=10`,
      `${place}&scale-denominator=1`,
      `${place}&center=17,59`,
      `${place}&subset=Lon(17:18),Lat(59:60)`,
      'subset=Lon(18:17),Lat(59:60)',
      'subset=Lon(17:18)',
      'subset=h(1:2)',
      `${place}&width=0`,
      `${place}&width=10000&height=10000`,
      'bbox=17,59,17,59',
      'bbox=18,60,17,59',
      'bbox=17,59,18',
      `bbox=-170,-60,-160,-50&crs=${sweref}&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857&width=99999`,
      'center=999,0',
      'bgcolor=blurple',
      'transparent=maybe',
      'datetime=soon',
      'crs=EPSG:1',
      'filter=nope=1',
      `filter=${'a'.repeat(9_000)}`,
      'f=gif',
      'hello=1',
    ];
    for (const query of wrong) {
      const answer = await service.get(`${map}?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
      problemShape.parse(await answer.json());
    }
    for (const path of ['/geodata/v1/collections/finns-inte/map', '/geodata/v1/collections/befolkningsprognos/map'])
      expect((await service.get(path)).status).toBe(404);
  });

  test('background, formats and filters', async () => {
    expect((await picture(`${place}&width=30`)).at(1, 1)[3]).toBe(0);
    expect((await picture(`${place}&width=30&bgcolor=0xFF0000`)).at(1, 1)).toEqual([255, 0, 0, 255]);
    expect((await picture(`${place}&width=30&bgcolor=rebeccapurple`)).at(1, 1)).toEqual([102, 51, 153, 255]);
    expect((await picture(`${place}&width=30&transparent=false`)).at(1, 1)).toEqual([255, 255, 255, 255]);
    const filter = encodeURIComponent("typ = 'skog'");
    expect((await picture(`${place}&width=30&filter=${filter}`)).at(15, 15)[3]).toBe(0);
    for (const [f, type] of [
      ['jpeg', 'image/jpeg'],
      ['webp', 'image/webp'],
      ['svg', 'image/svg+xml'],
      ['pdf', 'application/pdf'],
    ]) {
      const answer = await service.get(`${map}?${place}&width=30&f=${f}`);
      expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    }
    const far = await picture(`bbox=-120,-40,-119,-39&crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84&width=20`);
    expect(far.at(10, 10)[3]).toBe(0);
  });

  test('several at once; kept until something in it changes there', async () => {
    const several = `/geodata/v1/map?collections=marktacke,vagar&${place}&width=64`;
    const tag = async () => (await service.get(several)).headers.get('etag');
    const before = await tag();
    const edit = async (statement: string) => {
      await service.service.database.query(raw(statement));
      await service.heard();
    };
    await edit(`update public.marktacke set geom = st_translate(geom, 9, 9) where id = 'tjärnen'`);
    const again = await service.get(several);
    expect([again.headers.get('etag'), again.headers.get('cache-status')]).toEqual([before, 'Allmanning; hit']);
    await edit(`update public.marktacke set geom = st_translate(geom, 60, 0) where id = 'sjön'`);
    expect(await tag()).not.toBe(before);
  });

  test('collections link to their maps', async () => {
    const text = await (await service.get('/geodata/v1/collections/marktacke?f=json')).text();
    expect(text).toContain('http://www.opengis.net/def/rel/ogc/1.0/map');
    expect(await (await service.get('/geodata/v1/collections/befolkningsprognos?f=json')).text()).not.toContain(
      '1.0/map"',
    );
  });
});

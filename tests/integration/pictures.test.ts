import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { publishLayers } from '../../server/geometry/layers.ts';
import { eachDatabase } from '../setup/databases.ts';
import { differenceOf, dotsLike, dotsOf } from '../setup/pixels.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, pageShape, problemShape } from '../setup/shapes.ts';

/** A square of 200 m with its lower left corner at a place in SWEREF 99 TM. */
function square(east: number, north: number): string {
  const [right, up] = [east + 200, north + 200];
  return `SRID=3006;POLYGON((${east} ${north},${right} ${north},${right} ${up},${east} ${up},${east} ${north}))`;
}

/** Keys that look like the end of an address; a row that is not public far from the others; one without a place. */
const tables = raw(`
  create table public.skylt (namn text primary key, hemligt text, synlig boolean, geom geometry(Polygon, 3006));
  insert into public.skylt values
    ('a', 'x', true, '${square(617000, 6613000)}'), ('b', 'y', true, '${square(618000, 6613000)}'),
    ('a.png', 'z', true, '${square(617000, 6614000)}'), ('vid/sidan.om', null, true, '${square(616000, 6613000)}'),
    ('dold', 'z', false, '${square(617000, 6620000)}'), ('platslos', null, true, null);
  create table public.vagmarke (nr integer primary key, geom geometry(Point, 3006));
  insert into public.vagmarke values (1, 'SRID=3006;POINT(617100 6613100)');`);

/** Colours of the light map (server/styles/palette.ts): the strong outline, and the first hue of adopted datasets. */
const outline = [20, 17, 15] as const;

eachDatabase('a picture of the map', (kind) => {
  let service: TestService;
  /** The middle of the square `a`, and that of the one that is not public, in degrees. */
  let middle = '';
  let hidden = '';
  const query = (text: string) => service.service.database.query(raw(text));

  beforeAll(async () => {
    service = await startTestService(kind);
    const { database, place } = { ...service.service, place: service.place };
    await database.query(tables);
    mkdirSync(place.config.datasetsDir, { recursive: true });
    for (const [id, more] of Object.entries({
      skylt: { publicRows: [{ field: 'synlig', in: [true] }] },
      vagmarke: { licence: 'CC-BY-4.0', informationsagare: 'Vägverket' },
    })) {
      const result = await adoptTable(database, id, { id });
      if ('refused' in result) throw new Error(result.refused.reason.sv);
      const draft = JSON.parse(result.adopted.json);
      const fields = draft.fields.map((field: { name: string }) => ({
        ...field,
        public: ['namn', 'nr'].includes(field.name),
      }));
      const words = { title: { sv: id, en: id }, informationsagare: 'kommun', licence: 'CC0-1.0' };
      writeFileSync(
        join(place.config.datasetsDir, `${id}.json`),
        JSON.stringify({ ...draft, ...words, fields, ...more }),
      );
    }
    const told: string[] = [];
    service.service.published = await publishLayers(
      database,
      loadRegistry(place.config.datasetsDir).definitions,
      (text) => told.push(text),
    );
    expect(told).toEqual([]);
    const [row] = await database.query<{ middle: string; hidden: string }>(
      raw(`
      select st_x(a) || ',' || st_y(a) as middle, st_x(d) || ',' || st_y(d) as hidden
      from (select st_transform(st_centroid(geom), 4326) as a from public.skylt where namn = 'a') a,
        (select st_transform(st_centroid(geom), 4326) as d from public.skylt where namn = 'dold') d`),
    );
    middle = row?.middle ?? '';
    hidden = row?.hidden ?? '';
  });
  afterAll(() => service?.stop());

  async function bytesAt(path: string): Promise<Buffer> {
    const answer = await service.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }
  const dotsAt = async (path: string) => dotsOf(await bytesAt(path));
  const items = '/geodata/v1/collections/skylt/items';

  test('opens where the map opens, may be kept ten seconds and is known again', async () => {
    const answer = await service.get('/karta.png');
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=10');
    const { width, height } = dotsOf(Buffer.from(await answer.arrayBuffer()));
    expect([width, height]).toEqual([800, 600]);
    const headers = { 'If-None-Match': answer.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await service.get('/karta.png', { headers })).status).toBe(304);
    const { center, zoom } = service.place.config.mapView;
    expect(await bytesAt(`/karta.png?plats=${zoom}/${center[1]}/${center[0]}`)).toEqual(await bytesAt('/karta.png'));
  });

  test('comes in each form by its ending, twice as dense with @2x', async () => {
    const starts = { png: '\x89PNG', jpg: '\xff\xd8\xff', webp: 'RIFF', pdf: '%PDF', svg: '<?xml' };
    const where = `mitt=${middle}&zoom=14&storlek=200x150`;
    for (const [ending, start] of Object.entries(starts)) {
      const bytes = await bytesAt(`/karta.${ending}?${where}`);
      expect(bytes.subarray(0, start.length).toString('latin1'), ending).toBe(start);
    }
    const [once, twice] = [await dotsAt(`/karta.png?${where}`), await dotsAt(`/karta@2x.png?${where}`)];
    expect([twice.width, twice.height]).toEqual([400, 300]);
    expect(differenceOf(once, twice)).toBeLessThan(4);
    const elsewhere = await dotsAt(`/karta@2x.png?mitt=17.09,59.64&zoom=14&storlek=200x150`);
    expect(differenceOf(once, elsewhere)).toBeGreaterThan(8);
    expect((await service.get(`/karta@2x.pdf?${where}`)).status).toBe(404);
  });

  test('what is chosen has a strong outline where it is, and is the middle when no place is asked for', async () => {
    const found = dotsLike(
      await dotsAt('/karta.png?lager=&valt=skylt/a&papper=nej&kalla=nej&storlek=400x400'),
      outline,
    );
    // 60 pixels are free on each side, and the square leans with its meridian.
    for (const side of [found.left, found.top, 400 - found.right, 400 - found.bottom]) {
      expect(side).toBeGreaterThan(54);
      expect(side).toBeLessThan(66);
    }
    const scaled = `/karta.png?lager=&valt=skylt/a&papper=nej&kalla=nej&mitt=${middle}&storlek=400x400&skala=5000`;
    const atScale = dotsLike(await dotsAt(scaled), outline);
    // 200 m at 1:5000 are 40 mm, 142.9 pixels of 0.28 mm; leaning 147, and half a line more on each side.
    expect(atScale.right - atScale.left).toBeGreaterThan(144);
    expect(atScale.right - atScale.left).toBeLessThan(154);
    expect((atScale.right + atScale.left) / 2).toBeGreaterThan(190);
    expect((atScale.right + atScale.left) / 2).toBeLessThan(210);
    expect((atScale.bottom + atScale.top) / 2).toBeGreaterThan(190);
    expect((atScale.bottom + atScale.top) / 2).toBeLessThan(210);
    expect(dotsLike(await dotsAt(scaled.replace('&valt=skylt/a', '')), outline).count).toBe(0);
  });

  test('a filter takes away what does not match, and is the middle when no place is asked for', async () => {
    const all = '/karta.png?lager=skylt&papper=nej&kalla=nej&storlek=400x400&bbox=17.05,59.63,17.11,59.65';
    const ground = (await dotsAt(all)).at(0, 0);
    const drawn = async (path: string) => {
      const dots = await dotsAt(path);
      return dots.width * dots.height - dotsLike(dots, [ground[0], ground[1], ground[2]], 2).count;
    };
    const some = await drawn(`${all}&urval.skylt=${encodeURIComponent("namn = 'b'")}`);
    expect(some).toBeGreaterThan(50);
    expect(await drawn(all)).toBeGreaterThan(3 * some);
    const alone = `/karta.png?lager=skylt&papper=nej&kalla=nej&storlek=400x400&urval.skylt=${encodeURIComponent("namn = 'b'")}`;
    expect(await drawn(alone)).toBeGreaterThan(0.4 * 400 * 400);
  });

  test('the year changes the colours of the forecast, the measure and the theme those of all', async () => {
    const forecast = '/karta.png?lager=befolkningsprognos&zoom=10&storlek=300x200';
    const [early, late] = [await dotsAt(`${forecast}&ar=2027`), await dotsAt(`${forecast}&ar=2040`)];
    expect(differenceOf(early, late)).toBeGreaterThan(1);
    expect(differenceOf(early, await dotsAt(`${forecast}&ar=2027&tema=dark`))).toBeGreaterThan(50);
    const grey = await dotsAt(`${forecast}&ar=2027&tema=grey`);
    for (const [x, y] of [
      [150, 100],
      [10, 10],
      [200, 60],
    ] as const)
      expect(new Set(grey.at(x, y).slice(0, 3)).size).toBe(1);
  });

  test('nothing is drawn where nothing is, when it may be seen through', async () => {
    const path = `/karta.png?lager=skylt&papper=nej&genomskinlig=ja&kalla=nej&mitt=${middle}&zoom=15&storlek=300x300`;
    const dots = await dotsAt(path);
    expect(dots.at(2, 2)[3]).toBe(0);
    expect(dots.at(150, 150)[3]).toBeGreaterThan(0);
  });

  test('what is not public is neither drawn nor told', async () => {
    const there = `papper=nej&kalla=nej&mitt=${hidden}&zoom=16&storlek=200x200`;
    expect(await bytesAt(`/karta.png?lager=skylt&${there}`)).toEqual(await bytesAt(`/karta.png?lager=&${there}`));
    expect((await service.get('/karta.png?valt=skylt/dold')).status).toBe(404);
    expect((await service.get(`${items}/dold.png`)).status).toBe(404);
    expect(await (await service.get(`${items}/dold.png`)).json()).toEqual(
      JSON.parse(
        JSON.stringify(await (await service.get(`${items}/finns-inte.png`)).json()).replace('finns-inte', 'dold'),
      ),
    );
    const before = await bytesAt(`${items}/b.png`);
    await query(`update public.skylt set hemligt = 'något annat' where namn = 'b'`);
    await service.heard();
    expect(await bytesAt(`${items}/b.png`)).toEqual(before);
    const { status } = await service.get(`/karta.png?urval.skylt=${encodeURIComponent("hemligt = 'z'")}`);
    expect(status).toBe(400);
  });

  test('each feature has a small map of itself, whatever its key', async () => {
    const own = await dotsAt(`${items}/a.png.png?storlek=300x200`);
    expect([own.width, own.height]).toEqual([300, 200]);
    const around = dotsLike(own, outline);
    expect(around.left).toBeGreaterThan(20);
    expect(around.right).toBeLessThan(280);
    // The address of a feature is the feature's, also where a picture of another would be.
    const answer = await service.get(`${items}/a.png`);
    expect(featureShape.parse(await answer.json()).id).toBe('a.png');
    expect((await dotsAt(`${items}/b@2x.png?storlek=300x200`)).width).toBe(600);
    await bytesAt(`${items}/vid%2Fsidan.om.png`);
    // So near that a point shows its quarter: some hundred metres, and the ring around it.
    const point = dotsLike(await dotsAt('/geodata/v1/collections/vagmarke/items/1.png?storlek=300x300'), outline);
    expect((point.left + point.right) / 2).toBeGreaterThan(147);
    expect((point.left + point.right) / 2).toBeLessThan(153);
    expect(point.right - point.left).toBeLessThan(40);
    for (const id of ['kommungrans', 'vagar', 'detaljplaner', 'prognosomraden']) {
      const page = await service.json(`/geodata/v1/collections/${id}/items?limit=1`, pageShape);
      const key = String(page.features[0]?.id);
      const dots = await dotsAt(`/geodata/v1/collections/${id}/items/${encodeURIComponent(key)}.png?storlek=200x150`);
      expect(dotsLike(dots, outline, 40).count, id).toBeGreaterThan(50);
    }
  });

  test('a feature without a place, that is gone or never was, is told of as the feature itself is', async () => {
    const statusOf = async (path: string) => (await service.get(path)).status;
    const nowhere = await service.get(`${items}/platslos.png`);
    expect(nowhere.status).toBe(404);
    expect(problemShape.parse(await nowhere.json()).type).toBe('/problems/nowhere');
    await query(`insert into public.skylt values ('kort', null, true, '${square(617000, 6612000)}')`);
    await service.heard();
    expect(await statusOf(`${items}/kort.png`)).toBe(200);
    await query(`delete from public.skylt where namn = 'kort'`);
    await service.heard();
    expect(await statusOf(`${items}/kort.png`)).toBe(await statusOf(`${items}/kort`));
    expect(await statusOf(`${items}/kort.png`)).toBe(410);
    expect(await statusOf('/geodata/v1/collections/vagmarke/items/inget-tal.png')).toBe(404);
    expect(await statusOf('/geodata/v1/collections/befolkningsprognos/items/x.png')).toBe(404);
  });

  test('whose data it shows stands in its corner; what must be said stays when it is not wished for', async () => {
    const corner = async (path: string) => {
      const dots = await dotsAt(path);
      const ink = dotsLike(dots, [61, 58, 53], 90);
      return ink.count > 20 && ink.right > dots.width - 12 && ink.bottom > dots.height - 8;
    };
    const empty = `papper=nej&mitt=${hidden}&zoom=16&storlek=400x200`;
    expect(await corner(`/karta.png?lager=skylt&${empty}`)).toBe(true);
    expect(await corner(`/karta.png?lager=skylt&${empty}&kalla=nej`)).toBe(false);
    // CC BY asks for the source, and invented data are never shown as if they were not.
    expect(await corner(`/karta.png?lager=vagmarke&${empty}&kalla=nej`)).toBe(true);
    expect(await corner(`/karta.png?lager=detaljplaner&${empty}&kalla=nej`)).toBe(true);
  });

  test.each([
    ['storlek=0x0', 400, 'storlek'],
    ['storlek=5000x5000', 400, 'storlek'],
    ['storlek=600', 400, 'storlek'],
    ['storlek=-600x400', 400, 'storlek'],
    ['lager=finns_inte', 404, 'finns_inte'],
    ['lager=detaljplaner;drop%20table', 400, 'lager'],
    [`lager=${Array.from({ length: 200 }, (_, index) => `lager${index}`).join()}`, 404, 'lager0'],
    ['mitt=59.6', 400, 'mitt'],
    ['mitt=17,90', 400, 'mitt'],
    ['mitt=NaN,59', 400, 'mitt'],
    ['bbox=17,59,17,60', 400, 'bbox'],
    ['bbox=18,60,17,59', 400, 'bbox'],
    ['mitt=17,59&bbox=17,59,18,60', 400, 'bbox'],
    ['zoom=12&skala=1000', 400, 'skala'],
    ['plats=12/59.6', 400, 'plats'],
    ['skala=0', 400, 'skala'],
    ['ar=2035.5', 400, 'ar'],
    ['matt=lycka', 400, 'lycka'],
    ['tema=rosa', 400, 'tema'],
    ['urval.detaljplaner=status%20=', 400, 'urval.detaljplaner'],
    ['urval.finns_inte=a=1', 400, 'urval.finns_inte'],
    ['valt=detaljplaner', 400, 'valt'],
    ['valt=detaljplaner/finns-inte', 404, 'finns-inte'],
    ['valt=befolkningsprognos/x', 404, 'befolkningsprognos'],
    ['valt=skylt/%00%07', 404, 'skylt'],
    [`valt=skylt/${'å'.repeat(1_600)}`, 404, 'skylt'],
    [`matt=${'x'.repeat(10_000)}`, 400, 'matt'],
    ['storlek=400x400&storlek=300x300', 400, 'storlek'],
    ['farg=bl%C3%A5', 400, 'farg'],
  ])('%.60s is refused with words that name it', async (asked, status, named) => {
    const answer = await service.get(`/karta.png?${asked}`, { headers: { 'Accept-Language': 'sv' } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
    expect(problemShape.parse(await answer.json()).detail).toContain(named);
  });

  test.each([
    ['storlek=1x1', 1, 1],
    ['mitt=17,85&zoom=3&storlek=60x40', 60, 40],
    ['mitt=-180,-85&zoom=0&storlek=60x40', 60, 40],
    ['mitt=-30,40&zoom=10&storlek=60x40', 60, 40],
    ['bbox=17,59,17.0000000001,59.0000000001&storlek=60x40', 60, 40],
    ['bbox=-180,-85,180,85&storlek=60x40', 60, 40],
    [`lager=${Array.from({ length: 200 }, () => 'detaljplaner').join()}&storlek=60x40`, 60, 40],
    ['lager=&storlek=60x40', 60, 40],
    ["urval.detaljplaner=namn%20=%20'finns inte'&storlek=60x40", 60, 40],
    ['valt=skylt/platslos&storlek=60x40', 60, 40],
  ])('%.60s is drawn', async (asked, width, height) => {
    const dots = await dotsAt(`/karta.png?${asked}`);
    expect([dots.width, dots.height]).toEqual([width, height]);
  });

  test('as large as is allowed is drawn, and with twice the dots half as large', async () => {
    expect((await dotsAt('/karta.png?lager=&papper=nej&storlek=4096x4096')).width).toBe(4096);
    const answer = await service.get('/karta@2x.png?storlek=4096x4096');
    expect(answer.status).toBe(400);
    expect(problemShape.parse(await answer.json()).detail).toContain('4194304');
  });

  test('whoever shows a link shows a picture of what it leads to', async () => {
    const tagsOf = async (path: string) => {
      const page = await (
        await service.get(path, { headers: { Accept: 'text/html', 'Accept-Language': 'sv' } })
      ).text();
      const tags = [...page.matchAll(/<meta (?:property|name)="((?:og|twitter):[a-z:]+)" content="([^"]*)">/g)];
      return new Map(tags.map(([, name = '', content = '']) => [name, content.replaceAll('&amp;', '&')]));
    };
    const pages: [string, RegExp, RegExp][] = [
      ['/', /^Allmänning$/, /\/karta@2x\.png\?lang=sv&/],
      [
        '/?lager=exploateringsomraden&fbclid=x',
        /^Exploateringsområden – /,
        /\?lager=exploateringsomraden&lang=sv&storlek/,
      ],
      ['/?lager=finns_inte&valt=skylt/dold', /^Allmänning$/, /\?lang=sv&storlek/],
      ['/?valt=skylt/b&urval.skylt=namn%20=', /b – skylt – Allmänning/, /\?valt=skylt%2Fb&lang=sv&storlek/],
      ['/?matt="><script>', /^Allmänning$/, /\?lang=sv&storlek/],
      [`${items}/a.png`, /a\.png/, /items\/a\.png@2x\.png\?/],
      ['/geodata/v1/collections/skylt', /^skylt$/, /\?lager=skylt&bbox=/],
      ['/geodata/v1/collections/vagmarke', /^vagmarke$/, /\?lager=vagmarke&mitt=/],
      ['/geodata/v1/collections/vagar', /^Vägar$/, /\?lager=&bbox=/],
    ];
    for (const [path, title, picture] of pages) {
      const tags = await tagsOf(path);
      expect(tags.get('og:title'), path).toMatch(title);
      expect(tags.get('og:description'), path).toMatch(/\w{3}/);
      expect(tags.get('twitter:card'), path).toBe('summary_large_image');
      const image = tags.get('og:image') ?? '';
      expect(image, path).toMatch(picture);
      expect(image.startsWith(service.url), path).toBe(true);
      const dots = await dotsAt(image.slice(service.url.length));
      expect([dots.width, dots.height], path).toEqual([1200, 630]);
    }
  });
});

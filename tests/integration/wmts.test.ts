import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { systemOf } from '../../server/features/index.ts';
import type { Content } from '../../server/pictures/content.ts';
import type { Frame } from '../../server/pictures/frame.ts';
import type { Asked } from '../../server/pictures/picture.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const run = promisify(execFile);
const hasGdal = await run('gdal_translate', ['--version']).then(
  () => true,
  () => false,
);
if (!hasGdal) console.log('Testerna med gdal_translate körs inte: apt-get install gdal-bin');

/** Two plans 3 km apart, and a long street that lies diagonally above both, a lake below the first. */
const fill = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Plan ' || n, 'laga kraft',
    st_multi(st_makeenvelope(616000 + 3000 * n, 6612000, 616400 + 3000 * n, 6612400, 3006))
  from generate_series(0, 1) n;
  insert into public.vagar (id, klass, geom)
  values ('sned', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(616000 6614000, 620000 6618000)', 3006)));
  insert into public.marktacke (id, typ, geom)
  values ('sjön', 'vatten', st_multi(st_makeenvelope(616000, 6612000, 616400, 6612400, 3006)))`);

const system = (srid: number) => {
  const found = systemOf(srid);
  if (!found) throw new Error(`EPSG:${srid}`);
  return found;
};

const healthSchema = z.object({
  memory: z.object({ pictures: z.object({ count: z.number(), bytes: z.number() }) }),
});

const plain: Omit<Content, 'datasets'> = {
  paper: false,
  transparent: true,
  theme: 'light',
  lang: 'sv',
  ended: false,
  filters: new Map(),
};

eachDatabase('pictures in memory', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(fill);
    await service.heard();
  });
  afterAll(() => service?.stop());

  const edit = async (statement: string) => {
    await service.service.database.query(raw(statement));
    await service.heard();
  };
  const around = (east: number, north: number): Frame => ({
    crs: system(3006),
    box: [east - 400, north - 400, east + 400, north + 400],
    width: 256,
    height: 256,
    pixelRatio: 1,
  });
  const get = (frame: Frame, datasets: string[]) =>
    service.service.pictures.get(service.service, { frame, content: { ...plain, datasets }, type: 'png' });

  test('an edit drops the pictures of that dataset and place, and no other', async () => {
    const [here, far] = [around(616200, 6612200), around(619200, 6612200)];
    const before = await get(here, ['detaljplaner']);
    const others = [await get(far, ['detaljplaner']), await get(here, ['vagar'])];
    await edit(`update public.detaljplaner set geom = st_translate(geom, 50, 0) where namn = 'Plan 0'`);
    const after = await get(here, ['detaljplaner']);
    expect(before.kept).toBe(false);
    expect(after.hash).not.toBe(before.hash);
    expect(await get(far, ['detaljplaner'])).toBe(others[0]);
    expect(await get(here, ['vagar'])).toBe(others[1]);
  });

  test('what a long diagonal does not touch stays, though it lies in its rectangle', async () => {
    const [on, beside] = [around(618000, 6616000), around(619500, 6614600)];
    const mercator: Frame = {
      ...around(0, 0),
      crs: system(3857),
      box: [1_898_000, 8_303_000, 1_900_000, 8_305_000],
    };
    const frames = [on, beside, mercator];
    const before = await Promise.all(frames.map((frame) => get(frame, ['vagar'])));
    await edit(`update public.vagar set namn = 'Snedgatan' where id = 'sned'`);
    expect(before.map(({ kept }) => kept)).toEqual([false, true, true]);
  });

  test('one drawing for all who ask at once; what nobody waits for any more is not drawn', async () => {
    const frame = around(616300, 6612300);
    const [one, two] = await Promise.all([get(frame, ['detaljplaner']), get(frame, ['detaljplaner'])]);
    expect(one).toBe(two);
    // Of many that come and go at once only those are drawn whose turn had come.
    const { pictures } = service.service;
    const before = pictures.memory.size;
    const impatient = Array.from({ length: 40 }, () => new AbortController());
    const many = impatient.map(({ signal }, index) => {
      const frame = around(616000 + index, 6612000);
      const asked: Asked = { frame, content: { ...plain, datasets: ['detaljplaner'] }, type: 'png' };
      return pictures.get(service.service, asked, signal);
    });
    for (const one of impatient) one.abort();
    const ended = await Promise.allSettled(many);
    expect(ended.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(30);
    expect(pictures.memory.size - before).toBeLessThan(10);
  });

  test('nothing is drawn twice where nothing is, and such pictures cost nearly nothing', async () => {
    const { memory } = service.service.pictures;
    const one = await get(around(700_000, 6_500_000), ['detaljplaner']);
    const before = memory.bytes;
    const two = await get(around(710_000, 6_500_000), ['detaljplaner']);
    expect(two.bytes).toBe(one.bytes);
    expect(memory.bytes - before).toBeLessThanOrEqual(1_000);
  });

  test('a change while a picture is drawn: whoever asks after it gets the new one', async () => {
    const frame = around(619300, 6612300);
    const under = get(frame, ['detaljplaner']);
    await edit(`update public.detaljplaner set geom = st_translate(geom, 0, 60) where namn = 'Plan 1'`);
    const after = await get(frame, ['detaljplaner']);
    await under;
    expect(await get(frame, ['detaljplaner'])).toBe(after);
    const { bytes } = await service.service.pictures.draw(service.service, {
      frame,
      content: { ...plain, datasets: ['detaljplaner'] },
      type: 'png',
    });
    expect(after.hash).toBe(hash('sha1', bytes, 'base64url').slice(0, 16));
  });

  test('ten seconds without a version; 304 for whoever has the bytes; told in /health/ready', async () => {
    const first = await service.get('/karta.png?lager=detaljplaner&storlek=300x200');
    expect(first.headers.get('cache-control')).toBe('public, max-age=10');
    const etag = first.headers.get('etag') ?? '';
    const again = await service.get('/karta.png?lager=detaljplaner&storlek=300x200', {
      headers: { 'If-None-Match': etag },
    });
    expect([again.status, again.headers.get('cache-status')]).toEqual([304, 'Allmanning; hit']);
    const health = await service.json('/health/ready', healthSchema);
    expect(health.memory.pictures.count).toBe(service.service.pictures.memory.size);
    expect(health.memory.pictures.bytes).toBe(service.service.pictures.memory.bytes);
  });

  // The tile of SWEREF99TM 11 (512 m) that has the middle of plan 0 in it, and one of plan 1.
  const tileAt = (east: number, north: number, ending = 'png') => {
    const place = (metres: number) => Math.floor(metres / 512);
    return `/wmts/detaljplaner/light/SWEREF99TM/11/${place(8_500_000 - north)}/${place(east + 1_200_000)}.${ending}`;
  };

  test('WMTS: a tile is kept until its own dataset changes there, and its address with v for ever', async () => {
    const [here, far] = [tileAt(616_200, 6_612_200), tileAt(619_200, 6_612_200)];
    const tag = async (path: string) => {
      const answer = await service.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      return [answer.headers.get('etag'), answer.headers.get('cache-status')];
    };
    const [before] = await tag(here);
    const [farBefore] = await tag(far);
    await edit(`update public.vagar set namn = 'Annan' where id = 'sned'`);
    expect(await tag(here)).toEqual([before, 'Allmanning; hit']);
    await edit(`update public.detaljplaner set geom = st_translate(geom, -120, 0) where namn = 'Plan 0'`);
    const [after, status] = await tag(here);
    expect(status).toBe('Allmanning; fwd=miss; stored');
    expect(after).not.toBe(before);
    expect(await tag(far)).toEqual([farBefore, 'Allmanning; hit']);

    const capabilities = await (await service.get('/wmts/1.0.0/WMTSCapabilities.xml')).text();
    const version = /detaljplaner\/\{Style\}[^"]*?v=([\w-]+)/.exec(
      capabilities.split('<ows:Identifier>detaljplaner<')[1] ?? '',
    )?.[1];
    expect(version).toMatch(/^[\w-]{10}-\w+$/);
    const immutable = await service.get(`${here}?v=${version}`);
    expect(immutable.headers.get('cache-control')).toContain('immutable');
    await edit(`update public.detaljplaner set namn = 'Plan noll' where namn = 'Plan 0'`);
    const old = await service.get(`${here}?v=${version}`);
    expect(old.headers.get('cache-control')).toBe('public, max-age=10');
  });

  test('WMTS: by key and value pairs as by resources; nothing there is a transparent tile', async () => {
    const kvp = (more: string) =>
      service.get(
        `/wmts?service=WMTS&Request=GetTile&version=1.0.0&layer=detaljplaner&style=light&tileMatrixSet=SWEREF99TM_LM&TileMatrix=11&${more}`,
      );
    const [row, column] = /(\d+)\/(\d+)\.png/.exec(tileAt(616_200, 6_612_200))?.slice(1) ?? [];
    const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
    const one = await bytes(await kvp(`TileRow=${row}&TileCol=${column}&format=image/png`));
    expect(one.equals(await bytes(await service.get(tileAt(616_200, 6_612_200))))).toBe(true);
    const filtered = await kvp(`TileRow=${row}&TileCol=${column}&CQL_FILTER=status='finns inte'`);
    const { data } = PNG.sync.read(await bytes(filtered));
    expect(data.every((value, index) => index % 4 < 3 || value === 0)).toBe(true);
    const empty = await service.get('/wmts/detaljplaner/light/WebMercatorQuad/9/0/0.png');
    expect(empty.status).toBe(200);
    const twice = PNG.sync.read(
      await bytes(await service.get(tileAt(616_200, 6_612_200, 'png').replace('.png', '@2x.png'))),
    );
    expect([twice.width, twice.height]).toEqual([512, 512]);
    for (const [ending, type] of [
      ['jpg', 'image/jpeg'],
      ['webp', 'image/webp'],
      ['png8', 'image/png'],
    ]) {
      const answer = await service.get(tileAt(616_200, 6_612_200, ending));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    }
  });

  test('WMTS: what there is not is an OWS exception with its code and status', async () => {
    const tile = 'service=WMTS&request=GetTile&layer=detaljplaner&style=light&tilematrixset=WebMercatorQuad';
    const place = 'tilematrix=3&tilerow=1&tilecol=1';
    const asks: [string, number, string, string?][] = [
      ['/wmts?service=WMTS&request=GetMap', 501, 'OperationNotSupported', 'REQUEST'],
      ['/wmts?service=WMS&request=GetCapabilities', 400, 'InvalidParameterValue', 'SERVICE'],
      ['/wmts?service=WMTS&request=GetCapabilities&acceptversions=2.0.0', 400, 'VersionNegotiationFailed'],
      [`/wmts?${tile}&tilerow=1&tilecol=1`, 400, 'MissingParameterValue', 'TILEMATRIX'],
      [`/wmts?${tile}&tilematrix=3&tilerow=8&tilecol=1`, 400, 'TileOutOfRange', 'TileRow'],
      [`/wmts?${tile}&tilematrix=23&tilerow=1&tilecol=1`, 400, 'InvalidParameterValue', 'TileMatrix'],
      [`/wmts?${tile}&tilematrix=3&tilerow=-1&tilecol=1`, 400, 'InvalidParameterValue', 'TileRow'],
      [`/wmts?${tile}&tilematrix=3&tilerow=1&tilecol=99999999999999999999`, 400, 'InvalidParameterValue', 'TileCol'],
      [`/wmts?${tile.replace('=light', '=pink')}&${place}`, 400, 'InvalidParameterValue', 'Style'],
      [`/wmts?${tile}&${place}&format=image/gif`, 400, 'InvalidParameterValue', 'Format'],
      [`/wmts?${tile.replace('Quad', 'Cube')}&${place}`, 400, 'InvalidParameterValue', 'TileMatrixSet'],
      [
        `/wmts?${tile.replace('=detaljplaner', `=${'%00%0c<'.repeat(500)}`)}&${place}`,
        400,
        'InvalidParameterValue',
        'Layer',
      ],
      [`/wmts?${tile}&${place}&cql_filter=nope=1`, 400, 'InvalidParameterValue'],
      ['/wmts/finns-inte/light/WebMercatorQuad/3/1/1.png', 400, 'InvalidParameterValue', 'Layer'],
      ['/wmts/detaljplaner/light/WebMercatorQuad/3/1/x.png', 400, 'InvalidParameterValue', 'TileCol'],
      ['/wmts/detaljplaner/light/WebMercatorQuad/3/1/1.exe', 400, 'InvalidParameterValue', 'Format'],
    ];
    for (const [path, status, code, locator] of asks) {
      const answer = await service.get(path);
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers.get('content-type')).toContain('application/xml');
      expect(text).toContain(`exceptionCode="${code}"`);
      if (locator) expect(text).toContain(`locator="${locator}"`);
      expect(text.length).toBeLessThan(1_500);
      expect(/[^\P{C}\n]/u.test(text)).toBe(false);
    }
  });

  test.skipIf(!hasGdal)('WMTS: GDAL reads every grid, and a lake is where its coordinates say', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'allmanning-wmts-'));
    try {
      for (const grid of ['WebMercatorQuad', 'SWEREF99TM', 'SWEREF99TM_LM']) {
        const file = join(folder, `${grid}.png`);
        const source = `WMTS:${service.url}/wmts/1.0.0/WMTSCapabilities.xml,layer=marktacke,tilematrixset=${grid}`;
        const corner = ['-projwin_srs', 'EPSG:3006', '-projwin', '615900', '6612500', '616500', '6611900'];
        await run('gdal_translate', ['-q', '-of', 'PNG', ...corner, '-outsize', '300', '300', source, file], {
          env: { ...process.env, GDAL_DEFAULT_WMS_CACHE_PATH: join(folder, 'cache') },
        });
        const { data, width } = PNG.sync.read(readFileSync(file));
        const alpha = (east: number, north: number) =>
          data[4 * (Math.round((6612500 - north) / 2) * width + Math.round((east - 615900) / 2)) + 3];
        // Web Mercator is turned here by 1.8 degrees: 13 m at the corners.
        const near = grid === 'WebMercatorQuad' ? 16 : 5;
        const found = [616_000 - near, 616_000 + near, 616_400 - near, 616_400 + near].map((east) =>
          alpha(east, 6_612_200),
        );
        const up = [6_612_000 - near, 6_612_000 + near, 6_612_400 - near, 6_612_400 + near].map((north) =>
          alpha(616_200, north),
        );
        expect([grid, ...found.map((value) => value !== 0)]).toEqual([grid, false, true, true, false]);
        expect([grid, ...up.map((value) => value !== 0)]).toEqual([grid, false, true, true, false]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

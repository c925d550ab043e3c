import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { tidyFiles, wholeFiles } from '../../server/downloads/files.ts';
import { keepFilesFresh } from '../../server/downloads/keep-fresh.ts';
import { fileFormatsOf } from '../../server/formats/index.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, problemShape } from '../setup/shapes.ts';

const listShape = z.looseObject({
  files: z.array(
    z.looseObject({
      href: z.string(),
      extension: z.string(),
      size: z.number().optional(),
      sha256: z.string().optional(),
      version: z.string().optional(),
    }),
  ),
});
const fileShape = z.looseObject({ version: z.string(), features: z.array(featureShape) });

/** More localities than one batch, 10 m apart. */
const rows = raw(`
  insert into public.tatorter (kod, namn, befolkning, geom)
  select 'T' || lpad(n::text, 4, '0'), 'Tätort ' || n, n,
    st_multi(st_makeenvelope(600000 + n * 10, 6613000, 600005 + n * 10, 6613005, 3006))
  from generate_series(1, 1200) n`);

eachDatabase('downloads', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const file = '/downloads/tatorter.geojson';
  const bytesOf = async (path: string, init?: RequestInit) =>
    Buffer.from(await (await service.get(path, init)).arrayBuffer());

  test('a file has its size, checksum and tag, and comes in ranges', async () => {
    const answer = await service.get(file);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes);
    expect(answer.headers.get('content-type')).toBe('application/geo+json');
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(answer.headers.get('content-disposition')).toContain('tatorter.geojson');
    expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${sha256.copy().digest('base64')}:`);
    expect(fileShape.parse(JSON.parse(bytes.toString())).features).toHaveLength(1200);

    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const range = { Range: 'bytes=100-199', 'If-Range': etag };
    const part = await service.get(file, { headers: range });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
    const known = await service.get(file, { headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' } });
    expect(known.status).toBe(304);
    expect((await service.get(file, { headers: { Range: 'bytes=99999999-' } })).status).toBe(416);
    expect((await service.get(file, { method: 'HEAD' })).headers.get('content-length')).toBe(String(bytes.length));

    const { files } = await service.json('/downloads/tatorter', listShape);
    const listed = files.find(({ extension }) => extension === 'geojson');
    expect(listed).toMatchObject({ size: bytes.length, sha256: sha256.digest('hex'), features: 1200 });
    expect(listed?.version).toBe(answer.headers.get('data-version'));
  });

  test('a change gives a new file; every file is of one state of the data', async () => {
    const before = fileShape.parse(JSON.parse((await bytesOf(file)).toString()));
    const update = (value: number) =>
      service.service.database.query(raw(`update public.tatorter set befolkning = ${value}`));
    await update(7_000);
    const after = fileShape.parse(JSON.parse((await bytesOf(file)).toString()));
    expect(after.version).not.toBe(before.version);
    expect(after.features.every(({ properties }) => properties.befolkning === 7_000)).toBe(true);

    let editing = true;
    const edits = (async () => {
      for (let value = 1; editing; value++) {
        await update(value);
        await sleep(5);
      }
    })();
    for (let read = 0; read < 5; read++) {
      const { features } = fileShape.parse(
        JSON.parse((await bytesOf(`${file}?sortby=namn&properties=befolkning&crs=EPSG:${3007 + read}`)).toString()),
      );
      expect(features).toHaveLength(1200);
      expect(new Set(features.map(({ properties }) => properties.befolkning)).size).toBe(1);
    }
    editing = false;
    await edits;
  });

  test('a hundred at once make one file, and what was selected is a file of its own', async () => {
    await service.service.database.query(raw(`update public.tatorter set befolkning = 1`));
    const tags = await Promise.all(
      Array.from({ length: 100 }, async () => (await service.get(file)).headers.get('etag')),
    );
    expect(new Set(tags).size).toBe(1);
    const west = await service.get(`${file}?bbox=6600000,600000,6620000,600050&bbox-crs=EPSG:3006&crs=EPSG:3006`);
    const chosen = z
      .looseObject({
        crs: z.looseObject({ properties: z.looseObject({ name: z.string() }) }),
        features: z.array(featureShape),
      })
      .parse(await west.json());
    expect(chosen.features.map(({ id }) => id)).toEqual(['T0001', 'T0002', 'T0003', 'T0004', 'T0005']);
    expect(chosen.crs.properties.name).toBe('http://www.opengis.net/def/crs/EPSG/0/3006');
    // Files are east, north, whatever the authority says.
    expect(JSON.stringify(chosen.features[0]?.geometry)).toContain('[600010,6613000]');
  });

  test('a row that becomes internal is in no file that is asked for afterwards, also while an older one is being made', async () => {
    const { database } = service.service;
    await database.query(
      raw(`
      insert into public.exploateringsomraden (id, namn, skede, synlighet, geom)
      select gen_random_uuid(), 'Hemligheten', 'idé', 'publik', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))`),
    );
    const path = '/downloads/exploateringsomraden.gpkg';
    expect((await bytesOf(path)).includes('Hemligheten')).toBe(true);
    await database.query(raw(`update public.exploateringsomraden set beskrivning = 'Ny'`));
    const early = bytesOf(path);
    await sleep(200);
    await database.query(raw(`update public.exploateringsomraden set synlighet = 'intern'`));
    expect((await bytesOf(path)).includes('Hemligheten')).toBe(false);
    await early;
  });

  test('a file that is cut or gone is made again, and what a dead maker left is removed', async () => {
    const whole = await bytesOf(file);
    const folder = join(service.place.config.dataDir, 'downloads', service.service.changes.epoch, 'tatorter');
    const name = readdirSync(folder).find((one) => one.endsWith('.geojson')) ?? '';
    truncateSync(join(folder, name), 100);
    expect(await bytesOf(file)).toEqual(whole);
    rmSync(join(folder, name));
    expect(await bytesOf(file)).toEqual(whole);

    const yesterday = new Date(Date.now() - 86_400_000);
    mkdirSync(join(folder, 'stage-x'));
    for (const left of ['ORPHAN-1.csv', 'csv.1-x.part', 'csv.lock']) {
      writeFileSync(join(folder, left), 'x');
      utimesSync(join(folder, left), yesterday, yesterday);
    }
    utimesSync(join(folder, 'stage-x'), yesterday, yesterday);
    await tidyFiles(service.service);
    expect(readdirSync(folder).filter((one) => /ORPHAN|part|lock|stage/.test(one))).toEqual([]);
    expect(await bytesOf(file)).toEqual(whole);
  });

  test('a format or a parameter that is not there is told, with those that are', async () => {
    const answer = await service.get('/downloads/tatorter.exe');
    expect(answer.status).toBe(404);
    expect(problemShape.parse(await answer.json()).detail).toMatch(/"exe".*geojson, /);
    expect((await service.get('/downloads/tatorter.geojson?limit=3')).status).toBe(400);
    expect((await service.get('/downloads/finns_inte.geojson')).status).toBe(404);
    expect((await service.get('/downloads/befolkningsprognos.fgb')).status).toBe(404);
  });

  test('files are made in the background: after a change first those that are asked for, the others when nobody asks', async () => {
    // One dataset of ten: GDAL takes a second for each of its formats.
    const { published } = service.service;
    const definition = published.dataset('tatorter');
    service.service.published = { ...published, definitions: [definition] };
    const stop = keepFilesFresh(service.service, () => {});
    const versionsBy = async () =>
      new Map((await wholeFiles(service.service, definition)).map(({ format, version }) => [format.id, version]));
    const formats = fileFormatsOf(definition).length;
    const until = async (isRight: (versions: Map<string, string>) => boolean) => {
      for (let look = 0; look < 200 && !isRight(await versionsBy()); look++) await sleep(500);
      return versionsBy();
    };
    const isNew = (version: string | undefined, before: Map<string, string>) =>
      ![...before.values()].includes(version ?? '');
    try {
      const first = await until((all) => all.size === formats && new Set(all.values()).size === 1);
      expect(first.size).toBe(formats);
      await service.get(file);
      // Somebody asks for something all the while.
      const asking = setInterval(() => void service.get('/health/live').catch(() => {}), 200);
      await service.service.database.query(raw(`update public.tatorter set namn = 'Ny' where kod = 'T0001'`));
      const second = await until((all) => isNew(all.get('geojson'), first));
      await sleep(2_000);
      const third = await versionsBy();
      clearInterval(asking);
      expect(isNew(second.get('geojson'), first)).toBe(true);
      expect([...third.values()].filter((version) => isNew(version, first)).length).toBeLessThan(formats);
      const fourth = await until((all) => [...all.values()].every((version) => isNew(version, first)));
      expect([...fourth.values()].every((version) => isNew(version, first))).toBe(true);
      expect((await bytesOf(file)).toString()).toContain('"namn":"Ny"');
    } finally {
      stop();
      service.service.published = published;
    }
  }, 120_000);
});

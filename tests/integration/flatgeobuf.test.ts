import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const run = promisify(execFile);
const hasOgr = await run('ogrinfo', ['--version']).then(
  () => true,
  () => false,
);
if (!hasOgr && process.env.REQUIRE_POSTGIS) throw new Error('ogrinfo saknas: apt-get install gdal-bin');

/** Kinds of geometry, as well-known text in EPSG:3006. */
const kinds = {
  point: 'POINT(617000 6613000)',
  line: 'LINESTRING(617000 6613000, 617010 6613020)',
  area: 'POLYGON((617000 6613000, 617100 6613000, 617100 6613100, 617000 6613000), (617050 6613010, 617060 6613010, 617060 6613020, 617050 6613010))',
  points: 'MULTIPOINT(617000 6613000, 617001 6613001)',
  lines: 'MULTILINESTRING((617000 6613000, 617010 6613020), (617030 6613000, 617040 6613020))',
  areas:
    'MULTIPOLYGON(((617000 6613000, 617100 6613000, 617100 6613100, 617000 6613000)), ((617200 6613000, 617300 6613000, 617300 6613100, 617200 6613000)))',
  collection: 'GEOMETRYCOLLECTION(POINT(617000 6613000), LINESTRING(617000 6613000, 617010 6613020))',
  emptyPoint: 'POINT EMPTY',
  emptyArea: 'POLYGON EMPTY',
};

eachDatabase('FlatGeobuf', (kind) => {
  let service: TestService;
  let stop: () => void;
  const adopt = async (table: string) => {
    const { datasetsDir } = service.place.config;
    mkdirSync(datasetsDir, { recursive: true });
    const result = await adoptTable(service.service.database, `public.${table}`, { id: table, public: 'all' });
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    const words = { title: { sv: table, en: table }, informationsagare: 'kommun', licence: 'CC0-1.0' };
    writeFileSync(join(datasetsDir, `${table}.json`), JSON.stringify({ ...JSON.parse(result.adopted.json), ...words }));
  };
  beforeAll(async () => {
    service = await startTestService(kind, {});
    const rows = Object.entries(kinds).map(([name, text]) => `('${name}', 'SRID=3006;${text}'::geometry)`);
    await service.service.database.query(
      raw(`
      create table public.former (namn text primary key, geom geometry);
      insert into public.former values ${rows.join()}, ('nothing', null);
      create table public.punkter (id bigint primary key, dag date, geom geometry(Point, 3006));
      insert into public.punkter select n, date '2026-01-01' + n, st_setsrid(st_makepoint(617000 + (n * 7919) % 1000, 6613000 + (n * 104729) % 1000), 3006)
        from generate_series(1, 1000) n`),
    );
    stop = watchDefinitions(service.service, () => {});
    await adopt('former');
    await adopt('punkter');
    await vi.waitFor(() => expect(service.service.published.definitions.map(({ id }) => id)).toContain('punkter'), {
      timeout: 60_000,
    });
  });
  afterAll(async () => {
    stop?.();
    await service?.stop();
  });

  const featureShape = z.looseObject({
    geometry: z.looseObject({ type: z.string() }).nullish(),
    properties: z.record(z.string(), z.unknown()),
  });
  const read = async (path: string) => {
    const answer = await service.get(path);
    expect(answer.status, path).toBe(200);
    const features: z.infer<typeof featureShape>[] = [];
    for await (const feature of deserialize(new Uint8Array(await answer.arrayBuffer())))
      features.push(featureShape.parse(feature));
    return features;
  };
  const ogr = async (path: string, ...more: string[]) =>
    (await run('ogrinfo', ['-al', ...more, `/vsicurl/${service.url}${path}`])).stdout;

  test.skipIf(!hasOgr)('has every kind of geometry in one file, as GDAL reads it', async () => {
    const told = await ogr('/downloads/former.fgb');
    const found = new Map(told.split('OGRFeature').map((text) => [/namn \(String\) = (\w+)/.exec(text)?.[1], text]));
    for (const name of [...Object.keys(kinds), 'nothing']) expect([...found.keys()], name).toContain(name);
    const numbers = (text: string) => [...text.matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number));
    for (const [name, text] of Object.entries(kinds)) {
      const geometry = /\n {2}([A-Z]+ ?[ZM]*.*\(.*)/.exec(found.get(name) ?? '')?.[1] ?? '';
      expect(geometry.split(/[ (]/)[0], name).toBe(text.includes('EMPTY') ? '' : text.split(/[ (]/)[0]);
      const wanted = text.includes('EMPTY') ? [] : numbers(text);
      expect(
        numbers(geometry).filter((number) => wanted.includes(number)),
        name,
      ).toEqual(wanted);
    }
  });

  test('has an index by which a reader finds what lies in a rectangle, and only that', async () => {
    const all = await read('/downloads/punkter.fgb');
    expect(all.map(({ properties }) => Number(properties.id)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
    const rect = { minX: 617100, minY: 6613100, maxX: 617300, maxY: 6613250 };
    const [row] = await service.service.database.query<{ ids: number[] }>(
      raw(`select array_agg(id::int order by id) as ids from public.punkter
        where geom && st_makeenvelope(617100, 6613100, 617300, 6613250, 3006)`),
    );
    const found: number[] = [];
    for await (const feature of deserialize(`${service.url}/downloads/punkter.fgb`, { rect }))
      found.push(Number(featureShape.parse(feature).properties.id));
    expect(found.sort((a, b) => a - b)).toEqual(row?.ids);
  });

  test.skipIf(!hasOgr)('GDAL uses the index, knows the dates, and counts features before it reads them', async () => {
    const told = await ogr('/downloads/punkter.fgb', '-so', '-spat', '617100', '6613100', '617300', '6613250');
    const [row] = await service.service.database.query<{ count: number }>(
      raw(
        'select count(*)::int as count from public.punkter where geom && st_makeenvelope(617100, 6613100, 617300, 6613250, 3006)',
      ),
    );
    expect(told).toContain(`Feature Count: ${row?.count}\n`);
    expect(told).toContain('dag: DateTime');
    expect(told).toContain('ID["EPSG",3006]');
  });

  test('keeps the order that somebody asked for, and that of pages', async () => {
    const sorted = await read('/downloads/punkter.fgb?sortby=-id');
    expect(sorted.map(({ properties }) => properties.id)).toEqual(Array.from({ length: 1000 }, (_, n) => 1000 - n));
    const page = await read('/geodata/v1/collections/punkter/items?f=fgb&limit=3');
    expect(page.map(({ properties }) => properties.id)).toEqual([1, 2, 3]);
  });

  test('a file without features can be read', async () => {
    expect(await read('/downloads/punkter.fgb?filter=id%3C0')).toEqual([]);
  });
});

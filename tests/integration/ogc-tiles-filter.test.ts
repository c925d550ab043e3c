import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { exportArchive } from '../../server/archive/export.ts';
import { readConfig } from '../../server/config.ts';
import { raw, sql } from '../../server/database/sql.ts';
import { openService } from '../../server/service/open-service.ts';
import { startServer } from '../../server/start/server.ts';
import { type FindLayers, layerSets } from '../../server/tiles/layer-sets.ts';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { tilesetOf } from '../../server/tiles/tilesets.ts';
import { cuttableWay } from '../setup/cuttable.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape, tileJsonShape } from '../setup/shapes.ts';

/** Three plans and a project, each on its own place in one tile. EPSG:3006. */
const rows = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom)
  select gen_random_uuid(), name, 'laga kraft', st_multi(st_makeenvelope(617000 + x, 6613000, 617400 + x, 6613400, 3006))
  from (values ('Ett', 0), ('Två', 500), ('Ett', 1000)) v (name, x);
  insert into public.exploateringsomraden (namn, skede, synlighet, geom)
  select name, 'idé', 'publik', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
  from (values ('Ett'), ('Tre')) v (name)`);

const place = '12/{x}/{y}'
  .replace('{x}', `${Math.floor(columnAt(17.075, 12))}`)
  .replace('{y}', `${Math.floor(rowAt(59.6394, 12))}`);
const [zoom = 0, x = 0, y = 0] = place.split('/').map(Number);

async function namesIn(answer: Response): Promise<Record<string, unknown[]>> {
  const layers = decodeTile(new Uint8Array(await answer.arrayBuffer()));
  return Object.fromEntries(
    Object.entries(layers).map(([name, features]) => [name, features.map(({ properties }) => properties.namn)]),
  );
}

eachDatabase('filtered tiles', (kind) => {
  let service: TestService;
  let find: FindLayers;
  beforeAll(async () => {
    service = await startTestService(kind, { TILE_CACHE_MB: '1' });
    await service.service.database.query(rows);
    find = layerSets(service.service);
  });
  afterAll(() => service?.stop());

  const get = async (names: string, query: Record<string, string> = {}) => {
    await service.heard();
    return service.get(`/tiles/${names}/${place}.mvt?${new URLSearchParams(query)}`);
  };

  test('only the rows that match, in every matrix set and of every dataset of a composite', async () => {
    expect(await namesIn(await get('detaljplaner', { filter: "namn = 'Ett'" }))).toEqual({
      detaljplaner: ['Ett', 'Ett'],
    });
    expect(await namesIn(await get('detaljplaner', { filter: "namn = 'Två'" }))).toEqual({ detaljplaner: ['Två'] });
    expect(await namesIn(await get('exploateringsomraden,detaljplaner', { filter: "namn = 'Ett'" }))).toEqual({
      detaljplaner: ['Ett', 'Ett'],
      exploateringsomraden: ['Ett'],
    });
    expect((await get('detaljplaner', { filter: "namn = 'Ingen'" })).status).toBe(204);
    const sweref = await service.get(
      `/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM/8/460/443?filter=${encodeURIComponent("namn = 'Två'")}`,
    );
    expect(await namesIn(sweref)).toEqual({ detaljplaner: ['Två'] });
    expect((await namesIn(await get('detaljplaner'))).detaljplaner).toHaveLength(3);
  });

  test('a property that one dataset of a composite lacks is a 400 that names the dataset', async () => {
    expect((await get('detaljplaner', { filter: "kommun = '0000'" })).status).toBe(204);
    const answer = await get('detaljplaner,exploateringsomraden', { filter: "kommun = '0000'" });
    expect(answer.status).toBe(400);
    const { type, detail } = problemShape.parse(await answer.json());
    expect(type).toBe('/problems/bad-filter');
    expect(detail).toMatch(/^exploateringsomraden, tecken 1: /);
  });

  test('the same filter is made once, kept for good under a version, and right again after a change', async () => {
    const filter = "namn = 'Ett'";
    const ask = async () => {
      await service.service.changes.catchUp();
      const { version = '' } = find('detaljplaner');
      return get('detaljplaner', { v: version, filter });
    };
    await ask();
    const again = await ask();
    expect(again.headers.get('cache-status')).toBe('Allmanning; hit');
    expect(again.headers.get('cache-control')).toContain('immutable');
    expect(find('detaljplaner', new URLSearchParams({ filter })).version).toBe(find('detaljplaner').version);
    // Into the filter, and out of it again.
    await service.service.database.query(raw(`update public.detaljplaner set namn = 'Ett' where namn = 'Två'`));
    expect((await namesIn(await ask())).detaljplaner).toHaveLength(3);
    await service.service.database.query(
      raw(`update public.detaljplaner set namn = 'Två' where st_xmin(geom) between 617499 and 617501`),
    );
    expect((await namesIn(await ask())).detaljplaner).toHaveLength(2);
  });

  test('many who ask for the same at once wait for one making', async () => {
    const filter = "namn = 'Två'";
    await service.service.changes.catchUp();
    service.service.tiles.cache.clear();
    const answers = await Promise.all(Array.from({ length: 8 }, () => get('detaljplaner', { filter })));
    const tags = new Set(answers.map((answer) => answer.headers.get('etag')));
    expect(tags.size).toBe(1);
    expect(service.service.tiles.cache.size).toBe(1);
  });

  test('a thousand filters do not push out the tile that everybody asks for, and leave no statement behind', async () => {
    const { tiles, database } = service.service;
    await get('detaljplaner');
    await get('detaljplaner,exploateringsomraden');
    const plain = tilesetOf(find('detaljplaner').layers);
    const before = tiles.cache.bytes;
    for (let round = 0; round < 40; round++) {
      const some = Array.from({ length: 25 }, (_, index) =>
        get('detaljplaner', { filter: `namn = '${round * 25 + index}'` }),
      );
      expect(new Set((await Promise.all(some)).map(({ status }) => status))).toEqual(new Set([204]));
    }
    // An empty tile counts 1,000 bytes; an eighth of a megabyte holds 125 or so.
    expect(tiles.cache.tilesets().filter(({ filtered }) => filtered).length).toBeGreaterThan(50);
    expect(tiles.cache.bytes - before).toBeLessThanOrEqual(1_000_000 / 8);
    const kept = tiles.cache.get(plain.key, { z: zoom, x, y });
    expect(kept?.kept).toBe(true);
    const prepared = await database.query<{ name: string }>(sql`select name from pg_prepared_statements`);
    expect(prepared.filter(({ name }) => name.includes('namn'))).toEqual([]);
    // All of them go when their dataset changes.
    await database.query(raw(`update public.detaljplaner set namn = namn`));
    await service.service.changes.catchUp();
    expect(tiles.cache.tilesets().filter(({ names }) => names.includes('detaljplaner'))).toEqual([]);
  });

  test('TileJSON and tilesets give addresses that carry the filter and say nothing else of the question', async () => {
    const query = new URLSearchParams({ filter: "namn = 'Två'", 'filter-lang': 'cql2-text', lang: 'sv' });
    const { tiles } = await service.json(`/tiles/detaljplaner.json?${query}`, tileJsonShape);
    const address = new URL((tiles[0] ?? '').replace('{z}/{x}/{y}', place));
    expect([...address.searchParams.keys()]).toEqual(['v', 'filter', 'filter-lang']);
    expect(await namesIn(await fetch(address))).toEqual({ detaljplaner: ['Två'] });
    const tileset = await service.json(
      `/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM?${query}`,
      z.looseObject({ links: z.array(z.looseObject({ rel: z.string(), href: z.string() })) }),
    );
    const template = tileset.links.find(({ rel }) => rel === 'item')?.href ?? '';
    const filledIn = template.replace('{tileMatrix}/{tileRow}/{tileCol}', '8/460/443');
    expect(await namesIn(await fetch(filledIn))).toEqual({ detaljplaner: ['Två'] });
  });

  test.each(['namn = ', "ngp_objekt = '1'", ''])(
    'a filter that cannot be answered is a 400, also of TileJSON: %j',
    async (filter) => {
      const query = new URLSearchParams({ filter });
      for (const path of [
        '/tiles/detaljplaner/0/0/0.mvt',
        '/tiles/detaljplaner.json',
        '/geodata/v1/tiles/WebMercatorQuad',
      ]) {
        const answer = await service.get(`${path}?${query}`);
        expect(answer.status, path).toBe(400);
      }
    },
  );

  test('a filter by place, in the axis order of its system', async () => {
    const filter = 'S_INTERSECTS(geometry, BBOX(6613100, 617510, 6613200, 617600))';
    const crs = 'http://www.opengis.net/def/crs/EPSG/0/3006';
    const answer = await get('detaljplaner', { filter, 'filter-crs': crs });
    expect(await namesIn(answer)).toEqual({ detaljplaner: ['Två'] });
  });
});

describe.skipIf(inject('postgisUrl') === null)('while the database is away', () => {
  test('the archive does not answer for a filter or another matrix set', async () => {
    const others = await startTestService('postgis', {});
    await others.service.database.query(rows);
    const way = await cuttableWay(others.place.config.databaseUrl ?? '');
    const service = await openService(
      readConfig({ ...others.place.env, DATABASE_URL: way.url, STATEMENT_TIMEOUT_MS: '1000' }),
      () => {},
    );
    const running = await startServer(service, fileURLToPath(new URL('../../dist/web', import.meta.url)));
    try {
      await exportArchive(service, layerSets(service), 'detaljplaner', service.config.archive, 13);
      service.tiles.cache.clear();
      await way.cut();
      await expect.poll(() => service.changes.awaySince, { timeout: 15_000 }).toBeDefined();
      const status = async (path: string) => (await fetch(running.url + path)).status;
      expect(await status(`/tiles/detaljplaner/${place}.mvt`)).toBe(200);
      expect(await status(`/geodata/v1/collections/detaljplaner/tiles/WebMercatorQuad/${zoom}/${y}/${x}`)).toBe(200);
      expect(await status(`/tiles/detaljplaner/${place}.mvt?filter=namn%3D%27Ett%27`)).toBe(503);
      expect(await status('/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM/8/460/443')).toBe(503);
    } finally {
      await running.close();
      await service.close();
      await way.close();
      await others.stop();
    }
  });
});

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { exportArchive } from '../../server/archive/export.ts';
import { readConfig } from '../../server/config.ts';
import { raw } from '../../server/database/sql.ts';
import { openService } from '../../server/service/open-service.ts';
import type { Service } from '../../server/service/service.ts';
import { type RunningServer, startServer } from '../../server/start/server.ts';
import { layerSets } from '../../server/tiles/layer-sets.ts';
import { type CuttableWay, cuttableWay } from '../setup/cuttable.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape, tileJsonShape } from '../setup/shapes.ts';

const plan = (name: string) =>
  raw(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
  (gen_random_uuid(), '${name}', 'samråd', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)))`);
const healthShape = z.looseObject({ status: z.string() });

describe.skipIf(inject('postgisUrl') === null)('while the database is away', () => {
  /** A service on the same database whose way is never cut: what others do meanwhile. */
  let others: TestService;
  let way: CuttableWay;
  let service: Service;
  let server: RunningServer;
  let known = '';

  beforeAll(async () => {
    others = await startTestService('postgis', {});
    await others.service.database.query(plan('Före'));
    way = await cuttableWay(others.place.config.databaseUrl ?? '');
    service = await openService(
      readConfig({ ...others.place.env, DATABASE_URL: way.url, STATEMENT_TIMEOUT_MS: '1000' }),
      () => {},
    );
    server = await startServer(service, fileURLToPath(new URL('../../dist/web', import.meta.url)));
  });
  afterAll(async () => {
    await server?.close();
    await service?.close();
    await way?.close();
    await others?.stop();
  });

  const get = (path: string) => fetch(server.url + path);
  const names = async (answer: Response) =>
    (decodeTile(new Uint8Array(await answer.arrayBuffer())).detaljplaner ?? [])
      .map(({ properties }) => properties.namn)
      .sort();
  const current = async (address: string) => {
    const { tiles } = tileJsonShape.parse(await (await get('/tiles/detaljplaner.json')).json());
    const url = new URL((tiles[0] ?? '').replace('{z}/{x}/{y}', address));
    return url.pathname + url.search;
  };
  const health = async () => {
    const answer = await get('/health/ready');
    return { http: answer.status, status: healthShape.parse(await answer.json()).status };
  };

  for (const [kind, unmade] of [
    ['cut', '13/4484/2395'],
    ['clog', '14/8969/4790'],
  ] as const) {
    test(`${kind}: what is in memory is served and marked, the rest is 503, and all heals by itself`, async () => {
      // What has not changed since it was made may come from the archive.
      await exportArchive(service, layerSets(service), 'tatorter,detaljplaner', service.config.archive, 14);
      known = await current('12/2242/1197');
      const before = await names(await get(known));
      expect(await health()).toEqual({ http: 200, status: 'ok' });
      // What comes from the archive below may not come from rows in memory.
      service.tiles.patches.cache.clear();
      expect((await get('/tiles/vagar/15/17937/9582.mvt')).status).toBeLessThan(300);

      await way[kind]();
      await expect.poll(() => service.changes.awaySince, { timeout: 15_000 }).toBeDefined();
      await others.service.database.query(plan(`Under ${kind}`));
      const stale = await get(known);
      expect(stale.status).toBe(200);
      expect(stale.headers.get('cache-control')).toBe('no-store');
      expect(stale.headers.get('cache-status')).toContain('ttl=-');
      expect(Number(stale.headers.get('age'))).toBeGreaterThanOrEqual(0);
      expect(await names(stale)).toEqual(before);
      const unversioned = await get('/tiles/detaljplaner/12/2242/1197.mvt');
      expect([unversioned.status, unversioned.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const fromArchive = await get(`/tiles/detaljplaner/${unmade}.mvt`);
      expect([fromArchive.status, fromArchive.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await names(fromArchive)).toEqual(before);
      const missing = await get('/tiles/detaljplaner/15/17937/9582.mvt');
      expect(missing.status).toBe(503);
      expect(missing.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(problemShape.parse(await missing.json()).status).toBe(503);
      expect((await get('/tiles/vagar/13/4484/2395.mvt')).status).toBe(503);
      // A tile that nobody has asked for, of rows that are in memory since its neighbour was.
      const neighbour = await get('/tiles/vagar/15/17938/9582.mvt');
      expect([200, 204]).toContain(neighbour.status);
      expect(neighbour.headers.get('cache-control')).toBe('no-store');
      expect((await get('/geodata/v1/collections/detaljplaner/items')).status).toBe(503);
      expect(await health()).toEqual({ http: 200, status: 'degraded' });
      expect((await get('/health/live')).status).toBe(200);

      await way.mend();
      await expect.poll(() => service.changes.awaySince, { timeout: 15_000 }).toBeUndefined();
      const now = await current('12/2242/1197');
      expect(now).not.toBe(known);
      const healed = await get(now);
      expect(healed.headers.get('cache-control')).toContain('immutable');
      expect(await names(healed)).toEqual([...before, `Under ${kind}`].sort());
      expect((await get(`/tiles/detaljplaner/${unmade}.mvt`)).status).toBeLessThan(300);
      expect(await health()).toEqual({ http: 200, status: 'ok' });
    });
  }
});

test('a query that never ends is given up, and the embedded database starts anew without losing anything', async () => {
  const service = await startTestService('embedded', { STATEMENT_TIMEOUT_MS: '4000' });
  try {
    const { database } = service.service;
    await database.query(plan('Bestående'));
    const endless = database.query(raw('select count(*) from generate_series(1, 1e12::bigint)'));
    await expect(endless).rejects.toThrow('timeout');
    const answer = await service.get('/geodata/v1/collections/detaljplaner/items');
    expect(answer.status).toBe(503);
    await expect
      .poll(async () => (await service.get('/geodata/v1/collections/detaljplaner/items')).status, { timeout: 120_000 })
      .toBe(200);
    expect(await (await service.get('/geodata/v1/collections/detaljplaner/items')).text()).toContain('Bestående');
  } finally {
    await service.stop();
  }
}, 180_000);

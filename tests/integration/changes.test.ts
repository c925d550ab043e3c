import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type EventReader, readEvents } from '../setup/events.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { tileJsonShape } from '../setup/shapes.ts';

const square = (name: string, easting: number, plan = 'gen_random_uuid()') =>
  raw(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
    (${plan}, '${name}', 'samråd', st_multi(st_makeenvelope(${easting}, 6613000, ${easting + 400}, 6613400, 3006)))`);

/** A tile over both the places that the tests edit. */
const address = '12/2242/1197';

eachDatabase('changes', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(square('Första', 617000));
  });
  afterAll(() => service?.stop());

  /** The tile's address with its version, as TileJSON gives it now. */
  const current = async (names = 'detaljplaner') => {
    const { tiles } = await service.json(`/tiles/${names}.json`, tileJsonShape);
    const [z = '', x = '', y = ''] = address.split('/');
    const url = new URL((tiles[0] ?? '').replace('{z}', z).replace('{x}', x).replace('{y}', y));
    return url.pathname + url.search;
  };
  const query = (text: string) => service.service.database.query(raw(text));

  test('a current version is kept for a year, an old one or none for seconds, all with the same bytes', async () => {
    const old = await current();
    await query(`update public.detaljplaner set beteckning = 'A' where namn = 'Första'`);
    const now = await current();
    expect(now).not.toBe(old);
    const answers = await Promise.all(
      [now, old, old.replace(/\?.*/, ''), old.replace(/v=.*/, 'v=hittepåhit-zz')].map((path) => service.get(path)),
    );
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual([
      'public, max-age=31536000, immutable',
      'public, max-age=10',
      'public, max-age=10',
      'public, max-age=10',
    ]);
    const bodies = await Promise.all(
      answers.map(async (answer) => Buffer.from(await answer.arrayBuffer()).toString('hex')),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test('an address without a version is answered from memory, and follows a change within its max-age', async () => {
    const path = (await current()).replace(/\?.*/, '');
    const tagOf = async () => (await service.get(path)).headers.get('etag');
    for (const beteckning of ['D', 'E', 'F']) {
      const before = await tagOf();
      const again = await service.get(path);
      expect(again.headers.get('cache-status')).toBe('Allmanning; hit');
      expect(again.headers.get('cache-control')).toBe('public, max-age=10');
      await query(`update public.detaljplaner set beteckning = '${beteckning}' where namn = 'Första'`);
      // Somebody asks all the while, so that each reading of the log serves many.
      await expect.poll(tagOf, { timeout: 10_000, interval: 5 }).not.toBe(before);
    }
  });

  test('304 for whoever has the bytes, in whatever encoding; a change gives others', async () => {
    const first = await service.get(await current());
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await service.get(await current(), { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('content-length')).toBeNull();
    await query(`update public.detaljplaner set beteckning = 'B' where namn = 'Första'`);
    expect((await service.get(await current(), { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });

  test('ETag and 304 on features, TileJSON, style, catalogue and downloads', async () => {
    for (const path of [
      '/geodata/v1/collections/detaljplaner/items',
      '/geodata/v1/collections',
      '/tiles/detaljplaner.json',
      '/styles/karta.json',
      '/datasets.json',
      '/downloads/detaljplaner.geojson',
    ]) {
      const etag = (await service.get(path)).headers.get('etag') ?? '';
      expect(etag, path).toMatch(/^(W\/)?".+"$/);
      // fetch itself would add no-cache, which asks for the body.
      const headers = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
      expect((await service.get(path, { headers })).status, path).toBe(304);
    }
    const etag = (await service.get('/downloads/detaljplaner.geojson')).headers.get('etag') ?? '';
    await query(`update public.detaljplaner set beteckning = 'C' where namn = 'Första'`);
    expect((await service.get('/downloads/detaljplaner.geojson', { headers: { 'If-None-Match': etag } })).status).toBe(
      200,
    );
  });

  test('HEAD tells what GET would', async () => {
    const path = await current();
    const [head, get] = await Promise.all([service.get(path, { method: 'HEAD' }), service.get(path)]);
    expect(head.status).toBe(200);
    for (const name of ['etag', 'cache-control', 'content-type', 'content-encoding']) {
      expect(head.headers.get(name), name).toBe(get.headers.get(name));
    }
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  });

  test('an empty tile has a version too, and is kept', async () => {
    const empty = (await current()).replace(address, '12/0/0');
    const [first, second] = [await service.get(empty), await service.get(empty)];
    expect([first.status, second.status]).toEqual([204, 204]);
    expect(second.headers.get('cache-control')).toContain('immutable');
    expect(second.headers.get('cache-status')).toBe('Allmanning; hit');
  });

  test('the address of a composite changes when one of its layers does, and no other does', async () => {
    const both = await current('detaljplaner,tatorter');
    const other = await current('tatorter');
    await query(`update public.detaljplaner set beteckning = 'D' where namn = 'Första'`);
    expect(await current('detaljplaner,tatorter')).not.toBe(both);
    expect(await current('tatorter')).toBe(other);
  });

  test('a row that was never public leaves no trace', async () => {
    const before = await current('exploateringsomraden');
    await query(`insert into public.exploateringsomraden (namn, skede, synlighet, geom) values
      ('Hemligt', 'idé', 'intern', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)))`);
    await query(`update public.exploateringsomraden set namn = 'Ännu hemligare'`);
    expect(await current('exploateringsomraden')).toBe(before);
    await query(`update public.exploateringsomraden set synlighet = 'publik'`);
    const open = await current('exploateringsomraden');
    expect(open).not.toBe(before);
    expect((await service.get(open)).status).toBe(200);
    await query(`update public.exploateringsomraden set synlighet = 'intern'`);
    expect((await service.get(await current('exploateringsomraden'))).status).toBe(204);
  });

  test('events: ready, then each change with its version and place, resumed after what was heard', async () => {
    const events: EventReader = await readEvents(`${service.url}/events`);
    const ready = await events.next();
    expect(ready.event).toBe('ready');
    expect(ready.data).toHaveProperty('versions.detaljplaner');
    await service.service.database.query(square('Andra', 618000));
    const change = await events.next();
    expect(change).toMatchObject({ event: 'change', data: { dataset: 'detaljplaner' } });
    const { bbox = [], version } = change.data;
    expect(bbox[0]).toBeGreaterThan(17.08);
    expect(bbox[2]).toBeLessThan(17.11);
    expect(await current()).toContain(`v=${version}`);
    await events.close();

    await query(`update public.detaljplaner set beteckning = 'E' where namn = 'Andra'`);
    const resumed = await readEvents(`${service.url}/events`, change.id);
    expect(await resumed.next()).toMatchObject({ event: 'change', data: { dataset: 'detaljplaner' } });
    expect(await resumed.next()).toMatchObject({ event: 'ready' });
    await resumed.close();

    const stranger = await readEvents(`${service.url}/events`, 'annan.7');
    expect(await stranger.next()).toMatchObject({ event: 'reset' });
    await stranger.close();
  });
});

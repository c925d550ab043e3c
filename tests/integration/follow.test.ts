import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openService } from '../../server/service/open-service.ts';
import type { Service } from '../../server/service/service.ts';
import { type RunningServer, startServer } from '../../server/start/server.ts';
import { readEvents } from '../setup/events.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { tileJsonShape } from '../setup/shapes.ts';

const insert = (name: string, easting = 617000) => `
  insert into public.tatorter (kod, namn, geom) values
    ('${name}', '${name}', st_multi(st_makeenvelope(${easting}, 6613000, ${easting + 400}, 6613400, 3006)))`;

/** What only a real database can show: several connections at once, several servers on one database. */
describe.skipIf(inject('postgisUrl') === null)('following the log', () => {
  let first: TestService;
  let second: { service: Service; server: RunningServer };
  const clients: pg.Client[] = [];
  beforeAll(async () => {
    first = await startTestService('postgis', {});
    const service = await openService(first.place.config, () => {});
    const web = fileURLToPath(new URL('../../dist/web', import.meta.url));
    second = { service, server: await startServer(service, web) };
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    await second?.server.close();
    await second?.service.close();
    await first?.stop();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: first.place.config.databaseUrl });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  }

  const path = async () => {
    const { tiles } = await first.json('/tiles/tatorter.json', tileJsonShape);
    const url = new URL((tiles[0] ?? '').replace('{z}/{x}/{y}', '12/2242/1197'));
    return url.pathname + url.search;
  };
  const etagAt = async (url: string, address: string) => {
    const answer = await fetch(url + address);
    return { etag: answer.headers.get('etag'), control: answer.headers.get('cache-control') };
  };

  test('a transaction that commits after a later one is not skipped', async () => {
    const [long, short] = await Promise.all([connect(), connect()]);
    await long.query(`begin; ${insert('lång')}`);
    await short.query(insert('kort', 617500));
    const before = await path();
    const seen = first.service.changes.number;
    const { etag } = await etagAt(first.url, before);
    await long.query('commit');
    await first.service.changes.catchUp();
    // One number for what was, one for what is.
    expect(first.service.changes.number).toBe(seen + 2);
    const after = await path();
    expect(after).not.toBe(before);
    expect((await etagAt(first.url, after)).etag).not.toBe(etag);
    const items = await (await first.get('/geodata/v1/collections/tatorter/items')).text();
    expect(items).toContain('lång');
  });

  test('another server on the database catches up before it answers for a version that it has not seen', async () => {
    const client = await connect();
    const stale = await path();
    await etagAt(second.server.url, stale);
    for (let count = 0; count < 20; count++) {
      await client.query(insert(`tävlan ${count}`, 616000 + count * 20));
      const address = await path();
      const there = await etagAt(second.server.url, address);
      expect(there.control).toContain('immutable');
      expect(there).toEqual(await etagAt(first.url, address));
    }
  });

  test('nothing is lost while the connections of the follower are cut', async () => {
    const client = await connect();
    const events = await readEvents(`${first.url}/events`);
    await events.next();
    for (let count = 0; count < 5; count++) {
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'allmanning'`);
      await client.query(insert(`avbrott ${count}`, 617000 + count * 100));
    }
    const { rows } = await client.query('select number::int from allmanning.change_counter');
    const wanted = `.${rows[0].number}`;
    // No question is asked that would make it read: it must come back by itself.
    for (let id = ''; !id.endsWith(wanted); ) ({ id } = await events.next());
    await events.close();
    const items = await (await first.get('/geodata/v1/collections/tatorter/items?limit=100')).text();
    for (let count = 0; count < 5; count++) expect(items).toContain(`avbrott ${count}`);
  });
});

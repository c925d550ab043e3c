import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw, sql } from '../../server/database/sql.ts';
import { layerName } from '../../server/geometry/layers.ts';
import type { MakeLayer } from '../../server/tiles/make-layer.ts';
import { tilesIn } from '../../server/tiles/tile-grid.ts';
import { plainBytes } from '../../server/tiles/tiles.ts';
import { eachDatabase } from '../setup/databases.ts';
import { makerAnew } from '../setup/making.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** The same edits each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** 60 plans, from a garden to a field, over 4 × 4 km; a provision in each; a diagonal that is much less than its box. */
const fill = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Plan ' || n, 'laga kraft',
    st_multi(st_makeenvelope(616000 + 500 * (n % 8), 6612000 + 500 * (n / 8),
      616000 + 500 * (n % 8) + 20 + 7 * n, 6612000 + 500 * (n / 8) + 30 + 5 * n, 3006))
  from generate_series(1, 60) n;
  insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, formulering, geom)
  select gen_random_uuid(), objektidentitet, 'användningsbestämmelse', 'Bostäder', st_buffer(st_centroid(geom), 8)
  from public.detaljplaner;
  insert into public.vagar (id, klass, geom)
  values ('sned', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(616000 6612000, 620000 6616000)', 3006)))`);

const layers = ['detaljplaner', 'detaljplaner.points', 'planbestammelser', 'vagar', 'detaljplaner,vagar'];

/** Every tile of zooms 0–15 around the plans: more at the edges than there is anything in. */
function addresses() {
  return Array.from({ length: 16 }, (_, z) => [...tilesIn([17.04, 59.62, 17.16, 59.68], z)]).flat();
}

eachDatabase('exact invalidation', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(fill);
  });
  afterAll(() => service?.stop());

  const layersOf = (names: string) => names.split(',').map(service.service.published.layer);
  const render = async (make: MakeLayer, names: string, tile: { z: number; x: number; y: number }) => {
    const parts = await Promise.all(layersOf(names).map(async (layer) => (await make(layer, tile)).bytes));
    return Buffer.concat(parts);
  };

  async function fillCache(): Promise<void> {
    const { tiles, changes } = service.service;
    await changes.catchUp();
    for (const names of layers) for (const tile of addresses()) await tiles.get(layersOf(names), tile);
  }

  /** How many tiles were dropped and kept, after every byte in the cache was compared with a new rendering. */
  async function compare(): Promise<{ dropped: string[]; kept: number }> {
    const { tiles, changes } = service.service;
    await changes.catchUp();
    const dropped: string[] = [];
    let kept = 0;
    const make = makerAnew(service.service);
    for (const names of layers) {
      const name = layersOf(names).map(layerName).join(',');
      for (const tile of addresses()) {
        const cached = tiles.cache.get(name, tile);
        const address = `${name}/${tile.z}/${tile.x}/${tile.y}`;
        if (!cached) dropped.push(address);
        else {
          kept++;
          expect(plainBytes(cached).equals(await render(make, names, tile)), address).toBe(true);
        }
      }
    }
    return { dropped, kept };
  }

  /** Tiles that a geometry reaches, buffer included, as the database itself says. `places`: SQL for EPSG:3857 geometry. */
  async function reached(names: string, places: string): Promise<string[]> {
    const all = addresses();
    const rows = await service.service.database.query<{ address: string }>(sql`
      select z || '/' || x || '/' || y as address
      from unnest(${all.map(({ z }) => z)}::int[], ${all.map(({ x }) => x)}::int[], ${all.map(({ y }) => y)}::int[]) t (z, x, y)
      where exists (select from (${raw(places)}) p (place)
        where st_intersects(place, st_tileenvelope(z, x, y, margin => 68.0 / 4096)))`);
    return rows.map(({ address }) => `${names}/${address}`);
  }

  test('an edit drops the tiles that the old and the new place reach, and no other', async () => {
    await fillCache();
    const old = `select st_transform(geom, 3857) from public.detaljplaner where namn = 'Plan 7'`;
    const before = await Promise.all(['detaljplaner', 'detaljplaner,vagar'].map((names) => reached(names, old)));
    await service.service.database.query(
      raw(`update public.detaljplaner set geom = st_translate(geom, 1300, 700) where namn = 'Plan 7'`),
    );
    const after = await Promise.all(['detaljplaner', 'detaljplaner,vagar'].map((names) => reached(names, old)));
    const { dropped, kept } = await compare();
    const touched = new Set([...before, ...after].flat());
    const areas = dropped.filter((address) => !/^(detaljplaner\.points|planbestammelser)\//.test(address));
    expect(new Set(areas)).toEqual(touched);
    expect(kept).toBeGreaterThan(dropped.length);
    // A name's point is in at most a few tiles a zoom, before and after.
    const points = dropped.filter((address) => address.startsWith('detaljplaner.points/'));
    expect(points.length).toBeLessThan(2 * 16 * 2);
  });

  test('what a long diagonal does not touch stays, though it lies in its rectangle', async () => {
    await fillCache();
    await service.service.database.query(raw(`update public.vagar set namn = 'Snedgatan' where id = 'sned'`));
    const expected = await Promise.all(
      ['vagar', 'detaljplaner,vagar'].map((names) =>
        reached(names, `select st_transform(geom, 3857) from public.vagar where id = 'sned'`),
      ),
    );
    const { dropped } = await compare();
    expect(new Set(dropped)).toEqual(new Set(expected.flat()));
  });

  test('a plan’s status changes the tiles of its provisions, through the join', async () => {
    await fillCache();
    await service.service.database.query(
      raw(`update public.detaljplaner set status = 'upphävd' where namn = 'Plan 12'`),
    );
    const provisions = await reached(
      'planbestammelser',
      `select st_transform(b.geom, 3857) from public.planbestammelser b
        join public.detaljplaner p on p.objektidentitet = b.detaljplan where p.namn = 'Plan 12'`,
    );
    const { dropped } = await compare();
    expect(dropped.filter((address) => address.startsWith('planbestammelser/')).sort()).toEqual(provisions.sort());
  });

  test('random edits of every kind leave no stale byte', async () => {
    const random = seeded(20_261_125);
    const some = () => `'Plan ${1 + Math.floor(random() * 60)}'`;
    const edits = [
      () =>
        `update public.detaljplaner set geom = st_translate(geom, ${random() * 900 - 450}, ${random() * 900 - 450}) where namn = ${some()}`,
      () => `update public.detaljplaner set beteckning = 'D ${Math.floor(random() * 1e6)}' where namn = ${some()}`,
      () => `delete from public.detaljplaner where namn = ${some()}`,
      () => `insert into public.detaljplaner (objektidentitet, namn, status, geom) values (gen_random_uuid(), ${some()}, 'samråd',
          st_multi(st_buffer(st_setsrid(st_point(${616_000 + random() * 4_000}, ${6_612_000 + random() * 4_000}), 3006), ${5 + random() * 200})))`,
      () =>
        `delete from public.planbestammelser where detaljplan = (select objektidentitet from public.detaljplaner order by random() limit 1)`,
    ];
    for (let round = 0; round < 6; round++) {
      await fillCache();
      for (let count = 0; count < 3; count++) {
        const edit = edits[Math.floor(random() * edits.length)];
        if (edit) await service.service.database.query(raw(edit()));
      }
      const { kept } = await compare();
      expect(kept).toBeGreaterThan(0);
    }
  });

  test('truncate empties its dataset’s tiles and nobody else’s', async () => {
    await fillCache();
    await service.service.database.query(raw('truncate public.vagar'));
    const { dropped } = await compare();
    expect(dropped.length).toBe(addresses().length * 2);
    expect(dropped.every((address) => /^(vagar|detaljplaner,vagar)\//.test(address))).toBe(true);
  });

  test('a rolled back edit drops nothing', async () => {
    await fillCache();
    await service.service.database
      .transaction(async (tx) => {
        await tx.query(raw('delete from public.detaljplaner'));
        throw new Error('no');
      })
      .catch(() => {});
    expect((await compare()).dropped).toEqual([]);
  });
});

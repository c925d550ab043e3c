import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { matrixSetNamed } from '../../server/tiles/query.ts';
import type { TileCoordinates } from '../../server/tiles/tile-matrix-sets.ts';
import { plainBytes } from '../../server/tiles/tiles.ts';
import { tilesetOf } from '../../server/tiles/tilesets.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { makerAnew } from '../setup/making.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const matrixSet = matrixSetNamed('SWEREF99TM_LM');

/** Metres across a tile: 4096 m a pixel and 256 pixels at level 0. */
const widthAt = (level: number) => (4096 * 256) / 2 ** level;
const west = -1_200_000;
const north = 8_500_000;

function tileAt(level: number, east: number, northing: number): { z: number; x: number; y: number } {
  const width = widthAt(level);
  return { z: level, x: Math.floor((east - west) / width), y: Math.floor((north - northing) / width) };
}

/** Tiles of a level that a rectangle of EPSG:3006 reaches. */
function tilesOver(level: number, [left, bottom, right, top]: [number, number, number, number]): TileCoordinates[] {
  const first = tileAt(level, left, top);
  const last = tileAt(level, right, bottom);
  const tiles: TileCoordinates[] = [];
  for (let x = first.x; x <= last.x; x++) {
    for (let y = first.y; y <= last.y; y++) tiles.push({ matrixSet, z: level, x, y });
  }
  return tiles;
}

/** A square with its corners where we know, and a road of 12 km with none between its ends. */
const square = [617_000, 6_613_000, 617_400, 6_613_400] as const;
const rows = raw(`
  insert into public.detaljplaner (objektidentitet, namn, syfte, status, geom)
  values (gen_random_uuid(), 'Kvadraten', 'Att visa', 'laga kraft', st_multi(st_makeenvelope(${square.join(', ')}, 3006)));
  insert into public.vagar (id, klass, geom)
  values ('lång', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(620000 6600000, 632000 6600000)', 3006)))`);

eachDatabase('tiles in SWEREF 99 TM', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const get = async (dataset: string, { z: level, x, y }: { z: number; x: number; y: number }, query = '') => {
    await service.heard();
    const answer = await service.get(
      `/geodata/v1/collections/${dataset}/tiles/SWEREF99TM_LM/${level}/${y}/${x}${query}`,
    );
    return { answer, features: decodeTile(new Uint8Array(await answer.arrayBuffer()))[dataset] ?? [] };
  };

  test.each([7, 8, 9, 10, 11, 12])('level %i: the corners of a square lie where they should', async (level) => {
    const tile = tileAt(level, square[0] + 1, square[1] + 1);
    const { features } = await get('detaljplaner', tile);
    expect(features.map(({ properties }) => properties.namn)).toEqual(['Kvadraten']);
    const unit = widthAt(level) / 4096;
    const left = (square[0] - west) / unit - tile.x * 4096;
    const bottom = (north - square[1]) / unit - tile.y * 4096;
    const points = features[0]?.geometry.flat() ?? [];
    // Generalised geometry is on a grid of less than a pixel of a tile 512 pixels wide; from level 10 on it is as it is.
    const tolerance = level >= 10 ? 1 : 4;
    expect(Math.min(...points.map(([x]) => Math.hypot(x - left)))).toBeLessThanOrEqual(tolerance);
    expect(Math.min(...points.map(([x, y]) => Math.hypot(x - left, y - bottom)))).toBeLessThanOrEqual(tolerance * 1.5);
    expect(Math.max(...points.map(([x]) => x))).toBeLessThanOrEqual(4096 + 64);
  });

  test('a straight line is straight there, in every tile that it passes', async () => {
    const road = tilesOver(13, [624_000, 6_600_000, 628_000, 6_600_000]);
    expect(road.length).toBeGreaterThan(30);
    for (const tile of road) {
      const { features } = await get('vagar', tile);
      expect(features).toHaveLength(1);
      const expected = ((north - 6_600_000) / widthAt(13) - tile.y) * 4096;
      for (const [, y] of features[0]?.geometry.flat() ?? []) expect(Math.abs(y - expected)).toBeLessThanOrEqual(1);
    }
  });

  test('small areas become points, and attributes come at the zoom of that scale', async () => {
    const attributes = async (level: number) => {
      const { features } = await get('detaljplaner', tileAt(level, square[0] + 1, square[1] + 1));
      return { type: features[0]?.type, names: Object.keys(features[0]?.properties ?? {}) };
    };
    // `syfte` is in tiles from zoom 13 on, which is level 9 here.
    expect(await attributes(2)).toMatchObject({ type: 1 });
    const [far, close] = [await attributes(8), await attributes(9)];
    expect(far.names).not.toContain('syfte');
    expect(close).toMatchObject({ type: 3, names: expect.arrayContaining([...far.names, 'syfte']) });
  });

  test('a versioned tile is kept for good, and after an edit the old and the new place are right', async () => {
    const tileset = z.looseObject({ version: z.string() });
    const version = async () =>
      (await service.json('/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM', tileset)).version;
    const old = tileAt(11, square[0] + 1, square[1] + 1);
    const place = tileAt(11, square[0] + 5_001, square[1] + 1);
    const before = `?v=${await version()}`;
    const first = await get('detaljplaner', old, before);
    expect(first.answer.headers.get('cache-control')).toContain('immutable');
    expect((await get('detaljplaner', place, before)).answer.status).toBe(204);

    await service.service.database.query(raw(`update public.detaljplaner set geom = st_translate(geom, 5000, 0)`));
    const after = `?v=${await version()}`;
    expect(after).not.toBe(before);
    expect((await get('detaljplaner', old, after)).answer.status).toBe(204);
    const moved = await get('detaljplaner', place, after);
    expect(moved.answer.headers.get('cache-control')).toContain('immutable');
    expect(moved.features.map(({ properties }) => properties.namn)).toEqual(['Kvadraten']);
    await service.service.database.query(raw(`update public.detaljplaner set geom = st_translate(geom, -5000, 0)`));
  });
});

eachDatabase('exact invalidation in SWEREF 99 TM', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(
      raw(`
      insert into public.detaljplaner (objektidentitet, namn, status, geom)
      select gen_random_uuid(), 'Plan ' || n, 'laga kraft',
        st_multi(st_makeenvelope(616000 + 500 * (n % 8), 6612000 + 500 * (n / 8),
          616000 + 500 * (n % 8) + 20 + 7 * n, 6612000 + 500 * (n / 8) + 30 + 5 * n, 3006))
      from generate_series(1, 60) n;
      insert into public.vagar (id, klass, geom)
      values ('lång', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(610000 6613000, 622000 6613000)', 3006)))`),
    );
  });
  afterAll(() => service?.stop());

  const layers = ['detaljplaner', 'detaljplaner.points', 'vagar', 'detaljplaner,vagar'];
  const addresses = Array.from({ length: 14 }, (_, level) =>
    // Level 13 only along a part of the road: it has 10,000 tiles here.
    tilesOver(level, level > 11 ? [616_000, 6_612_900, 617_200, 6_613_100] : [615_900, 6_611_900, 619_000, 6_615_000]),
  ).flat();
  const layersOf = (names: string) => names.split(',').map(service.service.published.layer);
  const keyOf = (names: string) => tilesetOf(layersOf(names), matrixSet).key;

  async function fillCache(): Promise<void> {
    const { tiles, changes } = service.service;
    await changes.catchUp();
    for (const names of layers) for (const tile of addresses) await tiles.get(layersOf(names), tile);
  }

  /** What was dropped, after every byte that is still there was compared with a new rendering. */
  async function dropped(): Promise<Set<string>> {
    const { tiles, changes } = service.service;
    const make = makerAnew(service.service);
    await changes.catchUp();
    const gone = new Set<string>();
    for (const names of layers) {
      for (const tile of addresses) {
        const address = `${names}/${tile.z}/${tile.x}/${tile.y}`;
        const cached = tiles.cache.get(keyOf(names), tile);
        if (!cached) {
          gone.add(address);
          continue;
        }
        const parts = await Promise.all(layersOf(names).map((layer) => make(layer, tile)));
        const now = Buffer.concat(parts.map(({ bytes }) => bytes));
        expect(plainBytes(cached).equals(now), address).toBe(true);
      }
    }
    return gone;
  }

  /** Tiles that EPSG:3006 geometry reaches, buffer included. Reckoned in that system, without any of our code. */
  async function reached(names: string, places: string): Promise<string[]> {
    const rows = await service.service.database.query<{ address: string }>(sql`
      select z || '/' || x || '/' || y as address
      from unnest(${addresses.map(({ z }) => z)}::int[], ${addresses.map(({ x }) => x)}::int[], ${addresses.map(({ y }) => y)}::int[]) t (z, x, y),
        lateral (select 1048576 / 2.0 ^ z as w) a,
        lateral (select st_expand(st_makeenvelope(-1200000 + x * w, 8500000 - (y + 1) * w,
          -1200000 + (x + 1) * w, 8500000 - y * w, 3006), w * 68 / 4096) as square) b
      where exists (select from (${raw(places)}) p (place) where st_intersects(place, square))`);
    return rows.map(({ address }) => `${names}/${address}`);
  }

  test('an edit drops the tiles that the old and the new place reach, and no other', async () => {
    await fillCache();
    const place = `select geom from public.detaljplaner where namn = 'Plan 7'`;
    const both = () => Promise.all(['detaljplaner', 'detaljplaner,vagar'].map((names) => reached(names, place)));
    const before = await both();
    await service.service.database.query(
      raw(`update public.detaljplaner set geom = st_translate(geom, 1300, 700) where namn = 'Plan 7'`),
    );
    const after = await both();
    const gone = await dropped();
    const areas = [...gone].filter((address) => !address.startsWith('detaljplaner.points/'));
    expect(new Set(areas)).toEqual(new Set([...before, ...after].flat()));
    expect(areas.length).toBeGreaterThan(20);
  });

  test('a long straight line without corners drops all that it passes', async () => {
    await fillCache();
    await service.service.database.query(raw(`update public.vagar set namn = 'Långgatan' where id = 'lång'`));
    const expected = await Promise.all(
      ['vagar', 'detaljplaner,vagar'].map((names) => reached(names, `select geom from public.vagar`)),
    );
    expect(await dropped()).toEqual(new Set(expected.flat()));
  });

  test('edits of every kind leave no stale byte', async () => {
    for (const edit of [
      `delete from public.detaljplaner where namn = 'Plan 9'`,
      `update public.detaljplaner set beteckning = 'D 9' where namn = 'Plan 30'`,
      `insert into public.detaljplaner (objektidentitet, namn, status, geom) values (gen_random_uuid(), 'Ny', 'samråd',
        st_multi(st_buffer(st_setsrid(st_point(617321.4, 6613010.2), 3006), 130)))`,
      `update public.detaljplaner set geom = st_multi(st_rotate(geom, 0.4, st_centroid(geom))) where namn = 'Plan 17'`,
    ]) {
      await fillCache();
      await service.service.database.query(raw(edit));
      expect((await dropped()).size).toBeLessThan(addresses.length);
    }
  });
});

eachDatabase('the byte budget in SWEREF 99 TM', (kind) => {
  test('the largest stay, and the answer says how many of how many', async () => {
    const service = await startTestService(kind, { TILE_BUDGET_KB: '5' });
    try {
      await service.service.database.query(
        raw(`
        insert into public.detaljplaner (objektidentitet, namn, status, geom)
        select gen_random_uuid(), md5(n::text), 'laga kraft',
          st_multi(st_makeenvelope(610000 + 200 * (n % 60), 6606000 + 200 * (n / 60),
            610010 + 200 * (n % 60) + n / 3.0, 6606010 + 200 * (n / 60) + n / 10.0, 3006))
        from generate_series(1, 800) n`),
      );
      const { x, y } = tileAt(4, 612_000, 6_608_000);
      const answer = await service.get(`/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM/4/${y}/${x}`);
      expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(5_000);
      const features = decodeTile(new Uint8Array(await answer.arrayBuffer())).detaljplaner ?? [];
      expect(answer.headers.get('allmanning-shown')).toBe(`${features.length}/800`);
    } finally {
      await service.stop();
    }
  });
});

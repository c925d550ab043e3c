import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** 6,000 buildings in one square of z 12, more than are kept together, and 300 in another. */
const buildings = raw(`
  insert into public.byggnader (id, typ, geom)
  select 'tät ' || n, 'småhus', st_multi(st_makeenvelope(616000 + 20 * (n % 100), 6612000 + 20 * (n / 100),
    616010 + 20 * (n % 100), 6612010 + 20 * (n / 100), 3006))
  from generate_series(1, 6000) n;
  insert into public.byggnader (id, typ, geom)
  select 'gles ' || n, 'småhus', st_multi(st_makeenvelope(597000 + 100 * (n % 20), 6597000 + 100 * (n / 20),
    597010 + 100 * (n % 20), 6597010 + 100 * (n / 20), 3006))
  from generate_series(1, 300) n`);

/** The names of all that the tiles of a zoom show in and around a square of z 12. */
async function shownAround(service: TestService, zoom: number, [x, y]: readonly [number, number]): Promise<string[]> {
  const across = 2 ** (zoom - 12);
  const shown = new Set<string>();
  for (let right = -1; right <= across; right++) {
    for (let down = -1; down <= across; down++) {
      const answer = await service.get(`/tiles/byggnader/${zoom}/${x * across + right}/${y * across + down}.mvt`);
      const features = decodeTile(new Uint8Array(await answer.arrayBuffer())).byggnader ?? [];
      for (const { properties } of features) shown.add(String(properties.id));
    }
  }
  return [...shown];
}

const dense = [2242, 1197] as const;
const sparse = [2238, 1200] as const;
const isSparse = (id: string) => id.startsWith('gles');

const healthShape = z.looseObject({
  memory: z.object({ rows: z.object({ squares: z.number(), bytes: z.number() }), tiles: z.looseObject({}) }),
});

eachDatabase('rows kept for tiles', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, { TILE_BUDGET_KB: '2000' });
    await service.service.database.query(buildings);
    await service.heard();
  });
  afterAll(() => service?.stop());

  test('what is too much for one square is made of smaller ones, and nothing is missing', async () => {
    const shown = await shownAround(service, 14, dense);
    expect(shown.filter((id) => id.startsWith('tät')).length).toBe(6_000);
  });

  test('rows are read once for all tiles of a square, and an edit is seen in each that it reaches', async () => {
    const { patches } = service.service.tiles;
    patches.cache.clear();
    const before = await shownAround(service, 15, sparse);
    expect(before.filter(isSparse).length).toBe(300);
    const squares = patches.cache.size;
    expect(squares).toBeLessThan(20);
    await shownAround(service, 16, sparse);
    expect(patches.cache.size).toBe(squares);
    await service.service.database.query(raw(`update public.byggnader set id = 'ny' where id = 'gles 150'`));
    await service.heard();
    const after = await shownAround(service, 16, sparse);
    expect(after).toContain('ny');
    expect(after).not.toContain('gles 150');
  });

  test('health tells how much is kept', async () => {
    const { memory } = await service.json('/health/ready', healthShape);
    expect(memory.rows.squares).toBeGreaterThan(0);
    expect(memory.rows.bytes).toBe(service.service.tiles.patches.cache.bytes);
  });
});

eachDatabase('a tile whose own square has too many rows', (kind) => {
  test('shows the first of them, says of how many, and an edit of one is seen', async () => {
    const service = await startTestService(kind, {});
    try {
      await service.service.database.query(buildings);
      await service.heard();
      const asked = async () => {
        const answer = await service.get('/tiles/byggnader/8/140/74.mvt');
        const features = decodeTile(new Uint8Array(await answer.arrayBuffer())).byggnader ?? [];
        return {
          ids: features.map(({ properties }) => String(properties.id)),
          shown: answer.headers.get('allmanning-shown'),
        };
      };
      const before = await asked();
      expect(before.ids.length).toBeGreaterThan(1_000);
      expect(before.shown).toBe(`${before.ids.length}/6000`);
      await service.service.database.query(sql`update public.byggnader set id = 'ny' where id = ${before.ids[0]}`);
      await service.heard();
      const after = await asked();
      expect(after.ids).toContain('ny');
      expect(after.ids).not.toContain(before.ids[0]);
    } finally {
      await service.stop();
    }
  });
});

eachDatabase('tiles without rows kept', (kind) => {
  test('ROW_CACHE_MB=0 gives the same features, asked for each tile', async () => {
    const service = await startTestService(kind, { ROW_CACHE_MB: '0' });
    try {
      await service.service.database.query(buildings);
      await service.heard();
      expect((await shownAround(service, 14, sparse)).filter(isSparse).length).toBe(300);
      expect(service.service.tiles.patches.cache.size).toBe(0);
    } finally {
      await service.stop();
    }
  });
});

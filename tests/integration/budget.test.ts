import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { tileJsonShape } from '../setup/shapes.ts';

/** 3,000 plans from 10 to 300 m, each with a name that nothing compresses. */
const many = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom)
  select gen_random_uuid(), md5(n::text), 'laga kraft',
    st_multi(st_makeenvelope(610000 + 200 * (n % 60), 6606000 + 200 * (n / 60),
      610010 + 200 * (n % 60) + n / 10.0, 6606010 + 200 * (n / 60) + n / 10.0, 3006))
  from generate_series(1, 3000) n`);

eachDatabase('a tile’s byte budget', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, { TILE_BUDGET_KB: '20' });
    await service.service.database.query(many);
  });
  afterAll(() => service?.stop());

  const tile = async (path: string) => {
    const answer = await service.get(`/tiles/${path}.mvt`);
    const shown = /^(\d+)\/(\d+)$/.exec(answer.headers.get('allmanning-shown') ?? '');
    const size = Number(answer.headers.get('content-length'));
    const features = decodeTile(new Uint8Array(await answer.arrayBuffer())).detaljplaner ?? [];
    return { size, features, shown: shown ? shown.slice(1).map(Number) : undefined };
  };

  test('the largest stay, the answer says how many of how many, and it fits', async () => {
    const { size, features, shown } = await tile('detaljplaner/8/140/74');
    expect(size).toBeLessThanOrEqual(20_000);
    expect(size).toBeGreaterThan(14_000);
    expect(shown).toEqual([features.length, 3000]);
    const names = new Set(features.map(({ properties }) => properties.namn));
    const largest = await service.service.database.query<{ namn: string }>(
      raw(`select namn from public.detaljplaner order by st_area(geom) desc limit ${features.length}`),
    );
    expect(names).toEqual(new Set(largest.map(({ namn }) => namn)));
  });

  test('closer up everything fits, and nothing is said', async () => {
    const { features, shown } = await tile('detaljplaner/13/4483/2396');
    expect(features.length).toBeGreaterThan(0);
    expect(shown).toBeUndefined();
  });

  test('TileJSON tells how much of each zoom is shown, as far as tiles have been made, until the data change', async () => {
    await tile('detaljplaner/8/140/74');
    await tile('detaljplaner/13/4483/2396');
    const { thinning } = await service.json('/tiles/detaljplaner.json', tileJsonShape);
    expect(Object.keys(thinning ?? {})).toEqual(['8']);
    expect(thinning?.['8']).toBeGreaterThan(0.05);
    expect(thinning?.['8']).toBeLessThan(0.2);
    await service.service.database.query(raw('delete from public.detaljplaner where st_area(geom) < 80000'));
    expect((await service.json('/tiles/detaljplaner.json', tileJsonShape)).thinning).toBeUndefined();
  });
});

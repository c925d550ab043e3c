import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { renderAdoption } from '../../server/adopting/render.ts';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const healthShape = z.looseObject({ rowsOutsideSweden: z.record(z.string(), z.number()).optional() });

eachDatabase('rows outside Sweden', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
  });
  afterAll(() => service?.stop());

  const query = (text: string) => service.service.database.query(raw(text));
  const told = async () => (await service.json('/health/ready', healthShape)).rowsOutsideSweden;

  test('are told in health when an edit brings them, and no more when it is mended', async () => {
    expect(await told()).toBeUndefined();
    // East and north swapped; and one where it belongs.
    await query(`insert into public.byggnader (id, typ, geom) values
      ('fel', 'småhus', st_multi(st_makeenvelope(6613000, 617000, 6613010, 617010, 3006))),
      ('rätt', 'småhus', st_multi(st_makeenvelope(617000, 6613000, 617010, 6613010, 3006)))`);
    await expect.poll(told, { timeout: 15_000 }).toEqual({ byggnader: 1 });
    expect([...service.service.strays.found.values()]).toEqual([{ rows: 1, key: 'fel' }]);
    await query(`update public.byggnader set geom = st_multi(st_flipcoordinates(geom)) where id = 'fel'`);
    await expect.poll(told, { timeout: 15_000 }).toBeUndefined();
  });

  test('of rows that are not public nobody is told', async () => {
    await query(`insert into public.exploateringsomraden (id, namn, skede, synlighet, exempel, geom) values
      (gen_random_uuid(), 'Hemligt', 'idé', 'intern', false, st_multi(st_makeenvelope(6613000, 617000, 6613010, 617010, 3006)))`);
    await query(`insert into public.byggnader (id, typ, geom) values
      ('fel igen', 'småhus', st_multi(st_makeenvelope(6613000, 617000, 6613010, 617010, 3006)))`);
    await expect.poll(told, { timeout: 15_000 }).toEqual({ byggnader: 1 });
  });

  test('are told when a table is adopted, also coordinates that cannot be any', async () => {
    await query(`create table public.brunnar (id integer primary key, geom geometry(Point, 3006));
      insert into public.brunnar values (1, 'SRID=3006;POINT(617000 6613000)'), (2, 'SRID=3006;POINT(6613000 617000)'),
        (3, 'SRID=3006;POINT(1e30 1e30)'), (4, null)`);
    const result = await adoptTable(service.service.database, 'public.brunnar', { id: 'brunnar' });
    expect(renderAdoption(result, 'x.json', 'sv')).toContain('2 rader ligger utanför Sverige');
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { bands } from '../../server/geometry/bands.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** 60 areas of some kilometres that share every border, each border with corners of its own. */
const areas = raw(`
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom)
  select 'O' || n, 'Område ' || n, 'prov', '2025', true, st_multi(st_segmentize(cell, 400))
  from (
    select row_number() over () as n, st_intersection((d).geom, st_makeenvelope(600000, 6600000, 640000, 6640000, 3006)) as cell
    from (
      select st_dump(st_collectionextract(st_voronoipolygons(st_collect(
        st_setsrid(st_point(600000 + (n * 7919) % 40000, 6600000 + (n * 104729) % 40000), 3006))), 3)) as d
      from generate_series(1, 60) n) v) c
  where st_area(cell) > 0`);

eachDatabase('generalised geometry', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(areas);
  });
  afterAll(() => service?.stop());

  test.each(bands.map(({ column, maxzoom, grid }) => ({ column, maxzoom, grid })))(
    'neighbours stay neighbours to zoom $maxzoom: no gaps, no overlaps, all valid',
    async ({ column, grid }) => {
      const [row] = await service.service.database.query<{
        valid: boolean;
        holes: number;
        sum: number;
        whole: number;
      }>(
        raw(`
        select bool_and(st_isvalid(${column})) as valid, sum(st_area(${column})) as sum,
          st_area(st_union(${column})) as whole,
          (select sum(st_numinteriorrings(part.geom))::int from st_dump(st_union(${column})) part) as holes
        from allmanning.tile_prognosomraden`),
      );
      expect(row?.valid).toBe(true);
      expect(row?.sum).toBeGreaterThan(1e9);
      expect(row?.holes).toBe(0);
      const cell = grid ?? 0.01;
      expect(Math.abs((row?.sum ?? 0) - (row?.whole ?? 0))).toBeLessThan(cell * cell * 1000 + 1);
    },
  );
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { areaOf, bearing, gridAreaOf, lengthOf, placeAt } from '../../web/draw/geometry/measure.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape, problemShape } from '../setup/shapes.ts';

/** One square of 100 m at the town centre, and one 10 km to the north. */
const rows = raw(`
  insert into public.tatorter (kod, namn, geom) values
    ('T1', 'Mitt', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006))),
    ('T2', 'Norr', st_multi(st_makeenvelope(617000, 6623000, 617100, 6623100, 3006)))`);

const position = z.tuple([z.number(), z.number()]);
const firstCorner = (geometry: unknown) =>
  z.object({ coordinates: z.array(z.array(z.array(position))) }).parse(geometry).coordinates[0]?.[0]?.[0];

eachDatabase('coordinate systems', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const items = '/geodata/v1/collections/tatorter/items';
  const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

  test('coordinates come in the axis order of the system that was asked for, and the header says which', async () => {
    // Computed with PROJ 9 from EPSG:3006 6613000 N 617000 E; 3010 is Enköping's own zone.
    const expected: Record<number, [number, number]> = {
      3006: [6_613_000, 617_000],
      4326: [59.638667, 17.075249],
      3857: [1_900_808.058, 8_319_726.653],
      3010: [6_613_957.501, 182_448.027],
    };
    for (const [code, [first, second]] of Object.entries(expected)) {
      const answer = await service.get(`${items}?limit=1&crs=${epsg(Number(code))}`);
      expect(answer.headers.get('content-crs')).toBe(`<${epsg(Number(code))}>`);
      const page = pageShape.parse(await answer.json());
      const corner = firstCorner(page.features[0]?.geometry) ?? [0, 0];
      expect(corner[0], code).toBeCloseTo(first, 2);
      expect(corner[1], code).toBeCloseTo(second, 2);
    }
    const plain = await service.get(`${items}?limit=1`);
    expect(plain.headers.get('content-crs')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>');
  });

  test('what the map measures is what PostGIS does, on the ellipsoid and in SWEREF 99 TM', async () => {
    const at = (metres: number, hole: boolean) => {
      const square = (size: number) =>
        [0, 90, 180, 270].map((direction) => placeAt(placeAt([17.0781, 59.6362], 200, 70), direction, size));
      const closed = (size: number) => [...square(size), ...square(size).slice(0, 1)];
      return { type: 'Polygon' as const, coordinates: hole ? [closed(metres), closed(metres / 3)] : [closed(metres)] };
    };
    for (const area of [at(12, false), at(400, true), at(9000, true)]) {
      const [ring = []] = area.coordinates;
      const drawn = raw(`st_setsrid(st_geomfromgeojson('${JSON.stringify(area)}'), 4326)`);
      const line = sql`st_exteriorring(${drawn})`;
      const [row] = await service.service.database.query(
        sql`select st_area(${drawn}::geography) as ground, st_area(st_transform(${drawn}, 3006)) as grid,
          st_length(${line}::geography) as around,
          degrees(st_azimuth(st_pointn(${line}, 1)::geography, st_pointn(${line}, 2)::geography)) as direction`,
      );
      const told = z
        .object({ ground: z.number(), grid: z.number(), around: z.number(), direction: z.number() })
        .parse(row);
      expect(areaOf(area) / told.ground).toBeCloseTo(1, 9);
      expect(gridAreaOf(area) / told.grid).toBeCloseTo(1, 7);
      expect(Math.abs(areaOf(area) / told.grid - 1)).toBeLessThan(0.001);
      expect(lengthOf(ring)).toBeCloseTo(told.around, 5);
      expect(bearing(ring[0] ?? [], ring[1] ?? [])).toBeCloseTo(told.direction, 6);
    }
  });

  test('a system by its short name, one that is not offered, and the list of those that are', async () => {
    const exact = await service.json(`${items}?limit=1&crs=EPSG:3006`, pageShape);
    expect(firstCorner(exact.features[0]?.geometry)).toEqual([6_613_000, 617_000]);
    const refused = await service.get(`${items}?crs=${epsg(3021)}`);
    expect(refused.status).toBe(400);
    expect(problemShape.parse(await refused.json()).detail).toMatch(
      /^crs är ".*3021" men ska vara ett av .*EPSG\/0\/3018/,
    );
    const collection = await service.json(
      '/geodata/v1/collections/tatorter',
      z.looseObject({ crs: z.array(z.string()), storageCrs: z.string() }),
    );
    expect(collection.storageCrs).toBe(epsg(3006));
    expect(collection.crs).toHaveLength(16);
    for (const uri of collection.crs)
      expect((await service.get(`${items}?crs=${encodeURIComponent(uri)}`)).status).toBe(200);
  });

  test('bbox is read in its own system, in that system’s axis order', async () => {
    const found = async (query: string) =>
      (await service.json(`${items}?${query}`, pageShape)).features.map(({ id }) => id);
    expect(await found(`bbox=6612990,616990,6613010,617010&bbox-crs=${epsg(3006)}`)).toEqual(['T1']);
    // One metre outside.
    expect(await found(`bbox=6612900,616900,6612999,616999&bbox-crs=${epsg(3006)}`)).toEqual([]);
    expect(await found(`bbox=6600000,170000,6630000,190000&bbox-crs=${epsg(3010)}`)).toEqual(['T1', 'T2']);
    expect(await found(`bbox=59.63,17,59.65,17.1&bbox-crs=${epsg(4326)}`)).toEqual(['T1']);
    expect(await found('bbox=17,59.63,17.1,59.65')).toEqual(['T1']);
    // Larger than the area in which the projection means something.
    expect(await found(`bbox=-9e9,-9e9,9e9,9e9&bbox-crs=${epsg(3006)}`)).toEqual(['T1', 'T2']);
    const swapped = await service.get(`${items}?bbox=6613010,616990,6612990,617010&bbox-crs=${epsg(3006)}`);
    expect(problemShape.parse(await swapped.json()).detail).toContain('syd,väst,nord,öst');
  });

  test('one feature, too, comes in the system that was asked for', async () => {
    const answer = await service.get(`${items}/T2?crs=${epsg(3006)}`);
    expect(answer.headers.get('content-crs')).toBe(`<${epsg(3006)}>`);
    const { geometry } = z.looseObject({ geometry: z.unknown() }).parse(await answer.json());
    expect(firstCorner(geometry)).toEqual([6_623_000, 617_000]);
  });

  test('JSON-FG has the geometry twice: in the system that was asked for, and in degrees', async () => {
    const page = await service.json(
      `${items}?limit=1&f=jsonfg&crs=EPSG:3006`,
      z.looseObject({
        conformsTo: z.array(z.string()),
        coordRefSys: z.literal(epsg(3006)),
        featureType: z.literal('tatorter'),
        features: z.array(z.looseObject({ place: z.unknown(), geometry: z.unknown(), time: z.null() })),
      }),
    );
    expect(firstCorner(page.features[0]?.place)).toEqual([6_613_000, 617_000]);
    expect(firstCorner(page.features[0]?.geometry)?.[0]).toBeCloseTo(17.0752, 3);
  });
});

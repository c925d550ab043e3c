import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { fromTables } from '../../server/datasets/select.ts';
import type { FilterCrs } from '../../server/filter/index.ts';
import { parseFilter } from '../../server/filter/index.ts';
import { eachDatabase } from '../setup/databases.ts';
import { complaint, crs84, type FilterPlace, hardRows, openFilterPlace, places, sweref } from '../setup/filtering.ts';

const wgs84: FilterCrs = { srid: 4326, flipped: true };
const mercator: FilterCrs = { srid: 3857, flipped: false };
const northEast: FilterCrs = { srid: 3006, flipped: true };
const local: FilterCrs = { srid: 3010, flipped: true };

/** 1 a point, 2 a square whose corner it is, 3 nothing, 4 a line through the square, 5 a square to the east of 2. */
const rows = `insert into public.platser (nyckel, geom) values
  (1, st_geomfromtext('POINT(600000 6600000)', 3006)),
  (2, st_geomfromtext('POLYGON((600000 6600000,600100 6600000,600100 6600100,600000 6600100,600000 6600000))', 3006)),
  (3, null),
  (4, st_geomfromtext('LINESTRING(599900 6600050,600200 6600050)', 3006)),
  (5, st_geomfromtext('POLYGON((600100 6600000,600200 6600000,600200 6600100,600100 6600100,600100 6600000))', 3006))`;

const square = 'POLYGON((600000 6600000,600100 6600000,600100 6600100,600000 6600100,600000 6600000))';

const relations: Record<string, number[]> = {
  'S_INTERSECTS(geometry, POINT(600000 6600000))': [1, 2],
  'S_INTERSECTS(geom, BBOX(600150, 6600000, 600160, 6600010))': [5],
  'S_INTERSECTS(geom, BBOX(600150, 6600040, -5, 600160, 6600060, 5))': [4, 5],
  [`S_DISJOINT(geom, ${square})`]: [],
  'S_DISJOINT(geom, POINT(600000 6600000))': [4, 5],
  [`S_EQUALS(geom, ${square})`]: [2],
  [`S_EQUALS(geom, GEOMETRYCOLLECTION(${square}, POINT(600050 6600050)))`]: [2],
  [`S_EQUALS(geom, GEOMETRYCOLLECTION(${square}, POINT(0 0)))`]: [],
  [`S_TOUCHES(geom, ${square})`]: [1, 5],
  [`S_CROSSES(geom, ${square})`]: [4],
  'S_CROSSES(geom, LINESTRING(600050 6599000, 600050 6601000))': [2, 4],
  'S_WITHIN(geom, BBOX(600000, 6600000, 600200, 6600100))': [2, 5],
  [`S_WITHIN(geom, GEOMETRYCOLLECTION(${square}, LINESTRING(0 0, 1 1)))`]: [2],
  'S_CONTAINS(geom, POINT(600050 6600050))': [2, 4],
  'S_CONTAINS(geom, MULTIPOINT(600050 6600050, 600060 6600050))': [2, 4],
  'S_CONTAINS(geom, GEOMETRYCOLLECTION(POINT(600050 6600050), LINESTRING(600020 6600050, 600030 6600050)))': [2, 4],
  'S_OVERLAPS(geom, BBOX(600050, 6600000, 600150, 6600100))': [2, 5],
  'S_EQUALS(geom, geometry)': [1, 2, 4, 5],
  // crosses itself: mended, two triangles
  'S_INTERSECTS(geom, POLYGON((600110 6600010,600190 6600090,600190 6600010,600110 6600090,600110 6600010)))': [4, 5],
  'S_INTERSECTS(POINT(1 1), BBOX(0, 0, 2, 2))': [1, 2, 3, 4, 5],
  'S_INTERSECTS(geom, BBOX(600000, 6600000, 600000, 6600000))': [1, 2],
  'NOT S_INTERSECTS(geom, POINT(600000 6600000))': [4, 5],
};

eachDatabase('spatial filter', (kind) => {
  let place: FilterPlace;
  beforeAll(async () => {
    place = await openFilterPlace(kind);
    await place.query(rows);
  });
  afterAll(() => place?.remove());

  test('all eight operators', async () => {
    const found: Record<string, number[]> = {};
    for (const filter of Object.keys(relations)) found[filter] = await place.keys(filter);
    expect(found).toEqual(relations);
  });

  test('coordinates in the axis order of the CRS', async () => {
    const [corner] = await place.query(`select st_x(d) as longitude, st_y(d) as latitude, st_x(m) as x, st_y(m) as y,
        st_x(l) as east, st_y(l) as north
      from (select st_transform(p, 4326) as d, st_transform(p, 3857) as m, st_transform(p, 3010) as l
        from (select st_setsrid(st_makepoint(600150, 6600020), 3006) as p) one) all_`);
    const { longitude, latitude, x, y, east, north } = corner ?? {};
    const at = (first: unknown, second: unknown, crs: FilterCrs) =>
      place.keys(`S_INTERSECTS(geom, POINT(${first} ${second}))`, { crs });
    expect(await at(longitude, latitude, crs84)).toEqual([5]);
    expect(await at(latitude, longitude, wgs84)).toEqual([5]);
    expect(await at(x, y, mercator)).toEqual([5]);
    expect(await at(north, east, local)).toEqual([5]);
    expect(await at(6600020, 600150, northEast)).toEqual([5]);
    expect(await at(600150, 6600020, northEast)).toEqual([]);
  });

  test('the whole world, half of it and the other side of it', async () => {
    const all = [1, 2, 4, 5];
    expect(await place.keys('S_INTERSECTS(geom, BBOX(-180,-90,180,90))', { crs: crs84 })).toEqual(all);
    expect(await place.keys('S_WITHIN(geom, BBOX(-90,-180,90,180))', { crs: wgs84 })).toEqual(all);
    expect(
      await place.keys('S_WITHIN(geom, POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90)))', { crs: crs84 }),
    ).toEqual(all);
    expect(await place.keys('S_INTERSECTS(geom, BBOX(-2e7,-2e7,2e7,2e7))', { crs: mercator })).toEqual(all);
    expect(await place.keys('S_INTERSECTS(geom, BBOX(170,-90,20,90))', { crs: crs84 })).toEqual(all);
    expect(await place.keys('S_INTERSECTS(geom, BBOX(170,-90,-20,90))', { crs: crs84 })).toEqual([]);
    expect(await place.keys('S_DISJOINT(geom, POINT(-120 -30))', { crs: crs84 })).toEqual(all);
    expect(
      await place.keys('S_INTERSECTS(geom, GEOMETRYCOLLECTION(POINT(-120 -30), POINT(17 59)))', { crs: crs84 }),
    ).toEqual([]);
  });

  test('an edge along a parallel stays there', async () => {
    // On 60° N between 12° and 22° E a straight line in SWEREF 99 TM would pass kilometres to the north.
    await place.query(`insert into public.platser (nyckel, geom)
      select 10 + n, st_transform(st_setsrid(st_makepoint(17, 60 + n * 0.0001), 4326), 3006) from generate_series(-1, 1) n`);
    const north = 'id > 5 AND S_INTERSECTS(geom, BBOX(12, 59.9, 22, 60.00005))';
    expect(await place.keys(north, { crs: crs84 })).toEqual([9, 10]);
    const south = 'id > 5 AND S_INTERSECTS(geom, POLYGON((12 59.99995, 22 59.99995, 22 61, 12 61, 12 59.99995)))';
    expect(await place.keys(south, { crs: crs84 })).toEqual([10, 11]);
    await place.query('delete from public.platser where nyckel > 5');
  });

  test('an index on the geometry is used', async () => {
    await place.query('create index on public.platser using gist (geom)');
    const { condition } = parseFilter('S_WITHIN(geom, BBOX(17, 59, 18, 60))', 'cql2-text', places, crs84);
    const plan = await place.database.transaction(async (tx) => {
      await tx.query(sql`set local enable_seqscan = off`);
      return tx.query(sql`explain select from ${fromTables(places)} where ${condition}`);
    });
    expect(JSON.stringify(plan)).toContain('Index Cond: (geom && ');
  });

  test('coordinates that are nowhere are told', () => {
    expect(complaint('S_WITHIN(geom, POINT(17 59))', { crs: sweref })).toBe('ingenting är fel');
    expect(complaint('S_WITHIN(geom, POINT(1e10 59))', { crs: northEast })).toBe(
      'Tecken 16: öst 59, nord 10000000000 finns inte. Ordningen är nord, öst; ett annat koordinatsystem anges med filter-crs.',
    );
    expect(complaint('S_WITHIN(geom, POINT(17 95))', { crs: crs84 })).toMatch(/latitud 95 finns inte/);
    expect(complaint('S_WITHIN(geom, BBOX(3, 2, 1, 4))', { crs: sweref })).toBe(
      'Tecken 16: BBOX börjar med det nedre hörnet, men 3, 2, 1, 4 gör inte det.',
    );
  });

  test('a literal that GEOS refuses is no error, also where an exception of GEOS is none', async () => {
    // ST_UnaryUnion of it raises a TopologyException in GEOS 3.14.
    const wild = `GEOMETRYCOLLECTION(
      MULTIPOLYGON(((600200 6600200,600400 6600300,600400 6600200,600000 6600300,600200 6600200),
        (600100 6600000,600000 6600000,600200 6600100,600100 6600000)),
        ((600300 6600000,600200 6600300,600200 6600000,600000 6600400,600000 6600400,600300 6600000))),
      MULTILINESTRING((600000 6600100,600100 6600300,600200 6600100),(600400 6600100,600000 6600300,600400 6600400)),
      MULTIPOINT(600100 6600400))`;
    for (const operator of ['INTERSECTS', 'DISJOINT', 'EQUALS', 'TOUCHES', 'WITHIN']) {
      expect(await place.keys(`S_${operator}(geom, ${wild})`)).toBeInstanceOf(Array);
      expect(await place.keys(`S_${operator}(${wild}, geom)`)).toBeInstanceOf(Array);
    }
  });

  test('a table with geometry that GEOS refuses', async () => {
    await place.query(`delete from public.platser; ${hardRows}`);
    // 4 a bow tie, 5 a collection, 6 a circle, 7 doubled, 10 a TIN, 11 in another system
    expect(await place.keys('S_INTERSECTS(geom, BBOX(599950, 6599950, 600050, 6600050))')).toEqual(
      expect.arrayContaining([1, 4, 5, 6, 7, 8]),
    );
    for (const name of ['CONTAINS', 'CROSSES', 'DISJOINT', 'EQUALS', 'INTERSECTS', 'OVERLAPS', 'TOUCHES', 'WITHIN']) {
      await place.keys(`S_${name}(geom, GEOMETRYCOLLECTION(${square}, LINESTRING(600050 6600050, 600500 6600050)))`);
    }
    expect(await place.keys('S_WITHIN(geom, BBOX(599000, 6599000, 601000, 6601000))')).toEqual(
      expect.arrayContaining([1, 4, 5, 6, 7, 8]),
    );
  });
});

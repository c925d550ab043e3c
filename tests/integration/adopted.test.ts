import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adoptFile, adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { facets } from '../../server/ogc-api/documents.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { readDefinition } from '../setup/openapi.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape, tileJsonShape } from '../setup/shapes.ts';

const tables = raw(`
  create table public.trad (nr integer primary key, art text, hemligt text, geom geometry(Point, 3010));
  insert into public.trad values (1, 'Zebragran', 'hemligt x', 'SRID=3010;POINT(182600 6613600)'), (2, 'Al', 'y', 'SRID=3010;POINT(182700 6613600)');
  create table public.sjuk (id integer primary key, geom geometry(Geometry, 4326));
  insert into public.sjuk values (1, 'SRID=4326;POINT(6613000 616000)'), (2, 'SRID=4326;POINT(17.07 59.63)'),
    (3, 'SRID=4326;POINT(NaN NaN)'), (4, 'SRID=4326;CURVEPOLYGON(CIRCULARSTRING(17 59, 17.1 59.1, 17.2 59, 17.1 58.9, 17 59))');
  create table public.nyckellos (nr integer, geom geometry(Point, 3006));
  insert into public.nyckellos values (1, 'SRID=3006;POINT(617000 6613000)');
  create table public.delad (id integer, geom geometry(Point, 3006)) partition by range (id);
  create table public.delad_1 partition of public.delad for values from (0) to (100);`);

/** Tables that belong to somebody else, adopted and published while the service runs. */
eachDatabase('an adopted table', (kind) => {
  let service: TestService;
  let stopWatching: () => void;
  const told: string[] = [];
  const query = (text: string) => service.service.database.query(raw(text));

  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(tables);
    mkdirSync(service.place.config.datasetsDir, { recursive: true });
    stopWatching = watchDefinitions(service.service, (text) => told.push(text));
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  afterAll(async () => {
    stopWatching?.();
    await service?.stop();
  });

  const fileOf = (id: string) => join(service.place.config.datasetsDir, `${id}.json`);

  /** Adopts, fills in what only the owner knows, and waits until the service has read it. */
  async function publish(table: string, id: string, changes: object = {}, options = {}): Promise<void> {
    const result = await adoptTable(service.service.database, table, { id, ...options });
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    const words = { title: { sv: id, en: id }, informationsagare: 'kommun', licence: 'CC0-1.0' };
    const read = () => told.filter((text) => text.includes('lästa på nytt')).length;
    const before = read();
    writeFileSync(fileOf(id), JSON.stringify({ ...JSON.parse(result.adopted.json), ...words, ...changes }));
    await expect.poll(read, { timeout: 15_000 }).toBeGreaterThan(before);
  }

  const items = (id: string) => service.json(`/geodata/v1/collections/${id}/items?limit=100`, pageShape);
  const statusOf = async (path: string) => (await service.get(path)).status;
  const point = async (id: string) => {
    const { tiles } = await service.json(`/tiles/${id}.json`, tileJsonShape);
    const address = new URL((tiles[0] ?? '').replace('{z}/{x}/{y}', '12/2242/1197'));
    const answer = await service.get(address.pathname + address.search);
    return decodeTile(new Uint8Array(await answer.arrayBuffer()))[id] ?? [];
  };

  test('what is not public is nowhere: not in tiles, items, files, style, or the list behind the map', async () => {
    await publish('public.trad', 'trad');
    for (const path of [
      '/geodata/v1/collections/trad/items',
      '/geodata/v1/collections/trad/items/1',
      '/downloads/trad.geojson',
      '/datasets/trad/series.json',
      '/datasets.json',
      '/styles/karta.json',
    ]) {
      const text = await (await service.get(path)).text();
      expect(text, path).not.toMatch(/Zebragran|hemligt|"art"/);
    }
    expect(Object.keys((await point('trad'))[0]?.properties ?? {})).toEqual([]);
  });

  test('facets tell no row or field that is not public, and none that nobody filters by', async () => {
    await query(`
      create table public.brunn (id integer primary key, slag text, agare text, djup double precision, borrad date,
        niva bigint, synlig boolean, geom geometry(Point, 3006));
      insert into public.brunn select n, 'slag ' || n % 3, 'ägare ' || n,
        case n when 3 then 'NaN'::float8 when 4 then 'Infinity' when 5 then null else n end,
        case n when 6 then 'infinity'::date when 7 then '-infinity' when 8 then '2024-05-01 BC' else date '2024-01-15' + n end,
        n * 1000000000000000::bigint, true, 'SRID=3006;POINT(617000 6613000)' from generate_series(1, 20) n;
      insert into public.brunn values (99, 'hemligt slag', 'hemlig ägare', 9999, '1850-01-01', -5, false, null)`);
    const drafted = await adoptTable(service.service.database, 'public.brunn', { public: 'all' });
    if ('refused' in drafted) throw new Error(drafted.refused.reason.sv);
    const { fields } = z
      .looseObject({ fields: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(drafted.adopted.json));
    await publish('public.brunn', 'brunn', {
      publicRows: [{ field: 'synlig', in: [true] }],
      fields: fields.map((field) => ({
        ...field,
        public: field.name !== 'synlig',
        ...(field.name === 'agare' ? { filterable: false } : {}),
      })),
    });
    const address = '/geodata/v1/collections/brunn/facets?f=json';
    const answer = await service.json(address, facets);
    expect(answer.facets.map(({ property }) => property)).toEqual(['id', 'slag', 'djup', 'borrad', 'niva']);
    expect(JSON.stringify(answer)).not.toMatch(/hemlig|ägare|9999|1850|"-5/);
    expect(answer.numberMatched).toBe(20);
    const found = (name: string) => answer.facets.find(({ property }) => property === name);
    expect(found('slag')).toMatchObject({ kind: 'values', values: [{ count: 7 }, { count: 7 }, { count: 6 }] });
    // What is no number or day of a calendar has no bar, and is not forgotten.
    expect(found('djup')).toMatchObject({ least: 1, most: 20, missing: 1, others: 2 });
    expect(found('borrad')).toMatchObject({ least: '2024-01-16', most: '2024-02-04', missing: 0, others: 3 });
    expect(found('borrad')).toMatchObject({ every: { unit: 'month', count: 1 }, bars: [{ count: 13 }, { count: 4 }] });
    for (const name of ['agare', 'synlig', 'geom']) expect(await statusOf(`${address}&facets=${name}`)).toBe(400);
    expect(await statusOf(`${address}&filter=${encodeURIComponent("agare = 'x'")}`)).toBe(400);
  });

  test('small numbers are hidden where the definition says so, and told to be', async () => {
    await query(`
      create table public.besok (id integer primary key, plats text, antal integer, ar integer, geom geometry(Point, 3006));
      insert into public.besok select n, 'plats ' || n, n % 23, 2026, 'SRID=3006;POINT(617000 6613000)' from generate_series(1, 200) n;
      insert into public.besok values (201, 'okänt', null, 2026, 'SRID=3006;POINT(617000 6613000)')`);
    const protect = { antal: { below: 5, method: 'suppress', same: ['plats'] } };
    const drafted = await adoptTable(service.service.database, 'public.besok', { public: 'all' });
    if ('refused' in drafted) throw new Error(drafted.refused.reason.sv);
    const { fields } = z
      .looseObject({ fields: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(drafted.adopted.json));
    await publish('public.besok', 'besok', {
      protect,
      fields: fields.map((field) => ({ ...field, public: true, tile: { minzoom: 0 } })),
    });
    const shape = z.looseObject({ id: z.number(), antal: z.number().nullable(), antal_skydd: z.string().nullable() });
    const { features } = await service.json('/geodata/v1/collections/besok/items?limit=1000', pageShape);
    const rows = features.map(({ properties }) => shape.parse(properties));
    expect(rows.find(({ id }) => id === 201)).toMatchObject({ antal: null, antal_skydd: null });
    const known = rows.filter(({ id }) => id !== 201);
    for (const { antal, antal_skydd } of known) {
      expect(antal_skydd).toBe(antal === null ? 'dolt' : 'avrundat');
      if (antal !== null) expect([antal % 5, antal > 5]).toEqual([0, true]);
    }
    for (const { id, antal } of known.filter(({ id }) => id % 23 === 0)) expect([id, antal]).toEqual([id, null]);
    const hidden = known.filter(({ antal }) => antal === null);
    expect(hidden.length).toBeGreaterThan(30);
    const filtered = async (filter: string) =>
      (
        await service.json(
          `/geodata/v1/collections/besok/items?limit=1&filter=${encodeURIComponent(filter)}`,
          pageShape,
        )
      ).numberMatched;
    expect(await filtered("antal_skydd = 'dolt'")).toBe(hidden.length);
    expect(await filtered('antal IS NULL')).toBe(hidden.length + 1);
    expect(await filtered('antal < 6')).toBe(0);
    const inTile = new Map((await point('besok')).map(({ properties }) => [properties.id, properties]));
    for (const { id, antal, antal_skydd } of rows) {
      expect(inTile.get(id)?.antal_skydd ?? null).toBe(antal_skydd);
      expect(inTile.get(id)?.antal ?? null).toBe(antal);
    }
  });

  test('a newer version of an adopted file shows in tiles and items, and what was before is remembered', async () => {
    const file = join(service.place.config.dataDir, 'stubbar.geojson');
    const write = (...stumps: [nr: number, art: string][]) =>
      writeFileSync(
        file,
        JSON.stringify({
          type: 'FeatureCollection',
          features: stumps.map(([nr, art]) => ({
            type: 'Feature',
            properties: { nr, art },
            geometry: {
              type: 'Polygon',
              coordinates: [[17.07, 17.08, 17.08, 17.07].map((east, at) => [east, 59.63 + ((at % 3) * nr) / 1000])],
            },
          })),
        }),
      );
    write([1, 'Al'], [2, 'Ask']);
    const before = told.length;
    const result = await adoptFile(service.service.database, file, { public: 'all' });
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    const words = { title: { sv: 'Stubbar', en: 'Stumps' }, informationsagare: 'kommun', licence: 'CC0-1.0' };
    writeFileSync(fileOf('stubbar'), JSON.stringify({ ...JSON.parse(result.adopted.json), ...words }));
    await expect.poll(() => told.length, { timeout: 15_000 }).toBeGreaterThan(before);
    expect(await point('stubbar')).toHaveLength(2);
    write([2, 'Alm'], [3, 'Lind']);
    const { definitions } = loadRegistry(service.place.config.datasetsDir);
    const report = await publishFile(service.service.database, definitions, {
      dataset: 'stubbar',
      file,
      replace: true,
      allowDeletes: true,
    });
    expect(report.datasets[0]).toMatchObject({ inserted: 1, updated: 1, deleted: 1 });
    expect((await point('stubbar')).map(({ properties }) => properties?.art).sort()).toEqual(['Alm', 'Lind']);
    expect((await items('stubbar')).features.map(({ id }) => id)).toEqual(['2', '3']);
    // What was made ready before is what the triggers make, and is not left lying.
    const made = await query('select * from allmanning.tile_stubbar order by key');
    expect(made).toHaveLength(2);
    expect(await query('select key from allmanning.tile_stubbar_prepared')).toEqual([]);
    await query('update public.stubbar set geom = geom');
    expect(await query('select * from allmanning.tile_stubbar order by key')).toEqual(made);
    expect(await query(`select count(*)::int as count from allmanning.changes where dataset = 'stubbar'`)).toEqual([
      { count: 5 },
    ]);
  });

  test('what is odd in a table is as the schemas say: nulls in lists and fields, points that are nowhere', async () => {
    await query(`create table public.udda (id integer primary key, taggar text[], antal integer, geom geometry(Point, 3006));
      insert into public.udda values (1, '{NULL,a}', null, 'SRID=3006;POINT EMPTY'), (2, null, 3, null)`);
    const field = { title: { sv: '', en: '' }, public: true };
    await publish('public.udda', 'udda', {
      fields: [
        { ...field, name: 'id', type: 'integer' },
        { ...field, name: 'taggar', type: 'list' },
        { ...field, name: 'antal', type: 'integer' },
      ],
    });
    const described = readDefinition(await (await service.get('/geodata/v1/api?f=json')).text());
    const ajv = formats.default(new Ajv2020({ strict: false }));
    const schema = await service.json('/geodata/v1/collections/udda/schema', z.looseObject({}));
    for (const format of ['geojson', 'jsonfg']) {
      const answer = await service.get(`/geodata/v1/collections/udda/items?f=${format}`);
      const mediaType = answer.headers.get('Content-Type')?.replace(/;.*/, '') ?? '';
      const body: unknown = await answer.json();
      const { features } = pageShape.parse(body);
      const [operation] = described.operations.filter(({ id }) => id === 'uddaItems');
      expect(operation && described.faultOf(operation, 200, mediaType, body)).toBe('');
      expect(features.map(({ properties }) => ajv.validate(schema, properties) || ajv.errors)).toEqual([true, true]);
    }
  });

  test('an edit by its owner shows in tiles and items', async () => {
    await query(`insert into public.trad values (3, 'Ask', 'z', 'SRID=3010;POINT(182800 6613600)')`);
    expect(await point('trad')).toHaveLength(3);
    expect((await items('trad')).numberMatched).toBe(3);
  });

  test('a second definition of the same table does not loosen the first', async () => {
    await publish('public.trad', 'trad2');
    await query(`delete from public.trad where nr = 3`);
    expect(await point('trad')).toHaveLength(2);
    expect(await point('trad2')).toHaveLength(2);
    rmSync(fileOf('trad2'));
    await expect.poll(() => statusOf('/geodata/v1/collections/trad2'), { timeout: 15_000 }).toBe(404);
    await query(`insert into public.trad values (4, 'Alm', 'z', 'SRID=3010;POINT(182800 6613600)')`);
    expect(await point('trad')).toHaveLength(3);
  });

  test('rows with impossible geometry are left out of the map, and keep nobody else away', async () => {
    await publish('public.sjuk', 'sjuk');
    const { features } = await items('sjuk');
    expect(features.map(({ id, geometry }) => [id, geometry?.type ?? null])).toEqual([
      ['1', null],
      ['2', 'Point'],
      ['3', null],
      ['4', 'Polygon'],
    ]);
    expect((await service.json('/tiles/sjuk.json', tileJsonShape)).bounds?.every(Number.isFinite)).toBe(true);
    expect(await statusOf('/geodata/v1/collections')).toBe(200);
    // Its owner goes on editing as before.
    await query(`insert into public.sjuk values (5, 'SRID=4326;POINT(9e9 9e9)')`);
    expect((await items('sjuk')).numberMatched).toBe(5);
  });

  test('a key that stops being unique never stops its owner', async () => {
    await publish('public.nyckellos', 'nyckellos', {}, { key: 'nr' });
    await query(
      `insert into public.nyckellos values (1, 'SRID=3006;POINT(617100 6613000)'), (null, null), (2, 'SRID=3006;POINT(617200 6613000)')`,
    );
    expect(await point('nyckellos')).toHaveLength(3);
  });

  test('a field named like a parameter of the API does not take it over, and is reached by filter', async () => {
    await query(`create table public.granser (id integer primary key, "limit" integer, geom geometry(Point, 3006));
      insert into public.granser select n, n * 10, 'SRID=3006;POINT(617000 6613000)' from generate_series(1, 5) n`);
    const { adopted } = z
      .object({ adopted: z.object({ json: z.string() }) })
      .parse(await adoptTable(service.service.database, 'public.granser', { id: 'granser' }));
    const { fields } = z.looseObject({ fields: z.array(z.looseObject({})) }).parse(JSON.parse(adopted.json));
    await publish('public.granser', 'granser', { fields: fields.map((one) => ({ ...one, public: true })) });
    const page = (query: string) => service.json(`/geodata/v1/collections/granser/items?${query}`, pageShape);
    expect((await page('limit=2')).features).toHaveLength(2);
    const filtered = await page(`filter=${encodeURIComponent('"limit"=30')}`);
    expect(filtered.features.map(({ properties }) => properties.id)).toEqual([3]);
  });

  test('rows put straight into a partition are there at once', async () => {
    await publish('public.delad', 'delad', {}, { key: 'id' });
    await query(`insert into public.delad_1 values (1, 'SRID=3006;POINT(617000 6613000)')`);
    expect(await point('delad')).toHaveLength(1);
  });

  test('a table that is dropped and made anew is read anew; one that is gone takes nobody with it', async () => {
    const before = told.length;
    await query(`begin; drop table public.trad; create table public.trad (nr integer primary key, art text, hemligt text, geom geometry(Point, 3010));
      insert into public.trad values (9, 'Lind', 'x', 'SRID=3010;POINT(182600 6613600)'); commit`);
    await expect.poll(() => told.length, { timeout: 15_000 }).toBeGreaterThan(before);
    expect(await point('trad')).toHaveLength(1);
    await query(`insert into public.trad values (10, 'Sälg', 'x', 'SRID=3010;POINT(182650 6613600)')`);
    expect(await point('trad')).toHaveLength(2);
    await query('drop table public.trad');
    await expect.poll(() => statusOf('/geodata/v1/collections/trad'), { timeout: 15_000 }).toBe(404);
    expect(await statusOf('/geodata/v1/collections')).toBe(200);
    expect(told.join('\n')).toContain('tabellen public.trad finns inte');
  });

  test('a dataset whose column is renamed is withdrawn with the reason, alone, and back when the column is', async () => {
    await query(`create table public.pumpar (id integer primary key, namn text, geom geometry(Point, 3006));
      insert into public.pumpar values (1, 'Pump', 'SRID=3006;POINT(617000 6613000)')`);
    await publish('public.pumpar', 'pumpar');
    expect(await statusOf('/geodata/v1/collections/pumpar/items')).toBe(200);
    await query('alter table public.pumpar rename namn to benamning');
    await expect.poll(() => statusOf('/geodata/v1/collections/pumpar/items'), { timeout: 15_000 }).toBe(404);
    const health = z.looseObject({ withdrawn: z.record(z.string(), z.array(z.string())) });
    const { withdrawn } = await service.json('/health/ready', health);
    expect(withdrawn.pumpar).toEqual(['public.pumpar har ingen kolumn namn']);
    expect(await statusOf('/geodata/v1/collections/detaljplaner/items')).toBe(200);
    expect(await statusOf('/geodata/v1/collections')).toBe(200);
    await query('alter table public.pumpar rename benamning to namn');
    await expect.poll(() => statusOf('/geodata/v1/collections/pumpar/items'), { timeout: 15_000 }).toBe(200);
    expect(await point('pumpar')).toHaveLength(1);
  });

  test('another definition of a table cannot let out the rows that the first keeps inside', async () => {
    await query(`insert into public.exploateringsomraden (namn, skede, synlighet, geom) values
      ('Hemligt', 'idé', 'intern', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)))`);
    await publish('public.exploateringsomraden', 'projekt2', {}, { public: ['namn'] });
    expect(await statusOf('/geodata/v1/collections/projekt2')).toBe(404);
    expect(told.at(-1) ?? '').toContain('lästa på nytt');
    expect(told.join('\n')).toContain('exploateringsomraden, vars villkor gäller');
    const series = await service.json(
      '/datasets/exploateringsomraden/series.json',
      z.looseObject({ titles: z.record(z.string(), z.string()) }),
    );
    expect(Object.values(series.titles)).toEqual([]);
  });
});

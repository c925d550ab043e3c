import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape } from '../setup/shapes.ts';

/** Neighbours beyond 2^53, which JavaScript takes for one another, and the ends of bigint. */
const numbers = ['7', '9007199254740992', '9007199254740993', '9223372036854775807', '-9223372036854775808'] as const;

eachDatabase('an adopted table with whole numbers beyond 2^53 and times without a zone', (kind) => {
  let service: TestService;
  let stop: () => void;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    const { database } = service.service;
    await database.query(
      raw(`
      create table public.stora (id bigint primary key, antal bigint, tid timestamp, geom geometry(Point, 3006));
      insert into public.stora
        select n, n, timestamp '2026-07-01 02:30:00.123456', 'SRID=3006;POINT(617000 6613000)'
        from unnest('{${numbers.join()}}'::bigint[]) n;
      update public.stora set tid = '2026-01-01 02:30' where id = 7`),
    );
    const { datasetsDir } = service.place.config;
    mkdirSync(datasetsDir, { recursive: true });
    const told: string[] = [];
    stop = watchDefinitions(service.service, (text) => told.push(text));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const result = await adoptTable(database, 'public.stora', { id: 'stora', public: 'all' });
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    expect(result.adopted.notes.map(({ sv }) => sv).join()).toContain('Tiderna i tid har ingen zon');
    const words = { title: { sv: 'Stora', en: 'Large' }, informationsagare: 'kommun', licence: 'CC0-1.0' };
    writeFileSync(join(datasetsDir, 'stora.json'), JSON.stringify({ ...JSON.parse(result.adopted.json), ...words }));
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), { timeout: 60_000 });
  });
  afterAll(async () => {
    stop?.();
    await service?.stop();
  });

  const bytes = async (path: string) => {
    const answer = await service.get(path);
    expect(answer.status, path).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const items = '/geodata/v1/collections/stora/items';

  test.each([
    'stora.csv',
    'stora.excel.csv',
    'stora.geojson',
    'stora.geojsonl',
    'stora.fg.json',
    'stora.gml',
    'stora.kml',
  ])('%s has every digit', async (file) => {
    const text = (await bytes(`/downloads/${file}`)).toString();
    for (const number of numbers) expect(text).toMatch(new RegExp(`[^\\d-]${number}[^\\d]`));
  });

  test('binary formats hold them as 64-bit numbers', async () => {
    const parquet = new Uint8Array(await bytes('/downloads/stora.parquet')).buffer;
    const read = await parquetReadObjects({ file: parquet });
    expect(read.map(({ antal }) => String(antal)).sort()).toEqual([...numbers].sort());
    const flatgeobuf = await bytes('/downloads/stora.fgb');
    const geopackage = await bytes('/downloads/stora.gpkg');
    for (const number of numbers.slice(1)) {
      const wide = Buffer.alloc(8);
      wide.writeBigInt64LE(BigInt(number));
      expect(flatgeobuf.includes(wide), `fgb ${number}`).toBe(true);
      wide.writeBigInt64BE(BigInt(number));
      expect(geopackage.includes(wide), `gpkg ${number}`).toBe(true);
    }
  });

  test.each([
    ...[
      'antal = 9007199254740993',
      'antal IN (9007199254740993)',
      'antal BETWEEN 9007199254740993 AND 9007199254740993',
    ],
    ...['antal > 9007199254740992 AND antal < 9007199254740994'],
    '{"op":"=","args":[{"property":"antal"},9007199254740993]}',
    '{"op":"in","args":[{"property":"antal"},[9007199254740993]]}',
  ])('a filter finds the row that it names and not its neighbour: %s', async (filter) => {
    const { features } = await service.json(`${items}?filter=${encodeURIComponent(filter)}`, pageShape);
    expect(features.map(({ id }) => id)).toEqual(['9007199254740993']);
  });

  test('so does the field’s own parameter, and a number that no row can have finds nothing', async () => {
    const ids = async (query: string) =>
      (await service.json(`${items}?${query}`, pageShape)).features.map(({ id }) => id);
    expect(await ids('antal=9007199254740993')).toEqual(['9007199254740993']);
    expect(await ids('antal=-9223372036854775808')).toEqual(['-9223372036854775808']);
    expect(await ids('filter=antal%3D-9223372036854775808')).toEqual(['-9223372036854775808']);
    expect(await ids('filter=antal%3D92233720368547758080')).toEqual([]);
  });

  test('a time without a zone is that of clocks here, in summer and in winter, to the microsecond', async () => {
    const { features } = await service.json(`${items}?sortby=tid`, pageShape);
    expect([features[0]?.properties.tid, features[1]?.properties.tid]).toEqual([
      '2026-01-01T01:30:00Z',
      '2026-07-01T00:30:00.123456Z',
    ]);
    const filter = encodeURIComponent("tid = TIMESTAMP('2026-01-01T01:30:00Z')");
    expect((await service.json(`${items}?filter=${filter}`, pageShape)).numberMatched).toBe(1);
    const parquet = new Uint8Array(await bytes('/downloads/stora.parquet')).buffer;
    const times = await parquetReadObjects({
      file: parquet,
      columns: ['tid'],
      parsers: { timestampFromMicroseconds: BigInt },
    });
    expect(new Set(times.map(({ tid }) => String(tid)))).toEqual(new Set(['1767231000000000', '1782865800123456']));
  });

  test('two filters that differ in the last digit are two', async () => {
    const tile = (number: string) =>
      bytes(`/tiles/stora/12/2242/1197.mvt?filter=${encodeURIComponent(`antal = ${number}`)}`);
    const [one, other] = [await tile('9007199254740992'), await tile('9007199254740993')];
    expect(one.equals(other)).toBe(false);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptOptions, adoptFile, adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { type Definition, definitionSchema } from '../../server/datasets/definition.ts';
import type { PublishOptions } from '../../server/publishing/options.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

const folder = mkdtempSync(join(tmpdir(), 'allmanning-again-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: object | string): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

type Feature = readonly [properties: object, geometry: object | null];

function collection(features: readonly Feature[], srid = 3006): object {
  return {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${srid}` } },
    features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
  };
}

const point = (east: number) => ({ type: 'Point', coordinates: [east, 6613000] });

/** What the owner would write into the draft. */
function filledIn(json: string): Definition {
  const words = { title: { sv: 'Titel', en: 'Title' }, informationsagare: 'kommun', licence: 'CC0-1.0' };
  return definitionSchema.parse({ ...JSON.parse(json), ...words });
}

/** A newer version of the file that a dataset was made of, or a file for a table of somebody else's. */
eachDatabase('an adopted dataset takes a newer file', (kind) => {
  let place: ImportPlace;
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(() => place?.remove());

  const rows = (text: string) => place.database.query(raw(text));

  async function adopt(what: string, options: AdoptOptions & { crs?: string; layer?: string } = {}) {
    const isTable = what.startsWith('public.');
    const result = await (isTable ? adoptTable : adoptFile)(place.database, what, options);
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    return filledIn(result.adopted.json);
  }

  const renew = (definition: Definition, file: string, options: Partial<PublishOptions> = {}) =>
    publishFile(place.database, [...place.definitions, definition], { ...options, dataset: definition.id, file });

  test.each<[string, object, number]>([
    ['brunnar.csv', { crs: 'EPSG:3006' }, 2],
    ['brunnar.xlsx', { crs: 'EPSG:3006' }, 2],
    ['projekt.json', {}, 2],
    ['tatorter_3010.geojson', {}, 1],
    ['omraden_3010.gpkg.zip', {}, 2],
    ['omraden_shp.zip', {}, 2],
    ['ogiltig.geojson', {}, 2],
  ])('%s once more is no difference', async (name, options, count) => {
    const definition = await adopt(fixture(name), { ...options, id: `om_${name.replaceAll('.', '_')}` });
    const report = await renew(definition, fixture(name), options);
    expect(report.errors, JSON.stringify(report.findings)).toBe(0);
    expect(report.datasets[0]).toMatchObject({ rowsRead: count, inserted: 0, deleted: 0 });
    // What is invalid is repaired when it is imported.
    const repaired = report.findings.filter(({ code }) => code === 'geometry-repaired').length;
    expect(report.datasets[0]).toMatchObject({ updated: repaired, unchanged: count - repaired });
  });

  test('a newer file changes what differs and keeps the keys', async () => {
    const first = [
      [
        { Stationsnr: 'A1', 'Djup (m)': 4, namn: 'Ett', Namn: 'ett', delar: ['x', 'y'], stor: 'STOR' },
        point(617000.12345),
      ],
      [{ Stationsnr: 'A2', 'Djup (m)': null, namn: 'Två', Namn: 'två', delar: null, stor: 1 }, null],
      [{ Stationsnr: 'A3', 'Djup (m)': 6, namn: 'Tre', Namn: 'tre', delar: [], stor: 2 }, point(617200)],
    ] as const;
    // JSON of JavaScript has no such number.
    const big = (json: object) => JSON.stringify(json).replaceAll('"STOR"', '9007199254740993');
    const before = written('stationer.geojson', big(collection(first)));
    const definition = await adopt(before);
    expect(definition).toMatchObject({ key: 'stationsnr', table: 'public.stationer' });
    const same = await renew(definition, before);
    expect(same.findings).toEqual([]);
    expect(same.datasets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
    const [one, two, three] = first;
    const newer = [
      one,
      [{ ...two[0], 'Djup (m)': 5 }, point(617100)],
      [{ ...three[0], Stationsnr: 'A4' }, null],
    ] as const;
    const whole = { replace: true, allowDeletes: true };
    const report = await renew(definition, written('stationer.geojson', big(collection(newer))), whole);
    expect(report.findings).toEqual([]);
    expect(report.datasets[0]).toMatchObject({ inserted: 1, updated: 1, deleted: 1, unchanged: 1 });
    expect(
      await rows(`select stationsnr, djup_m, namn, namn_2, delar, stor::text, st_x(geom) as east
        from public.stationer order by stationsnr`),
    ).toEqual([
      {
        stationsnr: 'A1',
        djup_m: 4,
        namn: 'Ett',
        namn_2: 'ett',
        delar: ['x', 'y'],
        stor: '9007199254740993',
        east: 617000.12345,
      },
      { stationsnr: 'A2', djup_m: 5, namn: 'Två', namn_2: 'två', delar: null, stor: '1', east: 617100 },
      { stationsnr: 'A4', djup_m: 6, namn: 'Tre', namn_2: 'tre', delar: null, stor: '2', east: null },
    ]);
  });

  test('rows without a key of their own: an addition is taken, a change only when the file is the whole', async () => {
    const content = (...names: string[]) => collection(names.map((namn) => [{ namn }, point(617000)] as const));
    const definition = await adopt(written('lekplatser.geojson', content('a', 'b', 'b')));
    expect(definition).toMatchObject({ key: 'id', import: { key: 'content' } });
    const keys = () => rows('select id::text, namn from public.lekplatser order by namn, id');
    const kept = await keys();
    const more = await renew(definition, written('lekplatser.geojson', content('b', 'a', 'b', 'c')));
    expect(more.findings).toEqual([]);
    expect(more.datasets[0]).toMatchObject({ inserted: 1, unchanged: 3 });
    expect((await keys()).slice(0, 3)).toEqual(kept);
    const changed = written('lekplatser.geojson', content('a', 'b', 'b', 'd'));
    expect(await renew(definition, changed)).toMatchObject({ refused: true, findings: [{ code: 'rows-without-key' }] });
    expect((await renew(definition, changed, { replace: true, allowDeletes: true })).datasets[0]).toMatchObject({
      inserted: 1,
      deleted: 1,
      unchanged: 3,
    });
  });

  test('a GeoPackage is known by its own row number, when no column is better', async () => {
    const definition = await adopt(fixture('omraden_3010.gpkg.zip'), { id: 'radnummer', key: 'fid' });
    expect(definition.key).toBe('fid');
    await rows(`update public.radnummer set regsonamn = 'Annat'`);
    expect((await renew(definition, fixture('omraden_3010.gpkg.zip'))).datasets[0]).toMatchObject({
      inserted: 0,
      updated: 2,
    });
  });

  test('a file that lacks the key of the table says what to do', async () => {
    const definition = await adopt(fixture('tatorter_3010.geojson'), { id: 'utan_kod' });
    const file = written(
      'utan_kod.geojson',
      collection([
        [
          { namn: 'Byn' },
          {
            type: 'Polygon',
            coordinates: [
              [
                [617000, 6613000],
                [617100, 6613000],
                [617100, 6613100],
                [617000, 6613000],
              ],
            ],
          },
        ],
      ]),
    );
    const report = await renew(definition, file);
    expect(report).toMatchObject({ refused: true, findings: [{ code: 'key-missing', field: 'kod' }] });
    expect(report.findings[0]?.remedy?.sv).toContain('--map kod=<kolumn>');
  });

  test('a table of somebody else: local times, large numbers, arrays, a key that the database counts', async () => {
    await rows(`create table public.matningar (
        nr integer generated always as identity primary key, tid timestamp, stor bigint, antal integer[], exakt numeric(30, 10), klass varchar(3), geom geometry(Point, 3006));
      insert into public.matningar (tid, stor) values ('2024-07-01 02:30:00.123456', 9007199254740993)`);
    const definition = await adopt('public.matningar');
    expect(definition.fields.find(({ name }) => name === 'tid')).toMatchObject({ zone: 'Europe/Stockholm' });
    const csv = (...lines: string[]) =>
      written('matningar.csv', ['nr;tid;stor;antal;exakt;klass', ...lines, ''].join('\n'));
    const file = csv(
      '1;2024-07-01T00:30:00.123456Z;9007199254740993;;;',
      '2;2024-01-01 02:30;-9223372036854775808;1|2;12345678901234567890,0987654321;ab',
      '7;2024-07-01 02:30:00.123456;3;;;',
    );
    const plain = { ...definition, geometry: null };
    const report = await renew(plain, file);
    expect(report.findings).toEqual([]);
    expect(report.datasets[0]).toMatchObject({ inserted: 2, updated: 0, unchanged: 1 });
    expect(
      await rows('select nr, tid::text, stor::text, antal, exakt::text, klass from public.matningar order by nr'),
    ).toEqual([
      { nr: 1, tid: '2024-07-01 02:30:00.123456', stor: '9007199254740993', antal: null, exakt: null, klass: null },
      {
        nr: 2,
        tid: '2024-01-01 02:30:00',
        stor: '-9223372036854775808',
        antal: [1, 2],
        exakt: '12345678901234567890.0987654321',
        klass: 'ab',
      },
      { nr: 7, tid: '2024-07-01 02:30:00.123456', stor: '3', antal: null, exakt: null, klass: null },
    ]);
    expect((await renew(plain, file)).datasets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
    // Its owner goes on counting after the file's keys.
    expect(await rows('insert into public.matningar (klass) values (null) returning nr')).toEqual([{ nr: 8 }]);
    const keyless = written('matningar.csv', 'tid;stor\n2024-01-01;4\n');
    expect(await renew(plain, keyless)).toMatchObject({ refused: true, findings: [{ code: 'key-missing' }] });
    const wrong = csv('9;2024-01-01;9223372036854775808;1|x;;');
    expect((await renew(plain, wrong)).findings).toMatchObject([{ code: 'value-range', field: 'stor' }]);
  });
});

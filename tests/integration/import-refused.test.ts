import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { tellReport } from '../../server/cli/tell-report.ts';
import { raw } from '../../server/database/sql.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { renderReport } from '../../server/publishing/render.ts';
import { reportSchema } from '../../server/publishing/report.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

eachDatabase('a wrong file', (kind) => {
  let place: ImportPlace;
  const published = () => place.database.query(raw('select kod, namn from public.tatorter'));
  const before = [{ kod: 'T1', namn: 'Publicerad' }];
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(() => place?.remove());
  beforeEach(() =>
    place.database.query(
      raw(`truncate public.tatorter, public.exploateringsomraden, public.detaljplaner cascade;
        insert into public.tatorter (kod, namn, geom)
        values ('T1', 'Publicerad', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)))`),
    ),
  );

  test('each wrong row is told with its field and reason, and nothing is published', async () => {
    const report = await place.import('tatorter', fixture('fel.csv'), { crs: 'EPSG:3006' });
    expect(report.refused).toBe(true);
    const told = report.findings.map(({ row, field, code, value }) => ({ row, field, code, value }));
    expect(told).toEqual(
      expect.arrayContaining([
        { row: 2, field: 'namn', code: 'value-missing', value: null },
        { row: 3, field: 'befolkning', code: 'value-type', value: 'många' },
        { row: 1, field: 'kod', code: 'key-twice', value: 'T1' },
        { row: 5, field: 'geom', code: 'geometry-type', value: 'Point' },
        { row: 6, field: 'geom', code: 'geometry-missing', value: null },
        { row: 7, field: 'geom', code: 'geometry-outside', value: 'EPSG:3006 0 0' },
      ]),
    );
    expect(report.errors).toBe(6);
    const text = renderReport(report, 'sv');
    expect(text).toContain('rad 3 "Tal i ord", befolkning: "många": värdet har fel typ; ska vara ett heltal');
    expect(text).toContain('fel.csv är inte publicerad: 6 fel');
    expect(renderReport(report, 'en')).toContain('row 2 "T2", namn: the value is missing');
    expect(report.datasets).toMatchObject([{ rowsRead: 7, refused: 6 }]);
    // Where: of rows that were never staged, too; nobody knows where a row without geometry is.
    const placed = new Map(report.findings.map(({ row, at }) => [row, at]));
    expect(placed).toEqual(
      new Map<number, [number, number] | undefined>([
        ...[2, 3, 5].map((row) => [row, [617000, 6613000]] as [number, [number, number]]),
        [1, [617050, 6613050]],
        [6, undefined],
        [7, undefined],
      ]),
    );
    expect(await published()).toEqual(before);
  });

  test('the report is written as JSON and as a page in both languages, and tells nothing of its own accord', async () => {
    const [json, page] = ['rapport.json', 'rapport.html'].map((name) => join(place.folder, name));
    const printed: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
    const { database, definitions } = place;
    const file = fixture('fel.csv');
    const options = { dataset: 'tatorter', file, crs: 'EPSG:3006', message: 'Nya <tätorter>', replace: true };
    try {
      const told = { lang: 'en', json: true, files: [json ?? '', page ?? ''] } as const;
      const isDone = await tellReport(told, { database, definitions }, (watch) =>
        publishFile(database, definitions, options, watch),
      );
      expect(isDone).toBe(false);
    } finally {
      spy.mockRestore();
    }
    const report = reportSchema.parse(JSON.parse(readFileSync(json ?? '', 'utf8')));
    expect(JSON.parse(printed.join())).toEqual(JSON.parse(readFileSync(json ?? '', 'utf8')));
    expect(report).toMatchObject({
      ...{ kind: 'import', file: 'fel.csv', message: 'Nya <tätorter>', refused: true, errors: 6 },
      options: { crs: 'EPSG:3006', replace: true },
    });
    expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.counts.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    const html = readFileSync(page ?? '', 'utf8');
    expect(html).toContain('<html lang="en">');
    expect(html).not.toMatch(/<script|https?:/);
    for (const text of [
      'Nya &lt;tätorter&gt;',
      'Värdet saknas',
      'The value is missing',
      'många',
      'N&nbsp;6\u00a0613\u00a0000',
    ]) {
      expect(html).toContain(text);
    }
    expect(html.match(/class="sign refused"/g)).toHaveLength(5);
  });

  test.each([
    ['avklippt.gpkg', 'file-damaged'],
    ['finns_inte.gpkg', 'file-missing'],
    ['streck.geojson', 'geometry-invalid'],
    ['ngp.json', 'ngp-dataset'],
  ])('%s: %s', async (file, code) => {
    const report = await place.import('tatorter', fixture(file));
    expect(report.refused).toBe(true);
    expect(report.findings.map((finding) => finding.code)).toEqual([code]);
    expect(await published()).toEqual(before);
  });

  test('metres that call themselves degrees are refused with the option that would help', async () => {
    const options = { map: { kod: 'regsokod', namn: 'regsonamn' } };
    const report = await place.import('tatorter', fixture('utan_crs.geojson'), options);
    expect(report.findings[0]?.code).toBe('geometry-outside');
    expect(report.findings[0]?.remedy?.sv).toContain('--crs EPSG:3006');
    const said = await place.import('tatorter', fixture('utan_crs.geojson'), { ...options, crs: 'EPSG:3006' });
    expect(said.refused).toBe(false);
  });

  test('a neighbouring zone is known by where the others are, and told', async () => {
    await place.database.query(
      raw(`insert into public.tatorter (kod, namn, geom)
        values ('HEMMA', 'Hemma', st_multi(st_makeenvelope(616000, 6612000, 618000, 6614000, 3006)))`),
    );
    const file = join(place.folder, 'zon.geojson');
    const corner = (east: number, north: number) => [182_000 + east, 6_613_000 + north];
    const ring = [corner(0, 0), corner(500, 0), corner(500, 500), corner(0, 500), corner(0, 0)];
    const write = (code: number) =>
      writeFileSync(
        file,
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${code}` } },
          features: [
            {
              type: 'Feature',
              properties: { kod: 'ZON', namn: 'Zon' },
              geometry: { type: 'Polygon', coordinates: [ring] },
            },
          ],
        }),
      );
    write(3008);
    const report = await place.import('tatorter', file, { dryRun: true });
    expect(report.findings).toMatchObject([{ code: 'crs-elsewhere', severity: 'error' }]);
    expect(report.findings[0]?.reason.sv).toMatch(/^med EPSG:3008 hamnar allt 1\d\d km härifrån; med EPSG:3010/);
    expect(report.findings[0]?.remedy?.sv).toContain('--crs EPSG:3010');
    const said = await place.import('tatorter', file, { dryRun: true, crs: 'EPSG:3008' });
    expect([said.refused, said.findings.map(({ severity }) => severity)]).toEqual([false, ['warning']]);
    write(3010);
    expect((await place.import('tatorter', file, { dryRun: true })).findings).toEqual([]);
    await place.database.query(raw(`delete from public.tatorter where kod = 'HEMMA'`));
  });

  test('a table without coordinate system says so once', async () => {
    const report = await place.import('tatorter', fixture('windows1252.csv'));
    expect(report.findings).toMatchObject([{ code: 'crs-missing', row: null }]);
  });

  test('plain JSON rows without geometry: a rejection for each row', async () => {
    const report = await place.import('exploateringsomraden', fixture('projekt.json'));
    expect(report.datasets[0]?.rowsRead).toBe(2);
    expect(report.findings.map(({ row, code, column }) => ({ row, code, column }))).toEqual([
      { row: 1, code: 'geometry-missing', column: null },
      { row: 2, code: 'value-code', column: 'status' },
      { row: 2, code: 'geometry-missing', column: null },
    ]);
  });

  test('what the command says wrongly is told', async () => {
    const codes = async (dataset: string, options: Parameters<ImportPlace['import']>[2]) => {
      const report = await place.import(dataset, fixture('ngp_utan_bestammelser.json'), options);
      expect(report.refused).toBe(true);
      return report.findings.filter((finding) => finding.dataset !== 'planbestammelser').map(({ code }) => code);
    };
    expect(await codes('finns_inte', {})).toEqual(['dataset-unknown']);
    expect(await codes('detaljplaner', { crs: 'EPSG:1' })).toEqual(['crs-unknown']);
    expect(await codes('detaljplaner', { map: { fel: 'namn' } })).toEqual(['option-field']);
    expect(await codes('detaljplaner', { map: { namn: 'fel' } })).toEqual(['option-column']);
    expect(await codes('detaljplaner', { set: { exempel: 'ja' } })).toEqual(['option-field']);
    expect(await codes('detaljplaner', { edition: '2025' })).toEqual(['option-edition']);
    expect(await codes('detaljplaner', { show: true })).toEqual(['option-show']);
    expect(await codes('detaljplaner', { set: { objektidentitet: 'x', status: 'y' } })).toEqual([
      'value-type',
      'value-code',
    ]);
  });
});

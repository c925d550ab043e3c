import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { renderReport } from '../../server/publishing/render.ts';
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
    expect(await published()).toEqual(before);
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

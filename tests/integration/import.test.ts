import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

eachDatabase('import', (kind) => {
  let place: ImportPlace;
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(() => place?.remove());
  beforeEach(() =>
    place.database.query(
      raw(`truncate public.prognosomraden, public.tatorter, public.exploateringsomraden, public.detaljplaner cascade;
        delete from allmanning.example_history`),
    ),
  );

  const rows = (text: string) => place.database.query(raw(text));

  test('the same file twice changes nothing the second time', async () => {
    const first = await place.import('prognosomraden', fixture('omraden_2024.geojson'));
    expect(first.findings).toEqual([]);
    expect(first.datasets[0]).toMatchObject({ rowsRead: 2, inserted: 2, updated: 0, deleted: 0, unchanged: 0 });
    const second = await place.import('prognosomraden', fixture('omraden_2024.geojson'));
    expect(second.datasets[0]).toMatchObject({ rowsRead: 2, inserted: 0, updated: 0, deleted: 0, unchanged: 2 });
    expect(
      await rows(
        'select id, namn, kalla, visas, uppdaterad is not null as dated from public.prognosomraden order by id',
      ),
    ).toEqual([
      { id: 'regso-2024-0381R901', namn: 'Västerö', kalla: 'omraden_2024.geojson', visas: true, dated: true },
      { id: 'regso-2024-0381R902', namn: 'Österö', kalla: 'omraden_2024.geojson', visas: true, dated: true },
    ]);
  });

  describe('a file that is published already', () => {
    const file = fixture('omraden_2024.geojson');
    /** Whether it was known again, and what became of it. */
    const again = async (options: Parameters<ImportPlace['import']>[2] = {}, path = file) => {
      const { notes, datasets, publication, refused } = await place.import('prognosomraden', path, options);
      const [{ inserted = 0, updated = 0, deleted = 0, unchanged = 0 } = {}] = datasets;
      const isKnown = notes.some(({ en }) => /^The same file as publication \d+/.test(en));
      return { isKnown, counts: [inserted, updated, deleted, unchanged], isNews: publication !== undefined, refused };
    };
    const known = { isKnown: true, counts: [0, 0, 0, 2], isNews: false, refused: false };
    const readAgain = { ...known, isKnown: false };

    test('is not read again, in a dry run neither, whatever is said of it', async () => {
      await again();
      expect(await again()).toEqual(known);
      expect(await again({ dryRun: true })).toEqual(known);
      expect(await again({ message: 'Igen' })).toEqual(known);
      expect(await again({ full: true })).toEqual(readAgain);
    });

    test('is read again when anything was written since, by whatever hand', async () => {
      await again();
      await rows(`update public.prognosomraden set namn = 'Fel' where kod = '0381R901'`);
      expect(await again()).toMatchObject({ isKnown: false, counts: [0, 1, 0, 1] });
      expect(await again()).toEqual(known);
      await rows(`delete from public.prognosomraden where kod = '0381R901'`);
      expect(await again()).toMatchObject({ isKnown: false, counts: [1, 0, 0, 1] });
      // Even one that leaves all as it was: nobody has looked at it.
      await rows(`update public.prognosomraden set namn = namn where kod = '0381R901'`);
      expect(await again()).toEqual(readAgain);
      await rows('alter table public.prognosomraden add column extra text');
      expect(await again()).toEqual(readAgain);
      await rows('alter table public.prognosomraden drop column extra');
    });

    test('is read again with other words, by another name, after another file, and by another definition', async () => {
      await again();
      expect(await again({ set: { namn: 'Alla' } })).toMatchObject({ isKnown: false, counts: [0, 2, 0, 0] });
      expect(await again()).toMatchObject({ isKnown: false, counts: [0, 2, 0, 0] });
      // Its edition is guessed from its name.
      const renamed = join(place.folder, 'omraden_2023.geojson');
      copyFileSync(file, renamed);
      expect(await again({}, renamed)).toMatchObject({ isKnown: false, counts: [2, 0, 0, 0] });
      expect(await again()).toEqual(readAgain);
      await again({ set: { namn: 'Alla' } });
      await again();
      expect(await again()).toEqual(known);
      const others = place.definitions.map((one) => ({
        ...one,
        fields: one.fields.map((field) => (field.name === 'namn' ? { ...field, required: true } : field)),
      }));
      const options = { dataset: 'prognosomraden', file };
      const { notes } = await publishFile(place.database, others, options);
      expect(notes.filter(({ en }) => en.startsWith('The same file'))).toEqual([]);
    });

    test('is read again when a table that its rows refer to has changed', async () => {
      const project = join(place.folder, 'projekt.csv');
      const point = 'POLYGON ((617000 6613000, 617100 6613000, 617100 6613100, 617000 6613000))';
      writeFileSync(project, `id;namn;WKT\n7b4c1c34-5a3e-4a42-9d5c-0a3d5a8c1f01;Ettan;"${point}"\n`);
      const publish = async () => {
        const { notes, errors, datasets } = await place.import('exploateringsomraden', project, {
          crs: 'EPSG:3006',
          set: { skede: 'planering' },
        });
        expect([errors, datasets[0]?.rowsRead]).toEqual([0, 1]);
        return notes.some(({ en }) => en.startsWith('The same file'));
      };
      expect([await publish(), await publish()]).toEqual([false, true]);
      await rows(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
        ('00000000-0000-0000-0000-00000000000a', 'Ny', 'laga kraft', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)))`);
      expect(await publish()).toBe(false);
    });
  });

  test.each(['omraden_3010.gpkg.zip', 'omraden_shp.zip'])('%s is moved from 3010 to 3006', async (file) => {
    const report = await place.import('prognosomraden', fixture(file), { edition: '2024' });
    expect(report.findings).toEqual([]);
    expect(
      await rows(`select namn, st_srid(geom) as srid, round(st_xmin(geom)::numeric, 2)::float8 as east,
        round(st_area(geom)) as area from public.prognosomraden order by namn`),
    ).toEqual([
      { namn: 'Västerö', srid: 3006, east: 617000, area: 1_000_000 },
      { namn: 'Österö', srid: 3006, east: 618000, area: 1_000_000 },
    ]);
  });

  test('coordinates with millimetres come back the same after 3010 → 3006 → 3010', async () => {
    const report = await place.import('tatorter', fixture('tatorter_3010.geojson'));
    expect(report.findings).toEqual([]);
    expect(
      await rows(`select befolkning, st_astext(st_snaptogrid(st_transform(geom, 3010), 0.001), 3) as back,
        st_equals(geom, st_snaptogrid(geom, 0.001)) as on_grid from public.tatorter`),
    ).toEqual([
      {
        befolkning: 1234,
        back: 'MULTIPOLYGON(((171234.567 6612345.678,171834.123 6612345.001,171834.999 6612945.5,171234.111 6612945.432,171234.567 6612345.678)))',
        on_grid: true,
      },
    ]);
  });

  test('a file deletes only in its own division and edition', async () => {
    await rows(`insert into public.prognosomraden (kod, namn, indelning, utgava, geom)
      select kod, kod, 'regso', utgava, st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006))
      from (values ('gammal', '2018'), ('borta', '2024')) as v (kod, utgava)`);
    const report = await place.import('prognosomraden', fixture('omraden_2024.geojson'), { allowDeletes: true });
    expect(report.datasets[0]).toMatchObject({ inserted: 2, deleted: 1 });
    expect(await rows('select kod from public.prognosomraden order by kod')).toEqual([
      { kod: '0381R901' },
      { kod: '0381R902' },
      { kod: 'gammal' },
    ]);
    const all = { replace: true, allowDeletes: true };
    const whole = await place.import('prognosomraden', fixture('omraden_2024.geojson'), all);
    expect(whole.datasets[0]).toMatchObject({ deleted: 1, unchanged: 2 });
  });

  test('a file that would delete more than a fifth of what it speaks for is refused, unless that is meant', async () => {
    await place.import('prognosomraden', fixture('omraden_2024.geojson'));
    const more = (many: number, of: string) =>
      rows(`insert into public.prognosomraden (kod, namn, indelning, utgava, geom)
        select '${of}' || n, 'Mer', 'regso', '${of}', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006))
        from generate_series(1, ${many}) n`);
    // What another edition has is not spoken for.
    await more(50, '2018');
    await more(1, '2024');
    const kept = await rows('select * from public.prognosomraden order by id');
    const file = fixture('omraden_2024.geojson');
    for (const options of [{}, { dryRun: true }]) {
      const report = await place.import('prognosomraden', file, options);
      expect(report).toMatchObject({ refused: true, errors: 1, datasets: [{ deleted: 1, unchanged: 2 }] });
      expect(report.findings).toMatchObject([{ code: 'deletes-many', dataset: 'prognosomraden' }]);
      expect(report.findings[0]?.reason.sv).toContain('1 av 3');
    }
    const replaced = await place.import('prognosomraden', file, { replace: true });
    expect(replaced.findings[0]?.reason.en).toContain('51 of 53');
    expect(await rows('select * from public.prognosomraden order by id')).toEqual(kept);
    expect(await rows('select id from allmanning.publications where file is null')).toEqual([]);
    const allowed = await place.import('prognosomraden', file, { allowDeletes: true });
    expect(allowed).toMatchObject({ refused: false, datasets: [{ deleted: 1, unchanged: 2 }] });
    const changed = await rows('select report from allmanning.publications order by id desc limit 1');
    expect(changed).toMatchObject([{ report: { errors: 0, warnings: 0, findings: [] } }]);
    // A fifth is not more than a fifth.
    const written = (many: number) => {
      const features = Array.from({ length: many }, (_, n) => ({
        type: 'Feature',
        properties: { kod: `F${n}`, namn: 'Femtedel' },
        geometry: JSON.parse('{"type":"Polygon","coordinates":[[[17,59.6],[17.01,59.6],[17.01,59.61],[17,59.6]]]}'),
      }));
      const path = join(place.folder, 'tatorter.geojson');
      writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
      return path;
    };
    expect((await place.import('tatorter', written(10), { replace: true })).refused).toBe(false);
    expect((await place.import('tatorter', written(8), { replace: true })).datasets).toMatchObject([{ deleted: 2 }]);
  });

  test('the map goes on showing what it showed until somebody says --show', async () => {
    await place.import('prognosomraden', fixture('omraden_2024.geojson'));
    const newer = { edition: '2025' };
    const quiet = await place.import('prognosomraden', fixture('omraden_2024.geojson'), newer);
    expect(quiet.notes.map(({ sv }) => sv)).toContainEqual(expect.stringContaining('fortfarande regso 2024'));
    const shown = 'select distinct utgava from public.prognosomraden where visas';
    expect(await rows(shown)).toEqual([{ utgava: '2024' }]);
    await place.import('prognosomraden', fixture('omraden_2024.geojson'), { ...newer, show: true });
    expect(await rows(shown)).toEqual([{ utgava: '2025' }]);
  });

  test('the first real rows end the examples', async () => {
    await rows(`insert into public.tatorter (kod, namn, exempel, geom)
      values ('E1', 'Exempelby', true, st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)))`);
    const report = await place.import('tatorter', fixture('tatorter_3010.geojson'));
    expect(report.datasets[0]).toMatchObject({ inserted: 1, deleted: 0 });
    expect(await rows('select kod, exempel from public.tatorter')).toEqual([{ kod: 'T1', exempel: false }]);
    expect(await rows('select dataset, scale from allmanning.example_history')).toEqual([
      { dataset: 'tatorter', scale: 0 },
    ]);
  });

  test('invalid geometry is repaired with a warning, open rings are closed, heights dropped', async () => {
    const report = await place.import('tatorter', fixture('ogiltig.geojson'));
    expect(report.refused).toBe(false);
    expect(report.findings).toMatchObject([{ severity: 'warning', code: 'geometry-repaired', row: 1, name: 'Fluga' }]);
    expect(report.findings[0]?.reason.sv).toContain('E 617050.0 N 6613050.0');
    expect(
      await rows(`select kod, st_isvalid(geom) as valid, st_ndims(geom) as dimensions, round(st_area(geom)) as area
        from public.tatorter order by kod`),
    ).toEqual([
      { kod: 'B1', valid: true, dimensions: 2, area: 5000 },
      { kod: 'B2', valid: true, dimensions: 2, area: 5000 },
    ]);
    const again = await place.import('tatorter', fixture('ogiltig.geojson'));
    expect(again.datasets[0]).toMatchObject({ updated: 0, unchanged: 2 });
  });

  test('--map and --set fill fields, and a changed value is an update', async () => {
    const options = { map: { befolkning: 'antal' }, set: { namn: 'Samma namn' } };
    const mapped = { ...options, map: { ...options.map, kod: 'regsokod' } };
    await place.import('tatorter', fixture('omraden_2024.geojson'), mapped);
    expect(await rows('select namn, befolkning from public.tatorter order by kod')).toEqual([
      { namn: 'Samma namn', befolkning: 3 },
      { namn: 'Samma namn', befolkning: 4 },
    ]);
    const changed = await place.import('tatorter', fixture('omraden_2024.geojson'), {
      ...mapped,
      set: { namn: 'Nytt' },
    });
    expect(changed.datasets[0]).toMatchObject({ inserted: 0, updated: 2 });
  });

  test('columns that nobody filled keep their defaults', async () => {
    const options = { map: { namn: 'regsonamn' }, set: { skede: 'Idé' } };
    const report = await place.import('exploateringsomraden', fixture('omraden_2024.geojson'), options);
    expect(report.findings).toEqual([]);
    expect(await rows('select distinct skede, synlighet, exempel from public.exploateringsomraden')).toEqual([
      { skede: 'idé', synlighet: 'publik', exempel: false },
    ]);
    const again = await place.import('exploateringsomraden', fixture('omraden_2024.geojson'), options);
    expect(again.datasets[0]).toMatchObject({ inserted: 0, unchanged: 2 });
  });

  test('nothing of the import is left behind', async () => {
    await place.import('tatorter', fixture('tatorter_3010.geojson'));
    await place.import('tatorter', fixture('streck.geojson'));
    expect(await rows(String.raw`select relname from pg_class where relname like 'import\_%'`)).toEqual([]);
  });
});

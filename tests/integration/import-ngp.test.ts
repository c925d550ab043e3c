import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

eachDatabase('an NGP delivery', (kind) => {
  let place: ImportPlace;
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(() => place?.remove());
  beforeEach(() => place.database.query(raw('truncate public.detaljplaner cascade')));
  const rows = (text: string) => place.database.query(raw(text));

  test('fills plans and provisions at once, flattened', async () => {
    const report = await place.import('detaljplaner', fixture('ngp.json'));
    expect(report.datasets).toMatchObject([
      { dataset: 'detaljplaner', rowsRead: 1, inserted: 1 },
      { dataset: 'planbestammelser', rowsRead: 4, inserted: 4 },
    ]);
    // One entry is unknown: told once for the file.
    expect(report.findings.map(({ code }) => code)).toEqual(['ngp-colour-guessed']);
    expect(
      await rows(`select namn, status, datum_laga_kraft, genomforandetid_slutar, plankarta_lank, planbeskrivning_lank,
        diarienummer, ngp_objekt ->> 'feature:typ' as raw, round(st_area(geom)) as area from public.detaljplaner`),
    ).toEqual([
      {
        namn: 'Påhittad plan',
        status: 'laga kraft',
        datum_laga_kraft: '2026-01-02',
        genomforandetid_slutar: '2031-01-02',
        plankarta_lank: 'https://example.org/plankarta.pdf',
        planbeskrivning_lank: 'https://example.org/planbeskrivning.pdf',
        diarienummer: 'KS2025/1',
        raw: 'detaljplan',
        area: 39979,
      },
    ]);
    expect(
      await rows(`select right(id, 3) as id, beteckning, farg, anvandningsform, varden, motiv,
        round(st_area(geom)) as area from public.planbestammelser order by id`),
    ).toMatchObject([
      { id: '1.1', beteckning: 'B', farg: 'Gul', anvandningsform: 'Kvartersmark', motiv: 'Fler bostäder.' },
      { id: '2.1', beteckning: 'GATA', farg: 'Grå', anvandningsform: 'Allmän plats' },
      { id: '2.2', beteckning: 'GATA', farg: 'Grå' },
      // A body becomes its footprint.
      { id: '3.1', beteckning: 'h', farg: null, varden: ['nockhöjd: högst 9 meter'], area: 2499 },
    ]);
  });

  test('the same delivery twice changes nothing; asked for by either dataset', async () => {
    await place.import('detaljplaner', fixture('ngp.json'));
    const again = await place.import('planbestammelser', fixture('ngp.json'));
    expect(again.datasets).toMatchObject([
      { inserted: 0, updated: 0, deleted: 0, unchanged: 1 },
      { inserted: 0, updated: 0, deleted: 0, unchanged: 4 },
    ]);
  });

  test('a delivery speaks for its own plan only', async () => {
    await place.import('detaljplaner', fixture('ngp.json'));
    await rows(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
      ('eeeeeeee-0000-4000-8000-000000000001', 'En annan', 'samråd', st_multi(st_makeenvelope(0, 0, 1, 1, 3006)))`);
    const without = fixture('ngp_utan_bestammelser.json');
    expect((await place.import('detaljplaner', without)).findings).toMatchObject([
      { code: 'deletes-many', dataset: 'planbestammelser' },
    ]);
    const report = await place.import('detaljplaner', without, { allowDeletes: true });
    expect(report.datasets).toMatchObject([
      { updated: 1, deleted: 0 },
      { rowsRead: 0, deleted: 4 },
    ]);
    expect(await rows('select namn from public.detaljplaner order by namn')).toEqual([
      { namn: 'En annan' },
      { namn: 'Påhittad plan' },
    ]);
  });

  test('provisions that go with their plan are told', async () => {
    await place.import('detaljplaner', fixture('ngp.json'));
    const other = join(place.folder, 'en_annan_plan.geojson');
    const plan = {
      type: 'Feature',
      properties: { objektidentitet: 'eeeeeeee-0000-4000-8000-000000000001', namn: 'En annan', status: 'samråd' },
      geometry: JSON.parse('{"type":"Polygon","coordinates":[[[17,59.6],[17.01,59.6],[17.01,59.61],[17,59.6]]]}'),
    };
    writeFileSync(other, JSON.stringify({ type: 'FeatureCollection', features: [plan] }));
    const options = { replace: true, allowDeletes: true };
    const report = await place.import('detaljplaner', other, options);
    expect(report.datasets).toMatchObject([{ inserted: 1, deleted: 1 }]);
    expect(report.notes.map(({ sv }) => sv)).toContainEqual(expect.stringContaining('4 rader i Planbestämmelser'));
    expect(await rows('select * from public.planbestammelser')).toEqual([]);
    // A table that does not let its rows go with what they refer to keeps it.
    await rows(`create table public.anteckningar (id integer primary key, plan uuid references public.detaljplaner);
      insert into public.anteckningar values (7, 'eeeeeeee-0000-4000-8000-000000000001')`);
    const kept = await place.import('detaljplaner', fixture('ngp.json'), options);
    expect(kept.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'referred-to', dataset: 'public.anteckningar', field: 'plan', name: expect.stringContaining('(7)') },
    ]);
    await rows('drop table public.anteckningar');
  });

  test('what breaks the specification is told with its path', async () => {
    const report = await place.import('detaljplaner', fixture('ngp_fel.json'));
    expect(report.refused).toBe(true);
    expect(report.findings.map(({ row, code, reason }) => `${row} ${code} ${reason.sv}`)).toEqual([
      expect.stringMatching(/^1 ngp-structure .*namn: ska vara text/),
      expect.stringMatching(/koordinatsystemPlan: ska vara något av: EPSG:3006, EPSG:3007/),
      expect.stringMatching(/beslutsinformation\[0\]\.datumAntagande: ska vara ett datum/),
    ]);
    expect(await rows('select 1 from public.detaljplaner')).toEqual([]);
  });

  test('a provision whose plan is neither published nor in the file is refused', async () => {
    const report = await place.import('planbestammelser', fixture('ngp_utan_plan.json'));
    expect(report.findings).toMatchObject([
      { code: 'reference-missing', field: 'detaljplan', value: 'dddddddd-0000-4000-8000-000000000001' },
    ]);
    await rows(`insert into public.detaljplaner (objektidentitet, namn, status, geom) values
      ('dddddddd-0000-4000-8000-000000000001', 'Nu finns den', 'samråd', (select st_multi(st_transform(
        st_makeenvelope(171000, 6612000, 171100, 6612100, 3010), 3006))))`);
    const after = await place.import('planbestammelser', fixture('ngp_utan_plan.json'));
    expect(after.datasets).toMatchObject([{ inserted: 0 }, { inserted: 1 }]);
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type ImportPlace, openImportPlace, sharedData } from '../setup/publishing.ts';

const folder = sharedData();

describe.skipIf(folder === null)('real files', () => {
  eachDatabase('import', (kind) => {
    let place: ImportPlace;
    beforeAll(async () => {
      place = await openImportPlace(kind);
    });
    afterAll(() => place?.remove());
    const load = (dataset: string, file: string, options = {}) =>
      place.import(dataset, join(folder ?? '', file), options);

    test('RegSO becomes forecast areas', async () => {
      const report = await load('prognosomraden', 'geo/regso_0381_epsg4326.geojson');
      expect(report.datasets[0]).toMatchObject({ rowsRead: 11, inserted: 11 });
    });

    test('DeSO becomes forecast areas, and the one that crosses itself is repaired', async () => {
      const deso = await load('prognosomraden', 'geo/deso_2018_0381_epsg3006.geojson');
      expect(deso.datasets[0]).toMatchObject({ rowsRead: 25, inserted: 25 });
      expect(deso.findings).toContainEqual(
        expect.objectContaining({ code: 'geometry-repaired', row: 6, name: 'Åsunda' }),
      );
      const [areas] = await place.database.query(
        raw(`select count(*)::int as areas, round(sum(st_area(geom)) / 1e6) as km2, bool_and(st_isvalid(geom)) as valid
          from public.prognosomraden where indelning = 'deso' and utgava = '2018'`),
      );
      expect(areas).toEqual({ areas: 25, km2: 1329, valid: true });
    });

    test('the boundary and the localities', async () => {
      const boundary = await load('kommungrans', 'geo/kommungrans_0381_lm_epsg3006.geojson');
      expect(boundary.datasets[0]).toMatchObject({ inserted: 1 });
      expect(await place.database.query(raw('select kommunkod, namn from public.kommungrans'))).toEqual([
        { kommunkod: '0381', namn: 'Enköping' },
      ]);
      const localities = await load('tatorter', 'geo/tatorter_2018_0381_epsg3006.geojson');
      expect(localities.datasets[0]).toMatchObject({ inserted: 11 });
    });

    test.each(['lagakraft', 'samrad'])('SYNTETISK_v4_%s.json becomes a plan and eleven provisions', async (status) => {
      const report = await load('detaljplaner', `detaljplan/SYNTETISK_v4_${status}.json`);
      expect(report.datasets).toMatchObject([{ inserted: 1 }, { inserted: 11 }]);
      expect(report.errors).toBe(0);
    });

    test('fifteen projects without geometry: fifteen rows rejected', async () => {
      const report = await load('exploateringsomraden', 'exploatering/enkoping_projekt.json');
      expect(report.refused).toBe(true);
      expect(new Set(report.findings.map(({ row }) => row)).size).toBe(15);
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Polygon, Position } from 'geojson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw, sql } from '../../server/database/sql.ts';
import type { Source, SourceRow } from '../../server/publishing/reading/source.ts';
import { findingList } from '../../server/publishing/report.ts';
import { readSs637040 } from '../../server/publishing/ss637040/read.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type ImportPlace, openImportPlace, sharedData } from '../setup/publishing.ts';

const folder = sharedData();

function rowsOf(source: Source): Iterable<SourceRow> {
  const rows = source.rows();
  if (Symbol.iterator in rows) return rows;
  throw new Error('rows in memory');
}

function areaOf({ coordinates }: Polygon): number {
  return coordinates.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * ringArea(ring), 0);
}

/** Numbers of seven digits multiplied lose what is compared here: from the first corner they have three. */
function ringArea(ring: readonly Position[]): number {
  const [east0 = 0, north0 = 0] = ring[0] ?? [];
  const twice = ring.reduce((sum, [east1 = 0, north1 = 0], index) => {
    const [east2 = east0, north2 = north0] = ring[index + 1] ?? [];
    return sum + (east1 - east0) * (north2 - north0) - (east2 - east0) * (north1 - north0);
  }, 0);
  return Math.abs(twice) / 2;
}

describe.skipIf(folder === null)('real files', () => {
  /** The real plan, converted to areas by other hands: UUID → area in EPSG:3008. */
  const converted = new Map<string, Polygon>();
  beforeAll(() => {
    const file = join(folder ?? '', 'detaljplan/plankarta_exempel_epsg3008.geojson');
    const { features }: { features: { properties: { uuid: string }; geometry: Polygon }[] } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    for (const { properties, geometry } of features) converted.set(properties.uuid, geometry);
  });

  test('the lines of a plan in SS 637040 enclose the same areas as those that others made of them', async () => {
    const file = join(folder ?? '', 'detaljplan/qgissverige_plankarta_ss637040_exempel.xml');
    const sources = await readSs637040(file, {}, findingList());
    const rows = Object.values(sources).flatMap((source) => [...rowsOf(source)]);
    expect(rows).toHaveLength(17);
    for (const { properties, geometry } of rows) {
      const other = converted.get(String(properties.objektidentitet));
      if (geometry?.type !== 'Polygon' || !other) throw new Error(String(properties.formulering));
      expect(Math.abs(areaOf(geometry) - areaOf(other))).toBeLessThan(0.01);
    }
  });

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

    test('a plan in SS 637040 becomes a plan and sixteen provisions, with the areas that its lines enclose', async () => {
      const report = await load('detaljplaner', 'detaljplan/qgissverige_plankarta_ss637040_exempel.xml');
      expect(report.datasets).toMatchObject([{ inserted: 1 }, { inserted: 16 }]);
      // Where the boundary is known, that it is in another municipality, too.
      expect(report.errors).toBe(0);
      expect(report.findings.map(({ code }) => code)).toContain('ss-status-guessed');
      const published = await place.database.query<{ uuid: string; valid: boolean; area: number }>(
        raw(`select uuid, st_isvalid(geom) as valid, st_area(geom) as area from (
            select objektidentitet as uuid, geom from public.detaljplaner where kommun = '1290'
            union all
            select b.objektidentitet, b.geom from public.planbestammelser b
              join public.detaljplaner p on p.objektidentitet = b.detaljplan where p.kommun = '1290') plan`),
      );
      expect(published.map(({ uuid }) => uuid).toSorted()).toEqual([...converted.keys()].toSorted());
      for (const { uuid, valid, area } of published) {
        expect(valid).toBe(true);
        // As everything it is stored in EPSG:3006 to the millimetre, which moves an area of two hectares by 0.05 m².
        const shape = JSON.stringify(converted.get(uuid));
        const [stored] = await place.database.query<{ area: number }>(
          sql`select st_area(st_snaptogrid(st_transform(st_setsrid(st_geomfromgeojson(${shape}), 3008), 3006), 0.001)) as area`,
        );
        expect(Math.abs(area - (stored?.area ?? 0))).toBeLessThan(0.01);
      }
      const again = await load('planbestammelser', 'detaljplan/qgissverige_plankarta_ss637040_exempel.xml');
      expect(again.datasets).toMatchObject([{ unchanged: 1 }, { unchanged: 16 }]);
      expect(again.publication).toBeUndefined();
    });

    test('fifteen projects without geometry: fifteen rows rejected', async () => {
      const report = await load('exploateringsomraden', 'exploatering/enkoping_projekt.json');
      expect(report.refused).toBe(true);
      expect(new Set(report.findings.map(({ row }) => row)).size).toBe(15);
    });
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { areaWithin } from '../../server/publishing/ss637040/areas.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

const plan = readFileSync(fixture('plan_ss637040.xml'), 'utf8');

eachDatabase('a plan in SS 637040', (kind) => {
  let place: ImportPlace;
  let folder = '';
  beforeAll(async () => {
    place = await openImportPlace(kind);
    folder = mkdtempSync(join(tmpdir(), 'allmanning-ss-'));
  });
  afterAll(async () => {
    await place?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => place.database.query(raw('truncate public.detaljplaner cascade')));

  test('fills plans and provisions: shared lines, a hole, a line, one provision in two places', async () => {
    const report = await place.import('detaljplaner', fixture('plan_ss637040.xml'));
    expect(report.datasets).toMatchObject([{ inserted: 1 }, { inserted: 6 }]);
    // When it was begun is not in the file.
    expect(report.findings.map(({ code }) => code)).toEqual(['ss-status-guessed', 'ss-words-guessed', 'begun']);
    expect(
      await place.database.query(
        raw(`select namn, beteckning, typ, status, genomforandetid_manader as months,
          (version_giltig_fran at time zone 'UTC')::text as since, ngp_objekt, round(st_area(geom)) as area
          from public.detaljplaner`),
      ),
    ).toMatchObject([
      {
        namn: 'Påhittad stadsplan',
        beteckning: 'P 2016/1',
        typ: 'stadsplan',
        status: 'samråd',
        months: 120,
        since: '2016-05-15 00:00:00',
        ngp_objekt: null,
      },
    ]);
    const provisions = await place.database.query(
      raw(`select beteckning, formulering, farg, symbol, anvandningsform, varden, geometrinummer as nr,
        st_numinteriorrings(geom) as holes, round(st_area(st_transform(geom, 3010))) as area
        from public.planbestammelser order by formulering, nr`),
    );
    expect(provisions).toMatchObject([
      { formulering: 'Bostäder – radhus', beteckning: 'B2', farg: 'Gul', holes: 1, area: 19800 },
      {
        formulering: 'DP_KM_Eg_Hemligt: 7',
        anvandningsform: 'Kvartersmark',
        varden: ['antal: 7'],
        nr: 1,
        area: 200,
      },
      { formulering: 'DP_KM_Eg_Hemligt: 7', nr: 2, holes: 1 },
      { formulering: 'Genomförandetiden är 10 år.', anvandningsform: 'Planområdet', area: 20000 },
      { formulering: 'Park', beteckning: 'PARK', farg: 'Ljusgrön', anvandningsform: 'Allmän plats' },
      { formulering: 'Utfart får inte finnas.', symbol: 'utfartsförbud', holes: null, area: 0 },
    ]);
  });

  test('has the same identities at each import; --set says what the format cannot', async () => {
    await place.import('detaljplaner', fixture('plan_ss637040.xml'));
    const again = await place.import('planbestammelser', fixture('plan_ss637040.xml'));
    expect(again.datasets).toMatchObject([{ unchanged: 1 }, { unchanged: 6 }]);
    const said = await place.import('detaljplaner', fixture('plan_ss637040.xml'), { set: { status: 'laga kraft' } });
    expect(said.datasets).toMatchObject([{ updated: 1 }, { unchanged: 6 }]);
    const ofTheFormat = said.findings.map(({ code }) => code).filter((code) => code.startsWith('ss-'));
    expect(ofTheFormat).toEqual(['ss-words-guessed']);
  });

  test.each([
    [
      'a line that is nowhere',
      'ss-reference',
      (xml: string) => xml.replace('"#sida"/></DP_Omrade>', '"#borta"/></DP_Omrade>'),
    ],
    [
      'an area that does not close',
      'ss-area-open',
      (xml: string) => xml.replace('<minus xlink:href="#sida"/></DP_Omrade>', '</DP_Omrade>'),
    ],
    [
      'an arc',
      'ss-curve',
      (xml: string) =>
        xml
          .replace(/LineStringSegment>\s*<gml:pos>6613020/, 'Arc><gml:pos>6613020')
          .replace('6613020 182020</gml:pos>\n  </gml:LineStringSegment>', '6613020 182020</gml:pos></gml:Arc>'),
    ],
    ['no coordinate system', 'crs-missing', (xml: string) => xml.replace('SWEREF99 16 30', 'lokalt')],
    [
      'a document type',
      'xml-doctype',
      (xml: string) => xml.replace('<DP_Data', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<DP_Data'),
    ],
    ['a tag that is not closed', 'file-damaged', (xml: string) => xml.replace('</DP_Plan>', '')],
    [
      'no plan',
      'ss-no-plans',
      (xml: string) => xml.replaceAll('DP_Plan>', 'DP_Annat>').replace('<DP_Plan', '<DP_Annat'),
    ],
  ])('%s is refused: %s', async (_, code, spoil) => {
    const file = join(folder, 'plan.xml');
    const spoiled = spoil(plan);
    expect(spoiled).not.toBe(plan);
    writeFileSync(file, spoiled);
    const report = await place.import('detaljplaner', file);
    expect(report.refused).toBe(true);
    expect(report.findings.map((finding) => finding.code)).toContain(code);
    expect(await place.database.query(raw('select 1 from public.detaljplaner'))).toEqual([]);
  });
});

test('an area of lines: parts, holes and an island in a hole, in any order; what meets in one corner stays apart', () => {
  const square = (at: number, size: number) => [
    [
      [at, at],
      [at + size, at],
      [at + size, at + size],
    ],
    [
      [at, at],
      [at, at + size],
      [at + size, at + size],
    ],
  ];
  expect(areaWithin([...square(20, 5), ...square(0, 50), ...square(10, 30), ...square(50, 10)])).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [
        expect.arrayContaining([
          [0, 0],
          [50, 50],
        ]),
        expect.arrayContaining([
          [10, 10],
          [40, 40],
        ]),
      ],
      [
        expect.arrayContaining([
          [50, 50],
          [60, 60],
        ]),
      ],
      [
        expect.arrayContaining([
          [20, 20],
          [25, 25],
        ]),
      ],
    ],
  });
  expect(areaWithin(square(0, 1).slice(1))).toBeUndefined();
});

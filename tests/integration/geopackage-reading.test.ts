import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFile } from '../../server/publishing/reading/open.ts';
import { Refusal } from '../../server/publishing/report.ts';
import { gpb, wkb, writeGeoPackage } from '../setup/geopackage.ts';
import { hasOgr } from '../setup/ogr2ogr.ts';
import { sharedData } from '../setup/publishing.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'allmanning-geopackage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a reader gives: of rows also the bytes that are stored. */
async function read(file: string, layer?: string) {
  const opened = await openFile(file, layer);
  if (opened.kind !== 'table') throw new Error(opened.kind);
  const { source, close } = opened.file;
  try {
    const rows = [];
    let isOurs = false;
    for await (const { number, properties, geometry, shape } of source.rows()) {
      isOurs ||= shape !== undefined;
      rows.push({ number, properties: texts(properties), geometry });
    }
    const { columns, rowNumber, srid, count, hasGeometry, isEmpty, types } = source;
    return { said: { columns, rowNumber, srid, count, hasGeometry, isEmpty, types, rows }, isOurs };
  } finally {
    await close();
  }
}

/** GDAL gives whole numbers of 64 bits as their digits. */
function texts(properties: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );
}

/** The same through GDAL: what a file beside it may say is beyond our reader. */
async function throughGdal(file: string, layer?: string) {
  const copy = file.replace(/\.gpkg$/, '-gdal.gpkg');
  copyFileSync(file, copy);
  writeFileSync(`${copy}-wal`, '');
  const { said, isOurs } = await read(copy, layer);
  expect(isOurs).toBe(false);
  return said;
}

const point = wkb('little', 'b1', 'i1', 617000.1234, 6613000.5);
const square = ['i5', 617000, 6613000, 617010, 6613000, 617010, 6613010.25, 617000, 6613010, 617000, 6613000] as const;
const hole = ['i4', 617001, 6613001, 617002, 6613001, 617002, 6613002, 617001, 6613001] as const;
const turned = ['i4', 617000, 6613000, 617000, 6613010, 617010, 6613010, 617000, 6613000] as const;
const geom = (type: string, column = 'geom', srid = 3006) => ({ column, type, srid });
const bigPoint = wkb('big', 'b0', 'i1', 617000.5, 6613001);
const polygon = wkb('little', 'b1', 'i3', 'i1', ...square);

test.each<[string, Parameters<typeof writeGeoPackage>[1]]>([
  [
    'values of all types, and none',
    [
      {
        name: 'Värden',
        columns: `"kod" text, "Namn med "" i" text(20), liten tinyint, hel integer, tal double, ja boolean, dag date, stund datetime, medel mediumint`,
        geometry: geom('POINT', 'plats'),
        rows: [
          `${gpb(point)}, 'åäö €𝄞', '', 7, 9007199254740993, 0.1, 1, '2024-02-29', '2024-02-29T10:20:30.000Z', -5`,
          `${gpb(point)}, null, null, null, null, null, null, null, null, null`,
          `null, ' x ', 'rad\nbrytning', -3, -12, 1e21, 0, '1999-12-31', '1999-12-31T23:59:59Z', 70000`,
        ],
      },
    ],
  ],
  [
    'every kind of geometry, with heights and measures, in both byte orders, empty',
    [
      {
        name: 'former',
        columns: 'kod text',
        geometry: geom('GEOMETRY'),
        rows: [
          `${gpb(bigPoint, '00')}, 'big endian'`,
          `${gpb(wkb('little', 'b1', 'i1001', 617000, 6613000, 12))}, 'Z'`,
          `${gpb(wkb('little', 'b1', 'i2147483649', 617000, 6613000, 12))}, 'old Z'`,
          `${gpb(wkb('little', 'b1', 'i2002', 'i2', 617000, 6613000, 1, 617001, 6613000, 2))}, 'M'`,
          `${gpb(wkb('little', 'b1', 'i3002', 'i2', 617000, 6613000, 1, 9, 617001, 6613000, 2, 9))}, 'ZM'`,
          `${gpb(polygon, '03', wkb('little', 617000, 617010, 6613000, 6613010.25))}, 'envelope'`,
          `${gpb(wkb('little', 'b1', 'i4', 'i2') + point + point)}, 'points'`,
          `${gpb(wkb('little', 'b1', 'i5', 'i1', 'b1', 'i2', 'i2', 617000, 6613000, 617001, 6613000))}, 'lines'`,
          `${gpb(wkb('little', 'b1', 'i6', 'i2') + polygon + polygon)}, 'surfaces'`,
          `${gpb(wkb('little', 'b1', 'i7', 'i2') + point + polygon)}, 'collection'`,
          `${gpb(wkb('little', 'b1', 'i3', 'i2', ...square, ...hole))}, 'a hole that goes the way of its shell'`,
          `${gpb(wkb('big', 'b0', 'i3', 'i2', ...turned, ...hole))}, 'clockwise'`,
          `${gpb(wkb('little', 'b1', 'i6', 'i0'), '11')}, 'empty'`,
        ],
      },
    ],
  ],
  [
    'a table without geometry',
    [{ name: 'tabell', columns: 'kod text, antal integer', rows: [`'0381', 5`, `'0380', null`] }],
  ],
  ['nothing at all', [{ name: 'tom', columns: 'kod text', geometry: geom('POINT'), rows: [] }]],
  [
    'a coordinate system that is not said',
    [{ name: 'okand', columns: 'kod text', geometry: geom('POINT', 'geom', -1), rows: [`${gpb(point)}, 'a'`] }],
  ],
])('%s: as GDAL reads it', async (name, layers) => {
  const file = join(folder, `${name.replaceAll(/\W/g, '')}.gpkg`);
  writeGeoPackage(file, layers);
  const { said, isOurs } = await read(file);
  expect(isOurs).toBe(layers.some(({ geometry, rows }) => geometry && rows.length > 0));
  expect(said).toEqual(await throughGdal(file));
});

const arc = wkb('little', 'b1', 'i8', 'i3', 617000, 6613000, 617001, 6613001, 617002, 6613000);

test.each<[string, { columns?: string; rows?: string[]; more?: string; layer?: string }]>([
  ['arcs in the middle', { rows: [`${gpb(point)}, 'a'`, `${gpb(arc)}, 'b'`, `${gpb(point)}, 'c'`] }],
  ['a date that is none', { columns: 'kod date', rows: [`${gpb(point)}, '2024-01-02'`, `${gpb(point)}, '1 maj'`] }],
  ['bytes in a text', { rows: [`${gpb(point)}, x'6162'`] }],
  ['a column of bytes', { columns: 'kod text, foto blob', rows: [`${gpb(point)}, 'a', x'00ff'`] }],
  ['a column that is computed', { columns: `kod text, stor text generated always as (upper(kod))`, rows: [] }],
  [
    'a view as a layer',
    {
      rows: [`${gpb(point)}, 'a'`, `${gpb(point)}, 'b'`],
      layer: 'vy',
      more: `create view vy as select fid, geom, kod from lager where kod = 'b';
        insert into gpkg_contents (table_name, data_type, srs_id) values ('vy', 'features', 3006);
        insert into gpkg_geometry_columns values ('vy', 'geom', 'POINT', 3006, 0, 0)`,
    },
  ],
  [
    'a system by a number of its own',
    { rows: [`${gpb(point)}, 'a'`], more: 'update gpkg_geometry_columns set srs_id = 100001' },
  ],
  [
    'a system that is not EPSG',
    {
      rows: [`${gpb(point)}, 'a'`],
      more: `update gpkg_spatial_ref_sys set organization = 'ESRI', definition = 'PROJCS["SWEREF99_13_30",GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",150000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",13.5],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]' where srs_id = 3006`,
    },
  ],
])('%s: GDAL takes over', async (name, { columns = 'kod text', rows = [], more, layer }) => {
  const file = join(folder, `${name.replaceAll(/\W/g, '')}.gpkg`);
  writeGeoPackage(file, [{ name: 'lager', columns, geometry: geom('GEOMETRY'), rows }], more);
  const { said } = await read(file, layer);
  expect(said).toEqual(await throughGdal(file, layer));
});

test('several layers: one must be chosen, those of QGIS are none', async () => {
  const file = join(folder, 'flera.gpkg');
  const layer = (name: string) => ({
    name,
    columns: 'kod text',
    geometry: geom('POINT'),
    rows: [`${gpb(point)}, '${name}'`],
  });
  writeGeoPackage(file, [layer('ett'), layer('två'), { ...layer('layer_styles') }]);
  const refused = await read(file).catch((error: unknown) => (error instanceof Refusal ? error.problem : error));
  expect(refused).toMatchObject({ code: 'layer-choose' });
  const { said, isOurs } = await read(file, 'två');
  expect(isOurs).toBe(true);
  expect(said.rows.map(({ properties }) => properties.kod)).toEqual(['två']);
});

test('rows can be read again from the start', async () => {
  const file = join(folder, 'igen.gpkg');
  const rows = Array.from({ length: 2_500 }, (_, index) => `${gpb(point)}, 'k${index}'`);
  writeGeoPackage(file, [{ name: 'lager', columns: 'kod text', geometry: geom('POINT'), rows }]);
  const opened = await openFile(file, undefined);
  if (opened.kind !== 'table') throw new Error(opened.kind);
  const { source, close } = opened.file;
  for await (const { number } of source.rows()) if (number === 10) break;
  let last = 0;
  for await (const { number } of source.rows()) last = number;
  expect(last).toBe(2_500);
  await close();
});

const shared = sharedData();
const real = shared ? readdirSync(join(shared, 'geo')).filter((name) => name.endsWith('.geojson')) : [];

test.skipIf(!hasOgr).each(real)('%s as a GeoPackage: as GDAL reads it', async (name) => {
  const file = join(folder, name.replace('.geojson', '.gpkg'));
  execFileSync('ogr2ogr', ['-f', 'GPKG', file, join(shared ?? '', 'geo', name)]);
  const { said, isOurs } = await read(file);
  expect(isOurs).toBe(true);
  const theirs = await throughGdal(file);
  // One by one: what differs between two large files nobody can read.
  for (const [index, row] of said.rows.entries()) expect(row).toEqual(theirs.rows[index]);
  expect({ ...said, rows: said.rows.length }).toEqual({ ...theirs, rows: theirs.rows.length });
});

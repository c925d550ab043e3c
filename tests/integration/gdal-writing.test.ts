import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import type { Database } from '../../server/database/database.ts';
import { raw } from '../../server/database/sql.ts';
import { type GdalFormat, gdalFormats } from '../../server/formats/gdal/formats.ts';
import type { Layer, LayerField, LayerRow, Value } from '../../server/formats/gdal/layer.ts';
import { stageRows } from '../../server/formats/gdal/staged-rows.ts';
import { formatsOf, gdalWriter } from '../../server/formats/gdal/write.ts';
import { writeXlsx } from '../../server/formats/gdal/xlsx.ts';
import { Problem } from '../../server/http/problems.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import type { SourceRow } from '../../server/publishing/reading/source.ts';
import { eachDatabase, makePlace, type TestPlace } from '../setup/databases.ts';

const both = (sv: string) => ({ sv, en: `${sv} (en)` });
const field = (name: string, type: LayerField['type'], title = name): LayerField => ({
  name,
  type,
  title: both(title),
});

const omraden: Layer = {
  name: 'omraden',
  title: both('Områden & åkrar'),
  description: both('Provytor'),
  geometry: { type: 'MultiPolygon', srid: 3006 },
  label: 'namn',
  fields: [
    field('objektidentitet', 'text', 'Objektidentitet'),
    field('namn', 'text', 'Namn på området'),
    field('kod', 'code'),
    field('antal_bostader_planerade', 'integer'),
    field('andel', 'double'),
    field('galler', 'boolean'),
    field('beslutsdatum', 'date'),
    field('senast_andrad', 'timestamptz'),
    field('andamal', 'list'),
  ],
};

const long = `${'ö'.repeat(126)}abc${'å'.repeat(50)}`;
const values: readonly (readonly Value[])[] = [
  [
    'a1',
    'Björk "Ö", rad\n2; <b>&',
    '0381',
    12,
    0.1,
    true,
    '2024-02-29',
    '2024-07-01T10:20:30Z',
    ['Bostäder', 'Handel, centrum'],
  ],
  ['a2', long, '0009', -3, 1234567.125, false, '1898-05-01', '1999-12-31T23:59:59Z', '["Park"]'],
  ['a3', null, null, null, null, null, null, null, null],
];
const hole =
  'MULTIPOLYGON(((600000 6600000,600100 6600000,600100 6600100,600000 6600100,600000 6600000),(600010.125 6600010,600010 6600020,600020 6600020,600010.125 6600010)))';
const two =
  'MULTIPOLYGON(((600200 6600000,600300 6600000,600300 6600100,600200 6600000)),((600400 6600000,600500 6600000,600500 6600100,600400 6600000)))';
const geometries = [hole, two, null];

const folder = mkdtempSync(join(tmpdir(), 'allmanning-skriva-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const writer = gdalWriter();
const inFolder = () => mkdtempSync(join(folder, 'f-'));

eachDatabase('files made by GDAL', (kind) => {
  let place: TestPlace;
  let database: Database;
  beforeAll(async () => {
    place = await makePlace(kind);
    database = await connect(place.config, { join: false, log: () => {} });
    await database.query(raw('create extension if not exists postgis'));
  });
  afterAll(async () => {
    await database?.close();
    await place?.remove();
  });

  test('GeoPackage: every value, type, hole and coordinate of what PostGIS gave', async () => {
    const rows = await rowsFrom(database, geometries, values);
    const { source, read } = await made(omraden, rows, 'gpkg');
    expect(source).toMatchObject({ srid: 3006, hasGeometry: true, columns: omraden.fields.map(({ name }) => name) });
    expect(Object.fromEntries(source.types ?? [])).toEqual({
      objektidentitet: 'text',
      namn: 'text',
      kod: 'text',
      antal_bostader_planerade: 'integer',
      andel: 'double',
      galler: 'boolean',
      beslutsdatum: 'date',
      senast_andrad: 'timestamptz',
      andamal: 'text',
    });
    expect(read.map(({ properties }) => Object.values(properties))).toEqual([
      [
        'a1',
        'Björk "Ö", rad\n2; <b>&',
        '0381',
        12,
        0.1,
        true,
        '2024-02-29',
        '2024-07-01T10:20:30Z',
        // A GeoPackage has no lists: the text of one is read as such where a field is a list.
        '["Bostäder","Handel, centrum"]',
      ],
      ['a2', long, '0009', -3, 1234567.125, false, '1898-05-01', '1999-12-31T23:59:59Z', '["Park"]'],
      ['a3', ...Array(8).fill(null)],
    ]);
    expect(read[0]?.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [600000, 6600000],
            [600100, 6600000],
            [600100, 6600100],
            [600000, 6600100],
            [600000, 6600000],
          ],
          [
            [600010.125, 6600010],
            [600010, 6600020],
            [600020, 6600020],
            [600010.125, 6600010],
          ],
        ],
      ],
    });
    expect(read[2]?.geometry).toBeNull();
  });
});

test.each([
  [
    'fgb',
    {
      antal_bostader_planerade: '12',
      andel: 0.1,
      galler: true,
      beslutsdatum: '2024-02-29',
      senast_andrad: '2024-07-01T10:20:30Z',
      andamal: ['Bostäder', 'Handel, centrum'],
    },
  ],
  [
    'shp.zip',
    {
      ant_bos_pl: '12',
      andel: 0.1,
      galler: 1,
      beslutsdat: '2024-02-29',
      senas_andr: '2024-07-01T10:20:30Z',
      andamal: 'Bostäder; Handel, centrum',
    },
  ],
] as const)('%s: values, holes and coordinates, east before north, in EPSG:3006', async (format, expected) => {
  const { source, read } = await made(omraden, fixed(), format);
  expect(source.srid).toBe(3006);
  expect(read).toHaveLength(3);
  expect(read[0]?.properties).toMatchObject({ namn: 'Björk "Ö", rad\n2; <b>&', kod: '0381', ...expected });
  // Some readers leave out what is null.
  const given = Object.entries(read[2]?.properties ?? {}).filter(([, value]) => value !== null);
  expect(given.map(([, value]) => value)).toEqual(['a3']);
  const geometry = read[0]?.geometry;
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw new Error('no polygon');
  const [ring, inner] = geometry.type === 'Polygon' ? geometry.coordinates : (geometry.coordinates[0] ?? []);
  expect(ring).toHaveLength(5);
  expect(ring).toContainEqual([600100, 6600000]);
  expect(inner).toContainEqual([600010.125, 6600010]);
  expect(read[2]?.geometry).toBeNull();
});

test('a shapefile tells which names are which and what was cut, between two letters', async () => {
  const { output, written, read } = await made(omraden, fixed(), 'shp.zip');
  const parts = await unzipped(output);
  expect(
    Object.keys(parts)
      .map((name) => name.replace(/^.*\./, '.'))
      .sort(),
  ).toEqual(['.cpg', '.dbf', '.prj', '.shp', '.shx', '.txt']);
  expect(String(parts['omraden.cpg'])).toBe('UTF-8');
  expect(String(parts['faltnamn.txt'])).toContain('ant_bos_pl\tantal_bostader_planerade\t');
  expect(written.notes.map(({ sv }) => sv)).toEqual([expect.stringContaining('namn: 1 text')]);
  // 126 ö are 252 bytes, two more letters fit.
  expect(read[1]?.properties.namn).toBe(`${'ö'.repeat(126)}ab`);
});

test('KML: degrees, names and dates as they are read', async () => {
  const { output, source } = await made(omraden, fixed(), 'kml');
  expect(source.srid).toBe(4326);
  // GDAL reads only the names back.
  const kml = await readFile(output, 'utf8');
  expect(kml.match(/<Placemark>/g)).toHaveLength(3);
  expect(kml).toContain('<name>Områden_åkrar</name>');
  expect(kml).toContain('<name>Björk &quot;Ö&quot;, rad\n2; &lt;b&gt;&amp;</name>');
  expect(kml).toContain('<SimpleData name="beslutsdatum">2024-02-29</SimpleData>');
  expect(kml).toContain('<SimpleData name="andamal">Bostäder; Handel, centrum</SimpleData>');
  const [east, north] = /<coordinates>([\d.]+),([\d.]+)/.exec(kml)?.slice(1).map(Number) ?? [];
  expect(east).toBeGreaterThan(16.7);
  expect(east).toBeLessThan(16.8);
  expect(north).toBeGreaterThan(59.5);
  expect(north).toBeLessThan(59.6);
});

const mixed: Layer = {
  ...omraden,
  name: 'blandat',
  geometry: { type: 'Geometry', srid: 3010 },
  fields: [field('namn', 'text'), field('kind', 'text')],
};

test('mixed geometry: one shapefile or table for each kind, and no row lost', async () => {
  const rows = [
    { geometry: ewkb(1, 3010, [170000, 6612000]), values: ['punkt', 'slag'] },
    { geometry: null, values: ['platslös', 'slag'] },
    { geometry: polygon(3010), values: ['yta', 'slag'] },
  ];
  const { output } = await write(mixed, rows, 'shp.zip');
  expect(Object.keys(await unzipped(output)).filter((name) => name.endsWith('.shp'))).toEqual([
    'blandat_punkter.shp',
    'blandat_ytor.shp',
  ]);
  const geopackage = await write(mixed, rows, 'gpkg');
  for (const file of [output, geopackage.output]) {
    expect((await opened(file, 'blandat_punkter')).read.map(({ properties }) => properties.namn)).toEqual([
      'punkt',
      'platslös',
    ]);
    const areas = await opened(file, 'blandat_ytor');
    expect(areas.source.srid).toBe(3010);
    expect(areas.read.map(({ properties }) => properties.namn)).toEqual(['yta']);
    expect(Object.keys(areas.read[0]?.properties ?? {}).sort()).toEqual(['kind', 'namn']);
  }
});

test.each(gdalFormats)('%s without rows is a file with all fields', async (format) => {
  const { source, read } = await made(omraden, [], format);
  expect(read).toEqual([]);
  // A KML without features has no fields.
  if (format !== 'kml') expect(source.columns).toHaveLength(9);
});

const odd: Layer = {
  ...omraden,
  name: 'udda',
  fields: [
    field('fid', 'integer', 'Yta'),
    field('geom', 'text', 'Yta'),
    field('Area (m²)', 'double'),
    field('area (M²)', 'double'),
    field("it's <x>", 'text'),
    field('kind', 'text'),
  ],
};

test.each(['gpkg', 'shp.zip', 'fgb'] as const)(
  '%s: columns of an adopted table that have names of the format’s own',
  async (format) => {
    const row = { geometry: polygon(3006), values: ['9007199254740993', 'g', 1.5, 2.5, '=1+1', 'slag'] };
    const { read } = await made(odd, [row], format);
    expect(read).toHaveLength(1);
    const found = Object.values(read[0]?.properties ?? {}).map(String);
    expect(found).toEqual(expect.arrayContaining(row.values.map(String)));
  },
);

test('KML is well-formed whatever the columns are called', async () => {
  const row = { geometry: polygon(3006), values: ['1', 'g', 1.5, 2.5, '=1+1', 'slag'] };
  const { output, read } = await made(odd, [row], 'kml');
  expect(read).toHaveLength(1);
  expect(await readFile(output, 'utf8')).toContain(`<SimpleData name="it's _x_">=1+1</SimpleData>`);
});

test('a table without geometry', async () => {
  const table = { ...omraden, geometry: null };
  expect(formatsOf(table)).toEqual(['gpkg']);
  const { source, read } = await made(
    table,
    fixed().map((row) => ({ ...row, geometry: null })),
    'gpkg',
  );
  expect(source.hasGeometry).toBe(false);
  expect(read.map(({ properties }) => properties.kod)).toEqual(['0381', '0009', null]);
});

test('a workbook: what is typed is typed, and a code keeps its zeros', async () => {
  const output = join(inFolder(), 'omraden.xlsx');
  await writeXlsx(omraden, fixed(), output);
  const { read } = await opened(output);
  expect(read.map(({ properties }) => Object.values(properties))).toEqual([
    // Times are those of Swedish clocks.
    [
      'a1',
      'Björk "Ö", rad\n2; <b>&',
      '0381',
      12,
      0.1,
      true,
      expect.stringMatching(/^2024.02.29$/),
      expect.stringMatching(/^2024-07-01T12:20:30/),
      'Bostäder; Handel, centrum',
    ],
    // Before March 1900 Excel has no days.
    ['a2', long, '0009', -3, 1234567.125, false, '1898-05-01', expect.stringMatching(/^2000-01-01T00:59:59/), 'Park'],
    ['a3'],
  ]);
});

test('two at once both come, one after the other; a full line is a 503', async () => {
  const staged = await stageRows(omraden, fixed(), inFolder());
  const narrow = gdalWriter({ waiting: 1 });
  const outputs = ['a', 'b', 'c'].map((name) => join(staged.folder, `${name}.gpkg`));
  const [first, second, third] = await Promise.allSettled(
    outputs.map((output) => narrow.write(staged, 'gpkg', output)),
  );
  expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(third).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  expect((await opened(outputs[1] ?? '')).read).toHaveLength(3);
});

test('the deadline, a client that leaves, rows that are gone: an error, nothing left behind, and the next one works', async () => {
  const staged = await stageRows(omraden, fixed(), inFolder());
  const output = join(staged.folder, 'x.gpkg');
  await expect(gdalWriter({ deadline: 1 }).write(staged, 'gpkg', output)).rejects.toThrow(Problem);
  const single = gdalWriter();
  const leaving = new AbortController();
  const left = single.write(staged, 'gpkg', output, leaving.signal);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  await single.write(staged, 'gpkg', output);
  expect(readdirSync(staged.folder).sort()).toEqual(['rader.csv', 'x.gpkg']);
  await rm(join(staged.folder, 'rader.csv'));
  await expect(single.write(staged, 'gpkg', output)).rejects.toThrow('GDAL');
  expect((await opened(output)).read).toHaveLength(3);
});

async function write(layer: Layer, rows: readonly LayerRow[], format: GdalFormat) {
  const folder = inFolder();
  const output = join(folder, `${layer.name}.${format}`);
  const written = await writer.write(await stageRows(layer, rows, folder), format, output);
  return { output, written };
}

async function made(layer: Layer, rows: readonly LayerRow[], format: GdalFormat) {
  const { output, written } = await write(layer, rows, format);
  return { output, written, ...(await opened(output)) };
}

async function opened(file: string, layer?: string) {
  const found = await openFile(file, layer);
  if (found.kind !== 'table') throw new Error('NGP');
  const { source, close } = found.file;
  const read: SourceRow[] = [];
  // The number that a GeoPackage has for each row is none of its fields.
  const own = (name: string) => name !== source.rowNumber;
  for await (const { properties, ...row } of source.rows())
    read.push({ ...row, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => own(name))) });
  await close();
  return { source: { ...source, columns: source.columns.filter(own) }, read };
}

async function rowsFrom(database: Database, shapes: readonly (string | null)[], values: readonly (readonly Value[])[]) {
  const literals = shapes.map((shape) => (shape === null ? 'null' : `'SRID=3006;${shape}'::geometry`)).join(',');
  const rows = await database.query<{ geometry: string | null }>(
    raw(`select g::text as geometry from unnest(array[${literals}]::geometry[]) with ordinality as x(g, n) order by n`),
  );
  return rows.map(({ geometry }, index) => ({ geometry, values: values[index] ?? [] }));
}

/** The same rows as PostGIS gives them, without a database. */
function fixed(): LayerRow[] {
  const ring = (points: readonly (readonly [number, number])[]) =>
    `${uint(points.length)}${points.flat().map(double).join('')}`;
  const square = ring([
    [600000, 6600000],
    [600100, 6600000],
    [600100, 6600100],
    [600000, 6600100],
    [600000, 6600000],
  ]);
  const inner = ring([
    [600010.125, 6600010],
    [600010, 6600020],
    [600020, 6600020],
    [600010.125, 6600010],
  ]);
  const one = ring([
    [600200, 6600000],
    [600300, 6600000],
    [600300, 6600100],
    [600200, 6600000],
  ]);
  const other = ring([
    [600400, 6600000],
    [600500, 6600000],
    [600500, 6600100],
    [600400, 6600000],
  ]);
  const part = (...rings: string[]) => `01${uint(3)}${uint(rings.length)}${rings.join('')}`;
  const multi = (...parts: string[]) => `01${uint(0x2000_0006)}${uint(3006)}${uint(parts.length)}${parts.join('')}`;
  return [multi(part(square, inner)), multi(part(one), part(other)), null].map((geometry, index) => ({
    geometry,
    values: values[index] ?? [],
  }));
}

function ewkb(type: number, srid: number | null, point: readonly [number, number]): string {
  const head = srid === null ? uint(type) : `${uint(0x2000_0000 + type)}${uint(srid)}`;
  return `01${head}${point.map(double).join('')}`;
}

function polygon(srid: number): string {
  const points = [
    [170000, 6612000],
    [170010, 6612000],
    [170010, 6612010],
    [170000, 6612000],
  ];
  return `01${uint(0x2000_0003)}${uint(srid)}${uint(1)}${uint(4)}${points.flat().map(double).join('')}`;
}

function uint(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString('hex');
}

function double(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.toString('hex');
}

/** The files of a zip, by its local headers. */
async function unzipped(file: string): Promise<Record<string, Buffer>> {
  const bytes = await readFile(file);
  const files: Record<string, Buffer> = {};
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + bytes.readUInt16LE(at + 26);
    const end = start + bytes.readUInt32LE(at + 18);
    files[bytes.toString('utf8', at + 30, start)] = inflateRawSync(bytes.subarray(start, end));
    at = end;
  }
  return files;
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { expect, test } from 'vitest';
import { cornersOf } from '../../server/publishing/checking/wkb.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import type { SourceRow } from '../../server/publishing/reading/source.ts';
import { Refusal } from '../../server/publishing/report.ts';
import { fixture } from '../setup/publishing.ts';

/** Files through GDAL and our own readers, without a database. */
async function read(name: string, layer?: string) {
  const opened = await openFile(fixture(name), layer);
  if (opened.kind !== 'table') throw new Error(opened.kind);
  const { source, notes, close } = opened.file;
  const rows: SourceRow[] = [];
  for await (const row of source.rows()) rows.push(row);
  await close();
  return { source, rows, notes };
}

async function refusal(name: string, layer?: string) {
  return read(name, layer).then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.problem : error),
  );
}

test.each([
  ['omraden_2024.geojson', 3006],
  ['omraden_3010.gpkg.zip', 3010],
  ['omraden_shp.zip', 3010],
])('%s: rows, names and coordinate system', async (file, srid) => {
  const { source, rows } = await read(file);
  expect(source).toMatchObject({ srid, hasGeometry: true });
  const columns = source.columns.filter((name) => name !== source.rowNumber);
  expect(columns).toEqual(['regsokod', 'regsonamn', 'antal']);
  expect(rows.map(({ number, properties }) => [number, properties.regsonamn])).toEqual([
    [1, 'Västerö'],
    [2, 'Österö'],
  ]);
});

test('coordinates come with every decimal that they have', async () => {
  const { rows } = await read('tatorter_3010.geojson');
  expect(rows[0]?.geometry).toMatchObject({ coordinates: [expect.arrayContaining([[171234.567, 6612345.678]])] });
});

test('Windows-1252 is recoded, and said; everything in a CSV is text', async () => {
  const { rows, notes } = await read('windows1252.csv');
  expect(rows[0]?.properties).toEqual({ kod: 'T9', namn: 'Åkerö', befolkning: '7' });
  expect(notes[0]?.sv).toContain('Windows-1252');
});

test('a sheet keeps its leading zeros', async () => {
  const { rows, source } = await read('brunnar.xlsx');
  expect(source.hasGeometry).toBe(false);
  expect(rows[0]?.properties).toMatchObject({ Nr: '0012', Ägare: 'Kommunen' });
});

test('a table in plain JSON is found in the object around it', async () => {
  const { rows, source } = await read('projekt.json');
  expect(source.columns).toEqual(['namn', 'status', 'bostader', 'fastighet']);
  expect(rows).toHaveLength(2);
});

test('one of several layers is chosen by name', async () => {
  expect(await refusal('tva_lager.zip')).toMatchObject({
    code: 'layer-choose',
    remedy: { sv: expect.stringContaining('ett, tva') },
  });
  expect(await refusal('tva_lager.zip', 'tre')).toMatchObject({ code: 'layer-unknown' });
  expect((await read('tva_lager.zip', 'ett')).rows).toHaveLength(2);
});

test.each([
  ['avklippt.geojson', 'file-damaged'],
  ['avklippt.gpkg', 'file-damaged'],
  ['tom.geojson', 'file-empty'],
  ['README.md', 'file-unreadable'],
])('%s: %s', async (file, code) => {
  expect(await refusal(file)).toMatchObject({ code });
});

/** A circle around the town. */
function circle(corners: number) {
  const ring = Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / (corners - 1);
    return [617_000 + Math.round(1e6 * Math.cos(angle)) / 100, 6_613_000 + Math.round(1e6 * Math.sin(angle)) / 100];
  });
  return { type: 'Polygon' as const, coordinates: [ring] };
}

function around(...geometries: ReturnType<typeof circle>[]) {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } };
  const features = geometries.map((geometry, index) => ({
    type: 'Feature' as const,
    properties: { namn: `Nr [${index}`, n: index },
    geometry,
  }));
  return { type: 'FeatureCollection' as const, crs, features };
}

const small = circle(5);

/** The wide file of the CSV has a row; each of the others has one thing too much. */
const tooMuch: Record<string, { code: string; words: string; bytes: () => string | Uint8Array }> = {
  'horn.geojson': {
    code: 'geometry-too-large',
    words: 'rad 2 har 500 001 hörn',
    bytes: () => JSON.stringify(around(small, circle(500_001), small)),
  },
  'horn.fgb': {
    code: 'geometry-too-large',
    words: 'rad 1 har 500 001 hörn',
    bytes: () => serialize(around(circle(500_001))),
  },
  'text.geojson': {
    code: 'row-too-large',
    words: 'rad 1 är för stor',
    bytes: () => JSON.stringify(around(small, small)).replace('Nr [0', 'x'.repeat(66 * 1024 * 1024)),
  },
  'kolumner.csv': {
    code: 'columns-too-many',
    words: '2000 kolumner',
    bytes: () => `${Array.from({ length: 2000 }, (_, index) => `k${index}`).join(';')}\n1\n`,
  },
  'bomb.zip': {
    code: 'zip-too-large',
    words: '4 GB',
    bytes() {
      const zip = readFileSync(fixture('omraden_shp.zip'));
      // The size when unpacked, in the central directory.
      zip.writeUInt32LE(0xffffffff, zip.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
      return zip;
    },
  },
};

test.each(Object.entries(tooMuch))('%s is refused before it is read whole', async (name, { code, words, bytes }) => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-large-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, bytes());
    const problem = await openFile(file, undefined).catch((error) => error.problem);
    expect(problem?.code).toBe(code);
    // Swedish puts a no-break space between thousands.
    expect(problem?.reason.sv.replaceAll('\u00a0', ' ')).toContain(words);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a feature with just so many corners is read, beside others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-large-'));
  try {
    const file = join(folder, 'lagom.geojson');
    writeFileSync(file, JSON.stringify(around(circle(400_000), circle(400_000))));
    const opened = await openFile(file, undefined);
    if (opened.kind !== 'table') throw new Error(opened.kind);
    const lengths: number[] = [];
    for await (const { geometry } of opened.file.source.rows()) lengths.push(geometry ? cornersOf(geometry) : 0);
    await opened.file.close();
    expect(lengths).toEqual([400_000, 400_000]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

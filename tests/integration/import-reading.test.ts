import { expect, test } from 'vitest';
import { openFile } from '../../server/publishing/reading/open.ts';
import type { SourceRow } from '../../server/publishing/reading/source.ts';
import { Refusal } from '../../server/publishing/report.ts';
import { fixture } from '../setup/publishing.ts';

/** Files through GDAL and our own readers, without a database. */
async function read(name: string, layer?: string) {
  const opened = await openFile(fixture(name), layer);
  if (opened.kind === 'ngp') throw new Error('NGP');
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

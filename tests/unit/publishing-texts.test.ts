import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codePageNamed } from '../../server/publishing/reading/code-page.ts';
import { findPlace } from '../../server/publishing/reading/place.ts';
import { type SaidOfTexts, withTexts } from '../../server/publishing/reading/shapefile-texts.ts';

/** "Åkerö ängs, Öd" in each code page. */
const bytes: Record<string, number[]> = {
  'windows-1252': [0xc5, 0x6b, 0x65, 0x72, 0xf6, 0x20, 0xe4, 0x6e, 0x67, 0x73, 0x2c, 0x20, 0xd6, 0x64],
  dos: [0x8f, 0x6b, 0x65, 0x72, 0x94, 0x20, 0x84, 0x6e, 0x67, 0x73, 0x2c, 0x20, 0x99, 0x64],
  macintosh: [0x81, 0x6b, 0x65, 0x72, 0x9a, 0x20, 0x8a, 0x6e, 0x67, 0x73, 0x2c, 0x20, 0x85, 0x64],
  'utf-8': [...Buffer.from('Åkerö ängs, Öd')],
};

/** As GDAL passes it on: each byte a character. */
async function read(page: keyof typeof bytes, said: Partial<SaidOfTexts>) {
  const namn = Buffer.from(bytes[page] ?? []).toString('latin1');
  const source = {
    columns: ['namn'],
    isEmpty: false,
    hasGeometry: true,
    srid: 3006,
    rows: () => [{ number: 1, properties: { namn, antal: 3 }, geometry: null }],
  };
  const texts = await withTexts(source, { codePage: undefined, languageDriver: undefined, ...said });
  for await (const { properties } of texts.source.rows())
    return { ...properties, notes: texts.notes.map(({ sv }) => sv) };
  return undefined;
}

test.each([
  ['windows-1252', { codePage: '1252' }],
  ['windows-1252', { codePage: 'ANSI 1252' }],
  ['windows-1252', { codePage: 'ISO 88591' }],
  ['windows-1252', { languageDriver: 0x57 }],
  ['dos', { codePage: 'OEM 437' }],
  ['dos', { codePage: 'CP850' }],
  ['dos', { codePage: 'IBM865' }],
  ['dos', { languageDriver: 0x01 }],
  ['dos', { languageDriver: 0x02 }],
  ['macintosh', { codePage: 'MacRoman' }],
  ['macintosh', { languageDriver: 0x04 }],
  ['utf-8', { codePage: 'UTF-8' }],
  ['utf-8', { codePage: '65001' }],
] as const)('a Shapefile in %s that says so (%o) is read in silence', async (page, said) => {
  expect(await read(page, said)).toEqual({ namn: 'Åkerö ängs, Öd', antal: 3, notes: [] });
});

test.each([
  ['windows-1252', {}, 'inte vilken teckenkod texterna har; de lästes som Windows-1252'],
  ['dos', {}, 'de lästes som DOS 850'],
  ['macintosh', {}, 'de lästes som Mac Roman'],
  ['windows-1252', { codePage: 'UTF-8' }, 'inte UTF-8, som filen säger; de lästes som Windows-1252'],
  ['utf-8', { languageDriver: 0x57 }, 'inte Windows-1252, som filen säger; de lästes som UTF-8'],
] as const)('one in %s that says %o is guessed, and told', async (page, said, note) => {
  expect(await read(page, said)).toMatchObject({ namn: 'Åkerö ängs, Öd', notes: [expect.stringContaining(note)] });
});

test('names that are no code page say nothing', () => {
  expect(['', 'svenska', '12', 'Big5'].map(codePageNamed)).toEqual([undefined, undefined, undefined, undefined]);
});

test('in a folder the one dataset is found, and of several one is chosen by name, with a layer of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-folder-'));
  try {
    mkdirSync(join(folder, 'karta'));
    writeFileSync(join(folder, 'läs mig.txt'), 'x');
    writeFileSync(join(folder, 'karta', 'ytor.gpkg'), 'x');
    expect(await findPlace(folder, 'lager')).toMatchObject({
      path: join(folder, 'karta', 'ytor.gpkg'),
      layer: 'lager',
    });
    writeFileSync(join(folder, 'linjer.shp'), 'x');
    writeFileSync(join(folder, 'linjer.dbf'), 'xyz');
    await expect(findPlace(folder, undefined)).rejects.toMatchObject({
      problem: { code: 'layer-choose', remedy: { sv: expect.stringContaining('ytor, linjer') } },
    });
    expect(await findPlace(folder, 'linjer')).toMatchObject({
      path: join(folder, 'linjer.shp'),
      layer: undefined,
      size: 3,
    });
    expect(await findPlace(folder, 'ytor/ett')).toMatchObject({ layer: 'ett', prefix: 'ytor/' });
    await expect(findPlace(folder, 'annat')).rejects.toMatchObject({ problem: { code: 'layer-unknown' } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

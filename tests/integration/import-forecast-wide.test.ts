import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import type { PublishOptions } from '../../server/publishing/options.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

const set = { prognosversion: '2025', basar: '2024', scenario: 'huvud', variabel: 'folkmangd', utgava: '2018' };

eachDatabase('a forecast as a table', (kind) => {
  let place: ImportPlace;
  let folder = '';
  beforeAll(async () => {
    place = await openImportPlace(kind);
    folder = mkdtempSync(join(tmpdir(), 'allmanning-prognos-'));
  });
  afterAll(async () => {
    await place?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => place.database.query(raw('truncate public.befolkningsprognos')));

  /** A table is read whatever it lacks as a forecast: what that is has tests of its own. */
  const read = (file: string, options: Partial<PublishOptions>) =>
    publishFile(
      place.database,
      place.definitions.map(({ import: { table: _, ...imported } = {}, ...one }) => ({ ...one, import: imported })),
      { ...options, dataset: 'befolkningsprognos', file },
    );
  const load = (text: string | Buffer, more: Record<string, string> = {}) => {
    const file = join(folder, 'prognos.csv');
    writeFileSync(file, text);
    return read(file, { set: { ...set, ...more } });
  };
  const cells = () =>
    place.database.query(
      raw(
        'select omradeskod as area, indelning, ar, kon, alder, varde from public.befolkningsprognos order by 1, 3, 4, 5',
      ),
    );
  const notes = ({ notes: all }: Awaited<ReturnType<typeof load>>) => all.map(({ sv }) => sv).join('\n');

  test('a workbook with a title and a column for each year', async () => {
    const options = { set: { ...set, indelning: 'deso' }, map: { omradeskod: 'DeSO-kod' } };
    const report = await read(fixture('prognos_bred.xlsx'), options);
    expect(report.findings).toEqual([]);
    expect(report.datasets).toMatchObject([{ inserted: 4 }]);
    expect(notes(report)).toContain('2 rader ovanför kolumnernas namn hoppades över: ”Befolkningsprognos');
    expect(notes(report)).toContain('År står i kolumnernas namn (2025 … 2026)');
    expect(await cells()).toEqual([
      { area: '0381A0010', indelning: 'deso', ar: 2025, kon: 'kvinna', alder: 0, varde: 12.5 },
      { area: '0381A0010', indelning: 'deso', ar: 2025, kon: 'man', alder: 0, varde: 14 },
      { area: '0381A0010', indelning: 'deso', ar: 2026, kon: 'kvinna', alder: 0, varde: 1234.5 },
      { area: '0381A0010', indelning: 'deso', ar: 2026, kon: 'man', alder: 0, varde: 15.25 },
    ]);
  });

  test('a column for each age, as Excel in Swedish saves it', async () => {
    const text =
      'Prognos över Enköping, alla åldrar;;;;\r\n;;;;\r\nDesokod;År;Kön;0 år;1;100 år och äldre\r\n0381A0010;2025;Män;1\u00a0234,5;7;0,5\r\n';
    const report = await load(Buffer.from(text, 'latin1'));
    expect(report.findings).toEqual([]);
    expect(notes(report)).toContain('Windows-1252');
    expect(notes(report)).toContain('Kolumnen 100 år och äldre blev ålder 100.');
    expect(await cells()).toMatchObject([
      { indelning: 'deso', ar: 2025, kon: 'man', alder: 0, varde: 1234.5 },
      { alder: 1, varde: 7 },
      { alder: 100, varde: 0.5 },
    ]);
  });

  test.each([
    ['commas', 'regsokod,År,Kön,Ålder,Folkmängd\nR1,2025,Kvinnor,3,"1\u202f234,5"\n'],
    ['tabs', 'regsokod\tÅr\tKön\tÅlder\tFolkmängd\nR1\t2025\tKvinnor\t3\t1 234,5\n'],
  ])('a long one with %s', async (_, text) => {
    const { variabel: _said, ...rest } = set;
    const file = join(folder, 'lang.csv');
    writeFileSync(file, text);
    const report = await read(file, { set: rest });
    expect(report.findings).toEqual([]);
    expect(await cells()).toEqual([
      { area: 'R1', indelning: 'regso', ar: 2025, kon: 'kvinna', alder: 3, varde: 1234.5 },
    ]);
  });

  test('a cell that is no number is told with its column, and nothing is published', async () => {
    const report = await load('desokod;Kön;Ålder;2025;2026\nA;Män;0;1;många\n');
    expect(report.findings).toMatchObject([{ code: 'value-type', field: 'varde', column: '2026', value: 'många' }]);
    expect(await cells()).toEqual([]);
  });
});

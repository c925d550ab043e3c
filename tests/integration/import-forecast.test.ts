import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { renderReport } from '../../server/publishing/render.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type ImportPlace, openImportPlace } from '../setup/publishing.ts';

interface Cell {
  omrade: string;
  indelning?: string;
  ar: number;
  alder: number | null;
  kon: string;
  variabel?: string;
  varde: number | null;
}

const years = [2026, 2027, 2028, 2029];
const ages = Array.from({ length: 10 }, (_, age) => age);
const sexes = ['kvinna', 'man'];

/** A whole forecast of three areas: one number for each year, age and sex. */
const whole: readonly Cell[] = ['A', 'B', 'C'].flatMap((omrade, area) =>
  years.flatMap((ar) =>
    ages.flatMap((alder) => sexes.map((kon) => ({ omrade, ar, alder, kon, varde: area + alder + (ar % 10) / 10 }))),
  ),
);

/** The rows that are the sums of others. */
function sums(cells: readonly Cell[], of: (cell: Cell) => Partial<Cell>): Cell[] {
  const found = new Map<string, Cell>();
  for (const cell of cells) {
    const sum = { ...cell, ...of(cell) };
    const key = JSON.stringify({ ...sum, varde: 0 });
    found.set(key, { ...sum, varde: (found.get(key)?.varde ?? 0) + (cell.varde ?? 0) });
  }
  return [...found.values()].map((cell) => ({ ...cell, varde: Math.round((cell.varde ?? 0) * 10) / 10 }));
}

eachDatabase('a forecast that is imported', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  let place: ImportPlace;
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(async () => {
    await place?.remove();
    rmSync(folder, { recursive: true });
  });
  const know = (...codes: string[]) =>
    place.database.query(
      raw(`truncate public.befolkningsprognos, public.prognosomraden;
      insert into public.prognosomraden (kod, namn, indelning, utgava, exempel, geom)
      select kod, kod, case kod when '0381' then 'kommun' else 'deso' end, '2025', kod = 'exempel',
        st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)) from unnest(array['${codes.join("','")}']) kod`),
    );
  beforeEach(() => know('A', 'B', 'C', '0381'));

  async function imported(cells: readonly Cell[], utgava = '2025') {
    const file = join(folder, 'prognos.csv');
    const lines = cells.map(({ omrade, indelning = 'deso', ar, alder, kon, variabel = 'folkmangd', varde }) =>
      [omrade, indelning, utgava, '2026', 2026, ar, alder, kon, 'huvud', variabel, varde].join(','),
    );
    const head = 'omradeskod,indelning,utgava,prognosversion,basar,ar,alder,kon,scenario,variabel,varde';
    writeFileSync(file, [head, ...lines].join('\n'));
    const report = await place.import('befolkningsprognos', file, { allowDeletes: true });
    const told = report.findings.map(({ code, row, field, value, reason }) => ({
      code,
      row,
      field,
      value,
      sv: reason.sv,
    }));
    return { report, told };
  }

  test('a whole table is published without a word, with sums or without', async () => {
    expect((await imported(whole)).told).toEqual([]);
    const all = [...whole, ...sums(whole, () => ({ omrade: '0381', indelning: 'kommun' }))];
    const { report, told } = await imported([...all, ...sums(all, () => ({ alder: null }))]);
    expect(told).toEqual([]);
    expect(report.datasets[0]).toMatchObject({ rowsRead: 240 + 80 + 24 + 8, unchanged: 240 });
  });

  test('a year that is missing is one sentence, and so is an area in a year', async () => {
    const gaps = whole.filter(({ omrade, ar }) => ar !== 2027 && !(omrade === 'B' && ar === 2029));
    const { report, told } = await imported(gaps);
    expect(report.refused).toBe(true);
    const where = 'deso, 2025, 2026, huvud, folkmangd';
    expect(told).toEqual([
      { code: 'cells-missing', row: null, field: 'ar', value: '2027', sv: `60 värden saknas i ${where}` },
      {
        code: 'cells-missing',
        row: null,
        field: 'omradeskod, ar',
        value: 'B, 2029',
        sv: `20 värden saknas i ${where}`,
      },
    ]);
    expect(renderReport(report, 'sv')).toContain(
      `ar: "2027": 60 värden saknas i ${where}; varje kombination ska ha ett värde, 0 där det inte finns någon`,
    );
  });

  test('single cells that are missing or empty are counted for each area, with one as an example', async () => {
    const cells = whole.map((cell) =>
      cell.omrade === 'C' && cell.alder === 4 && cell.kon === 'man' && cell.ar < 2028 ? { ...cell, varde: null } : cell,
    );
    const { told } = await imported(cells.filter((_, index) => index !== 7));
    expect(told).toEqual([
      {
        code: 'cells-missing',
        row: null,
        field: 'omradeskod',
        value: 'A',
        sv: 'ett värde saknas i deso, 2025, 2026, huvud, folkmangd, som omradeskod A, ar 2026, alder 3, kon man',
      },
      {
        code: 'cells-missing',
        row: null,
        field: 'omradeskod',
        value: 'C',
        sv: '2 värden saknas i deso, 2025, 2026, huvud, folkmangd, som omradeskod C, ar 2026, alder 4, kon man',
      },
    ]);
  });

  test('each variable is a table by itself, every fifth year is enough, and a mistyped year is told', async () => {
    const births = years
      .slice(1)
      .flatMap((ar) =>
        ['A', 'B', 'C'].map((omrade) => ({ omrade, ar, alder: null, kon: 'man', variabel: 'fodda', varde: 7 })),
      );
    expect((await imported([...whole, ...births])).told).toEqual([]);
    expect((await imported(whole.map((cell) => ({ ...cell, ar: 2025 + (cell.ar - 2025) * 5 })))).told).toEqual([]);
    const { told } = await imported(whole.map((cell, index) => (index === 30 ? { ...cell, ar: 20_270 } : cell)));
    expect(told.length).toBeLessThan(30);
    expect(told.some(({ value }) => value?.includes('20270'))).toBe(true);
  });

  test('sums that do not match are warned of by row, with what they should be; roundings are passed over', async () => {
    const municipality = sums(whole, () => ({ omrade: '0381', indelning: 'kommun' }));
    const rounded = municipality.map((cell) => ({ ...cell, varde: Math.round(cell.varde ?? 0) }));
    expect(
      (await imported([...whole.map((cell) => ({ ...cell, varde: Math.round(cell.varde ?? 0) })), ...rounded])).told,
    ).toEqual([]);
    const wrong = municipality.map((cell, index) => (index === 5 ? { ...cell, varde: (cell.varde ?? 0) + 8 } : cell));
    const ofAges = sums(whole, () => ({ alder: null })).map((cell, index) =>
      index === 0 ? { ...cell, varde: (cell.varde ?? 0) - 20 } : cell,
    );
    const { report, told } = await imported([...whole, ...wrong, ...ofAges]);
    expect(report.refused).toBe(false);
    const at = 240 + 6;
    const [sum] = municipality.slice(5);
    expect(told).toEqual(
      expect.arrayContaining([
        {
          code: 'sum-differs',
          row: at,
          field: 'varde',
          value: String(((sum?.varde ?? 0) + 8).toFixed(1)).replace(/\.0$/, ''),
          sv: `är inte summan av 3 delar (deso): ${sum?.varde?.toFixed(1)}`,
        },
      ]),
    );
    expect(told.filter(({ code }) => code === 'sum-differs').map(({ row }) => row)).toEqual([240 + 80 + 1, at]);
  });

  test('areas that the edition does not have are warned of once each; an edition that is not there once', async () => {
    await know('A', 'exempel');
    const { report, told } = await imported(whole);
    expect(report.refused).toBe(false);
    const beside = 'indelning deso, utgava 2025';
    expect(told).toEqual([
      {
        code: 'code-unknown',
        row: 81,
        field: 'omradeskod',
        value: 'B',
        sv: `finns inte i prognosomraden med ${beside} (80 rader)`,
      },
      {
        code: 'code-unknown',
        row: 161,
        field: 'omradeskod',
        value: 'C',
        sv: `finns inte i prognosomraden med ${beside} (80 rader)`,
      },
    ]);
    const other = await imported(whole, '2018');
    expect(other.told).toEqual([
      {
        code: 'edition-unknown',
        row: 1,
        field: null,
        value: 'indelning deso, utgava 2018',
        sv: 'ingen av 3 koder finns i prognosomraden (240 rader)',
      },
    ]);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** Of dwellings: numbers of people would be rounded (small-cells.test.ts). */
const rows = raw(`
  insert into public.befolkningsprognos
    (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
  select omrade, 'deso', '2025', '2026', 2025, ar, alder, kon, 'huvud', 'fardigstallda_bostader',
    case when ar = 2027 and alder = 1 then null else ar * 10 + coalesce(alder, 0) + case kon when 'man' then 0.5 else 0 end end
  from unnest(array['Å1', 'A1', 'Z1']) omrade, generate_series(2026, 2028) ar, unnest(array[0, 1, 10, null]) alder,
    unnest(array['kvinna', 'man']) kon`);

const cubeShape = z.object({
  version: z.literal('2.0'),
  class: z.literal('dataset'),
  label: z.string(),
  source: z.string(),
  role: z.object({ time: z.array(z.string()), geo: z.array(z.string()) }),
  id: z.array(z.string()),
  size: z.array(z.number()),
  dimension: z.record(
    z.string(),
    z.object({
      label: z.string(),
      category: z.object({ index: z.array(z.string()), label: z.record(z.string(), z.string()) }),
    }),
  ),
  extension: z.looseObject({}),
  value: z.record(z.string(), z.number().nullable()),
});

eachDatabase('tables of statistics', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  test('JSON-stat has each value at the place that its categories say', async () => {
    const cube = await service.json('/downloads/befolkningsprognos.jsonstat.json', cubeShape);
    expect(cube.dimension.omradeskod?.category.index).toEqual(['A1', 'Z1', 'Å1']);
    expect(cube.dimension.alder?.category).toEqual({
      index: ['0', '1', '10', 'alla'],
      label: { '0': '0', '1': '1', '10': '10', alla: 'Alla' },
    });
    expect(cube.dimension.kon?.category.label).toEqual({ kvinna: 'Kvinnor', man: 'Män' });
    expect(cube.size.reduce((product, size) => product * size)).toBe(3 * 3 * 4 * 2);
    const at = (chosen: Record<string, string>) => {
      const place = cube.id.reduce((before, name, index) => {
        const categories = cube.dimension[name]?.category.index ?? [];
        return before * (cube.size[index] ?? 0) + categories.indexOf(chosen[name] ?? categories[0] ?? '');
      }, 0);
      return cube.value[place];
    };
    expect(at({ omradeskod: 'Å1', ar: '2028', alder: '10', kon: 'man' })).toBe(20_290.5);
    expect(at({ omradeskod: 'Z1', ar: '2026', alder: 'alla', kon: 'kvinna' })).toBe(20_260);
    expect(at({ omradeskod: 'A1', ar: '2027', alder: '1', kon: 'man' })).toBeNull();
  });

  test('a part of the table has only the categories of that part, as a page or as a file', async () => {
    const filter = `filter=${encodeURIComponent("omradeskod = 'Å1' AND alder >= 1")}`;
    for (const path of [
      `/downloads/befolkningsprognos.jsonstat.json?${filter}`,
      `/geodata/v1/collections/befolkningsprognos/items?f=jsonstat&limit=100&${filter}`,
    ]) {
      const cube = await service.json(path, cubeShape);
      expect(cube.dimension.omradeskod?.category.index).toEqual(['Å1']);
      expect(cube.dimension.alder?.category.index).toEqual(['1', '10']);
      expect(Object.keys(cube.value)).toHaveLength(3 * 2 * 2);
    }
  });

  test('the CSV file is described as CSV on the Web and as a Frictionless data package', async () => {
    const csv = await (await service.get('/downloads/befolkningsprognos.csv')).text();
    const header = csv.split('\r\n')[0]?.split(',');
    const csvw = await service.json(
      '/downloads/befolkningsprognos.csv-metadata.json',
      z.looseObject({
        url: z.string(),
        tableSchema: z.looseObject({ columns: z.array(z.looseObject({ name: z.string(), datatype: z.string() })) }),
      }),
    );
    expect(csvw.url).toBe(`${service.url}/downloads/befolkningsprognos.csv`);
    expect(csvw.tableSchema.columns.map(({ name }) => name)).toEqual(header);
    expect(csvw.tableSchema.columns.find(({ name }) => name === 'varde')?.datatype).toBe('double');
    const frictionless = await service.json(
      '/downloads/befolkningsprognos.datapackage.json',
      z.looseObject({
        resources: z.array(
          z.looseObject({
            schema: z.looseObject({ fields: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
          }),
        ),
      }),
    );
    expect(frictionless.resources[0]?.schema.fields.map(({ name }) => name)).toEqual(header);
  });

  test('a Swedish Excel opens its CSV with a double click', async () => {
    const bytes = Buffer.from(await (await service.get('/downloads/befolkningsprognos.excel.csv')).arrayBuffer());
    expect(bytes.subarray(0, 6).toString('hex')).toMatch(/^efbbbf(?!efbbbf)/);
    const [head, ...lines] = bytes.toString().replace('\uFEFF', '').split('\r\n');
    expect(head?.split(';')).toContain('Ålder (år)');
    expect(lines.some((line) => line.includes(';20290,5;'))).toBe(true);
  });

  test('the yearly totals of an area are those of the newest version, whichever comes or goes', async () => {
    const { database } = service.service;
    const people = (version: string, years: string, count: number) =>
      database.query(
        raw(`insert into public.befolkningsprognos
            (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
          select 'T1', 'deso', '2025', '${version}', 2025, ar, 3, 'kvinna', 'huvud', 'folkmangd', ${count}
          from unnest(array[${years}]) ar`),
      );
    const totals = async () =>
      (
        await database.query<{ ar: number; varde: number }>(
          raw(
            `select ar, varde from public.prognos_arssummor where omradeskod = 'T1' and serie = 'forskolealder' order by ar`,
          ),
        )
      ).map(({ ar, varde }) => [ar, varde]);
    await people('2024', '2025, 2026', 10);
    expect(await totals()).toEqual([
      [2025, 10],
      [2026, 10],
    ]);
    await people('2025', '2026', 20);
    expect(await totals()).toEqual([[2026, 20]]);
    // An older one that comes late changes nothing, nor when it goes.
    await people('2023', '2024, 2025, 2026', 5);
    await database.query(raw(`delete from public.befolkningsprognos where prognosversion = '2023'`));
    expect(await totals()).toEqual([[2026, 20]]);
    await database.query(
      raw(`update public.befolkningsprognos set varde = 21 where prognosversion = '2025' and omradeskod = 'T1'`),
    );
    expect(await totals()).toEqual([[2026, 21]]);
    await database.query(
      raw(`delete from public.befolkningsprognos where prognosversion = '2025' and omradeskod = 'T1'`),
    );
    expect(await totals()).toEqual([
      [2025, 10],
      [2026, 10],
    ]);
  });
});

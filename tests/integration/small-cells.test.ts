import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { aggregate as aggregateShape } from '../../server/ogc-api/documents.ts';
import { likelihood, narrowed, type Rule, type Sum, weighed, weighedOverTime } from '../setup/attack.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, pageShape } from '../setup/shapes.ts';

const rule: Rule = { base: 5, tail: 0.05 };
/** Rounding that stays within one base: what the attack must get the better of. */
const plain: Rule = { base: 5, tail: 0 };
const small = [1, 2, 3, 4];

const areas = ['A', 'B', 'C'] as const;
const ages = Array.from({ length: 18 }, (_, index) => index + 1);
const groups = {
  forskolealder: [1, 5],
  grundskolealder: [6, 15],
  gymnasiealder: [16, 18],
  folkmangd: [1, 18],
} as const;
const pastShape = pageShape.partial({ numberMatched: true });

/** In [0, 1), the same in each run. */
function chance(...what: (string | number)[]): number {
  return createHash('sha256').update(what.join()).digest().readUInt32BE() / 2 ** 32;
}

/** Invented people: mostly small numbers, as a forecast for small areas has. */
function people(area: string, sex: string, born: number, world = 0): number {
  return Math.floor(12 * chance('people', area, sex, born, world) ** 1.5);
}

function shares(weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

/** The age groups of the definition that these ages reach: what `aggregate` rounds as wholes, beside one-year ages and all. */
const blocks = {
  forskolealder: [1, 5],
  alder_6_9: [6, 9],
  alder_10_12: [10, 12],
  alder_13_15: [13, 15],
  gymnasiealder: [16, 18],
  folkmangd: [1, 18],
} as const;

/** All cells of one year and how they add up: over areas for each age and sex, over ages and sexes for each area. */
function tableOf(value: (area: string, age: number, sex: string) => number) {
  const sexes = ['kvinna', 'man'];
  const cells = areas.flatMap((area) =>
    sexes.flatMap((sex) =>
      ages.map((age) => ({ name: `${area} ${sex} ${age}`, area, sex, age, value: value(area, age, sex) })),
    ),
  );
  const wholes = sexes.flatMap((sex) =>
    ages.map((age) => ({ name: `K ${sex} ${age}`, of: cells.filter((cell) => cell.sex === sex && cell.age === age) })),
  );
  const totals = areas.flatMap((area) =>
    Object.entries(groups).map(([group, [from, to]]) => ({
      name: `${area} ${group}`,
      of: cells.filter((cell) => cell.area === area && cell.age >= from && cell.age <= to),
    })),
  );
  const added = <T extends { of: readonly { value: number }[] }>(one: T) => ({
    ...one,
    value: one.of.reduce((sum, { value }) => sum + value, 0),
  });
  const ofMunicipality = wholes.map(added).map(({ name, of, value }) => ({ ...of[0], area: 'K', name, value }));
  const places = [...areas.map((area) => cells.filter((cell) => cell.area === area)), ofMunicipality];
  const ofBlocks = places.flatMap((own) => {
    const [area] = own.map((cell) => cell.area);
    const both = own.filter(({ sex }) => sex === 'kvinna');
    return [
      ...Object.entries(blocks).flatMap(([block, [from, to]]) => {
        const within = own.filter(({ age = 0 }) => age >= from && age <= to);
        const ofSexes = sexes.map((sex) => ({
          name: `${area} ${block} ${sex}`,
          of: within.filter((cell) => cell.sex === sex),
        }));
        const isTotal = totals.some(({ name }) => name === `${area} ${block}`);
        return [...ofSexes, ...(isTotal ? [] : [{ name: `${area} ${block}`, of: within }])];
      }),
      ...both.map(({ age }) => ({ name: `${area} ${age}`, of: own.filter((cell) => cell.age === age) })),
    ];
  });
  const sums = [...wholes, ...totals, ...ofBlocks].map(added);
  const names = [...cells, ...sums].map(({ name }) => name);
  const relations: Sum[] = sums.map(({ name, of }) => ({
    total: names.indexOf(name),
    parts: of.map((cell) => names.indexOf(cell.name)),
  }));
  return { cells, names, relations, values: [...cells, ...sums].map((one) => one.value) };
}

test('the attack rules small numbers out where numbers were rounded within one base', () => {
  const found = Array.from({ length: 40 }, (_, world) => {
    const { cells, names, relations, values } = tableOf((area, age, sex) => people(area, sex, 2026 - age, world));
    const published = values.map((value, index) =>
      value === 0 ? 0 : 5 * Math.floor(value / 5 + chance('plain', world, names[index] ?? '')),
    );
    const bounds = narrowed(plain, published, relations, 0) ?? [];
    cells.forEach((cell, index) => {
      expect(bounds[index]?.[0]).toBeLessThanOrEqual(cell.value);
      expect(bounds[index]?.[1]).toBeGreaterThanOrEqual(cell.value);
    });
    return cells.filter((cell, index) => {
      const [low = 0, high = 0] = bounds[index] ?? [];
      return small.includes(cell.value) && (low > 1 || high < 4);
    }).length;
  });
  expect(found.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
});

eachDatabase('small cells', (kind) => {
  let service: TestService;
  const { get, json } = {
    get: (path: string) => service.get(path),
    json: <T>(path: string, shape: z.ZodType<T>) => service.json(path, shape),
  };
  const run = (text: string) => service.service.database.query(raw(text));
  const forecast = '/geodata/v1/collections/befolkningsprognos';
  const division = '/geodata/v1/collections/prognosomraden';

  /** `born`: how many of a year of birth. A cell of the municipality is the sum of those of its areas. */
  async function write(year: number, born: (area: string, sex: string, born: number) => number): Promise<void> {
    const { cells } = tableOf((area, age, sex) => born(area, sex, year - age));
    const rows = cells.map(({ area, sex, age, value }) => `('${area}', 'deso', '${sex}', ${age}, ${value})`);
    await run(`
      insert into public.befolkningsprognos
        (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
      with cell (omrade, indelning, kon, alder, varde) as (values ${rows.join()}),
        whole as (select '0381', 'kommun', kon, alder, sum(varde) from cell group by kon, alder)
      select omrade, indelning, '2025', '2026', 2026, ${year}, alder, kon, 'huvud', 'folkmangd', varde
      from (select * from cell union all select * from whole) r
      on conflict (id) do update set varde = excluded.varde`);
  }

  const versions: { cells: number; totals: number }[] = [];
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await run(`update allmanning.protection set secret = '\\x00'`);
    await run(`insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom)
      select kod, kod, 'deso', '2025', true, st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
      from unnest(array['A', 'B', 'C']) kod`);
    const newest = z.looseObject({ versions: z.array(z.looseObject({ version: z.number() })) });
    for (const moved of [0, 1]) {
      for (const year of [2026, 2027])
        await write(year, (area, sex, born) => people(area, sex, born) + (born % 3 === 0 ? moved : 0));
      const [cells = 0, totals = 0] = await Promise.all(
        [forecast, division].map(async (of) => (await json(`${of}/versions?limit=1`, newest)).versions[0]?.version),
      );
      versions.push({ cells, totals });
    }
  });
  afterAll(() => service?.stop());

  const cellsOf = async (query: string) => (await json(`${forecast}/items?limit=1000&${query}`, pastShape)).features;
  /** All that is published of a year, by name, as it was then. */
  async function published(year: number, version: (typeof versions)[number]): Promise<Map<string, number>> {
    const cells = await cellsOf(`ar=${year}&as-of=${version.cells}`);
    const totals = (await json(`${division}/items?limit=100&as-of=${version.totals}`, pastShape)).features;
    const number = z.number();
    const sums: [name: string, value: number][] = [];
    for (const where of ['deso', 'kommun'])
      for (const by of ['area', 'area,sex', 'area,agegroup', 'area,agegroup,sex', 'area,age']) {
        const query = `by=${by}&year=${year}&division=${where}&as-of=${version.cells}`;
        const { rows } = await json(`${forecast}/aggregate?${query}`, aggregateShape);
        for (const { area, agegroup = by.includes('age') ? null : 'folkmangd', age, sex, value } of rows) {
          const name = [area === '0381' ? 'K' : area, age ?? agegroup, ...(sex === undefined ? [] : [sex])].join(' ');
          sums.push([name, number.parse(value)]);
        }
      }
    const told = new Map([
      ...sums,
      ...cells.map(({ properties: { omradeskod, kon, alder, varde } }) => {
        return [`${omradeskod === '0381' ? 'K' : omradeskod} ${kon} ${alder}`, number.parse(varde)] as const;
      }),
      ...totals.flatMap(({ properties }) =>
        Object.keys(groups).map(
          (group) => [`${properties.kod} ${group}`, number.parse(properties[`${group}_${year}`])] as const,
        ),
      ),
    ]);
    // The map's totals and those that are asked for are the same numbers.
    for (const [name, value] of sums) expect(told.get(name), name).toBe(value);
    return told;
  }

  test('numbers are rounded as the decision says: right in the mean, and no number is ever ruled out', async () => {
    for (const value of [1, 2, 3, 4, 5, 12]) {
      const rows = await service.service.database.query<{ rounded: number; times: number }>(sql`
        select allmanning.rounded(${value}, 5, false, '\\x01', n::text) as rounded, count(*)::int as times
        from generate_series(1, 20000) n group by 1`);
      for (const { rounded, times } of rows) {
        const expected = 20_000 * likelihood(rule, rounded, value);
        expect(expected).toBeGreaterThan(0);
        expect(Math.abs(times - expected), `${value} → ${rounded}`).toBeLessThan(5 * Math.sqrt(expected) + 3);
      }
      // One base further away, where a sum would else rule the number out.
      expect(rows.find(({ rounded }) => rounded === 5 * Math.ceil(value / 5) + 5)?.times).toBeGreaterThan(100);
      const mean = rows.reduce((sum, { rounded, times }) => sum + rounded * times, 0) / 20_000;
      expect(Math.abs(mean - value)).toBeLessThan(0.25);
    }
    const rows = await service.service.database.query<Record<string, number | null>>(
      raw(`
      select allmanning.rounded(0, 5, false, '\\x01', 'a') as zero, allmanning.rounded(0, 5, true, '\\x01', 'a') as hidden,
        allmanning.rounded(null, 5, false, '\\x01', 'a') as none,
        allmanning.rounded(-12, 5, false, '\\x01', 'a') + allmanning.rounded(12, 5, false, '\\x01', 'a') as signs,
        (select bool_and(allmanning.rounded(0, 5, true, '\\x01', n::text) is null) from generate_series(1, 2000) n)::int as always`),
    );
    expect(rows).toEqual([{ zero: 0, hidden: null, none: null, signs: 0, always: 1 }]);
  });

  test('every reader tells the same rounded number, filters and orders see no other', async () => {
    const features = await cellsOf('ar=2026');
    expect(features).toHaveLength(4 * 18 * 2);
    const told = new Map(features.map(({ properties }) => [properties.id, properties.varde]));
    const { cells } = tableOf((area, age, sex) => people(area, sex, 2026 - age) + ((2026 - age) % 3 === 0 ? 1 : 0));
    expect(cells.filter(({ value }) => small.includes(value)).length).toBeGreaterThan(20);
    for (const { properties } of features) {
      expect(Number(properties.varde) % 5).toBe(0);
      expect(properties.varde_skydd).toBe('avrundat');
    }
    const differing = cells.filter(
      ({ area, sex, age, value }) => told.get(`deso-2025-${area}-2026-huvud-folkmangd-2026-${sex}-${age}`) !== value,
    );
    expect(differing.length).toBeGreaterThan(60);

    const found = async (filter: string) =>
      (await cellsOf(`ar=2026&filter=${encodeURIComponent(filter)}`)).map(({ properties }) => properties.id).sort();
    const having = (meets: (value: number) => boolean) =>
      [...told].flatMap(([id, value]) => (meets(Number(value)) ? [id] : [])).sort();
    expect(await found('varde BETWEEN 1 AND 4')).toEqual([]);
    expect(await found('varde * 2 = 6')).toEqual([]);
    expect(await found('varde IN (5, 7)')).toEqual(having((value) => value === 5));
    expect(await found('varde >= 10')).toEqual(having((value) => value >= 10));
    expect(await found('varde < 5')).toEqual(having((value) => value === 0));
    expect((await cellsOf('ar=2026&varde=3')).length).toBe(0);
    const orders: string[] = [];
    for (let path: string | undefined = `${forecast}/items?limit=7&ar=2026&sortby=-varde`; path; ) {
      const page: z.infer<typeof pageShape> = await json(path, pageShape);
      orders.push(...page.features.map(({ properties }) => String(properties.id)));
      path = page.links.find(({ rel }) => rel === 'next')?.href.replace(service.url, '');
    }
    const byNumber = [...told].sort(([a, x], [b, y]) => Number(y) - Number(x) || (String(a) < String(b) ? -1 : 1));
    expect(orders).toEqual(byNumber.map(([id]) => id));

    const lines = (await (await get('/downloads/befolkningsprognos.csv')).text()).trim().split('\r\n');
    const [head = [], ...rows] = lines.map((line) => line.split(','));
    const column = (name: string) => head.indexOf(name);
    for (const row of rows.filter((row) => row[column('ar')] === '2026'))
      expect(Number(row[column('varde')])).toBe(told.get(row[column('id')]));
    const cube = await json(
      '/downloads/befolkningsprognos.jsonstat.json?ar=2026',
      z.looseObject({ value: z.record(z.string(), z.number()) }),
    );
    expect(Object.values(cube.value).sort()).toEqual([...told.values()].sort());
    const one = await json(`${forecast}/items/${features[0]?.id}`, featureShape);
    expect(one.properties.varde).toBe(features[0]?.properties.varde);
  });

  test('yearly totals are rounded as a whole, the same in features, tiles, files and charts', async () => {
    const { features } = await json(`${division}/items?limit=100`, pageShape);
    const charts = await json(
      '/datasets/prognosomraden/series.json',
      z.looseObject({
        years: z.array(z.number()),
        measures: z.record(z.string(), z.looseObject({ values: z.record(z.string(), z.array(z.number().nullable())) })),
      }),
    );
    const tile = decodeTile(Buffer.from(await (await get('/tiles/prognosomraden/12/2242/1197.mvt')).arrayBuffer()));
    const csv = (await (await get('/downloads/prognosomraden.csv')).text()).trim().split('\r\n');
    const position = csv[0]?.split(',').indexOf('gymnasiealder_2027') ?? 0;
    for (const { id, properties } of features) {
      const total = properties.gymnasiealder_2027;
      expect(Number(total) % 5).toBe(0);
      expect(charts.measures.gymnasiealder?.values[String(id)]).toEqual([properties.gymnasiealder_2026, total]);
      expect(tile.prognosomraden?.find((one) => one.properties.id === id)?.properties.gymnasiealder_2027).toBe(total);
      expect(csv.find((line) => line.startsWith(String(id)))?.split(',')[position]).toBe(String(total));
      const filter = encodeURIComponent(`gymnasiealder_2027 = ${total} AND id = '${id}'`);
      expect((await json(`${division}/items?filter=${filter}`, pageShape)).features).toHaveLength(1);
    }
    const schema = await json(
      `${division}/schema?lang=sv`,
      z.looseObject({ properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })) }),
    );
    expect(schema.properties.folkmangd_2026?.description).toMatch(/avrundade .* för att skydda enskilda/);
  });

  test('the same people are the same number however they are asked for', async () => {
    const ask = async (query: string) =>
      (await json(`${forecast}/aggregate?by=area&year=2027&${query}`, aggregateShape)).rows.map(({ value }) => value);
    const filter = (text: string) => `filter=${encodeURIComponent(text)}`;
    const alike: string[][] = [
      [
        '',
        'age=0-',
        'age=1-18',
        'kon=man,kvinna',
        filter("alder < 40 AND kon <> 'x'"),
        `agegroup=${Object.keys(blocks).slice(0, 5)}`,
      ],
      ['age=1-5', 'age=1,2,3,4-5', 'age=0-5', 'agegroup=forskolealder', filter('alder BETWEEN 1 AND 5')],
      ['age=6-15', 'agegroup=alder_6_9,alder_10_12,alder_13_15', filter('NOT (alder < 6 OR alder >= 16)')],
      ['age=5-9', filter("(alder = 5 AND kon = 'man') OR (alder = 5 AND kon = 'kvinna') OR alder IN (6, 7, 8, 9)")],
      ['kon=kvinna', filter("kon = 'kvinna'"), 'kon=kvinna&age=0-18'],
      ['kon=kvinna&age=3', filter("kon = 'kvinna' AND alder = 3")],
    ];
    const numbers = await Promise.all(alike.map((queries) => Promise.all(queries.map(ask))));
    for (const [index, [first, ...others]] of numbers.entries()) {
      expect(first).toHaveLength(3);
      for (const other of others) expect(other, alike[index]?.join(' ')).toEqual(first);
    }
    const [, preschool, , odd, , cell] = numbers.map(([first]) => first);
    const rowsBy = async (by: string) => (await json(`${forecast}/aggregate?by=${by}&year=2027`, aggregateShape)).rows;
    const groups = (await rowsBy('area,agegroup')).filter(({ agegroup }) => agegroup === 'forskolealder');
    expect(groups.map(({ value }) => value)).toEqual(preschool);
    const single = (await rowsBy('area,age')).filter(({ age }) => age === 5).map(({ value }) => Number(value));
    const next = (await rowsBy('area,agegroup')).filter(({ agegroup }) => agegroup === 'alder_6_9');
    expect(next.map(({ value }, index) => Number(value) + (single[index] ?? 0))).toEqual(odd);
    const features = await cellsOf(`ar=2027&indelning=deso&kon=kvinna&alder=3&sortby=omradeskod`);
    expect(features.map(({ properties }) => properties.varde)).toEqual(cell);
  });

  test('all sums and differences of areas, ages, sexes and versions leave every small cell as it was: any small number', async () => {
    const rates: { bySums: number; byItself: number }[] = [];
    for (const [moved, version] of versions.entries())
      for (const year of [2026, 2027]) {
        const all = await published(year, version);
        const { cells, names, relations } = tableOf(
          (area, age, sex) => people(area, sex, year - age) + ((year - age) % 3 === 0 ? moved : 0),
        );
        const numbers = names.map((name) => z.number().parse(all.get(name), { error: () => name }));
        // Somebody who passes over what happens once in a million times.
        const bounds = narrowed(rule, numbers, relations, 1e-6);
        const guesses = cells.flatMap((cell, index) => {
          if (!small.includes(cell.value)) return [];
          const [low = Number.NaN, high = Number.NaN] = bounds?.[index] ?? [];
          expect(low, cell.name).toBeLessThanOrEqual(1);
          expect(high, cell.name).toBeGreaterThanOrEqual(4);
          // He knows besides that the cell is small.
          const told = relations
            .filter(({ parts }) => parts.includes(index) && parts.length <= 10)
            .map(({ total, parts }) => {
              const others = parts.filter((part) => part !== index);
              const all = [index, ...others].map((part) => numbers[part] ?? 0);
              return shares(weighed(rule, numbers[total] ?? 0, all).slice(1, 5));
            });
          const surest = told.toSorted((a, b) => Math.max(...b) - Math.max(...a))[0] ?? [];
          const most = Math.max(...surest);
          expect(most, cell.name).toBeLessThan(0.8);
          const own = shares(small.map((value) => likelihood(rule, numbers[index] ?? 0, value)));
          const byItself = small[own.indexOf(Math.max(...own))] === cell.value;
          return [{ bySums: small[surest.indexOf(most)] === cell.value, byItself }];
        });
        expect(guesses.length).toBeGreaterThan(20);
        rates.push({
          bySums: guesses.filter((guess) => guess.bySums).length / guesses.length,
          byItself: guesses.filter((guess) => guess.byItself).length / guesses.length,
        });
      }
    // The sums help him no further than the cell's own number does.
    for (const { bySums, byItself } of rates) expect(bySums - byItself).toBeLessThan(0.1);
  });

  test('a cell that is published again and again does not come out by its mean, even to who knows each change', async () => {
    const changes = Array.from({ length: 40 }, (_, index) => Math.floor(12 * chance('change', index)) / 4);
    for (const value of small) {
      const certainties: number[] = [];
      for (let cell = 0; cell < 25; cell++) {
        const rows = await service.service.database.query<{ rounded: number }>(sql`
          select allmanning.rounded(${value} + change, 5, false, '\\x02', ${`cell ${cell}`}) as rounded
          from unnest(${changes}::double precision[]) with ordinality u (change, n) order by n`);
        const weights = weighedOverTime(
          rule,
          rows.map(({ rounded }) => rounded),
          changes,
        );
        expect(weights[value]).toBeGreaterThan(0);
        certainties.push(weights[value] ?? 0);
      }
      // The mean of so many independent roundings would be right within ±0.4.
      expect(certainties.reduce((sum, one) => sum + one, 0) / certainties.length).toBeLessThan(0.5);
    }
  });

  test('what changed between versions is told in rounded numbers, and the same number is no change', async () => {
    const shape = z.looseObject({
      links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
      changes: z.array(z.looseObject({ before: featureShape, after: featureShape })),
    });
    let moved = 0;
    for (let path: string | undefined = `${forecast}/changes?since=${versions[0]?.cells}&limit=1000`; path; ) {
      const page: z.infer<typeof shape> = await json(path, shape);
      for (const { before, after } of page.changes) {
        const [was, is] = [Number(before.properties.varde), Number(after.properties.varde)];
        expect([was % 5, is % 5]).toEqual([0, 0]);
        expect(is).not.toBe(was);
      }
      moved += page.changes.length;
      path = page.links.find(({ rel }) => rel === 'next')?.href.replace(service.url, '');
    }
    const touched = 4 * 2 * ages.filter((age) => (2026 - age) % 3 === 0).length * 2;
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThan(touched / 2);
  });

  test('the operator reads the numbers as they are', async () => {
    const [row] = await service.service.database.query<{ count: number }>(
      raw('select count(*)::int as count from public.befolkningsprognos where varde between 1 and 4'),
    );
    expect(row?.count).toBeGreaterThan(50);
  });
});

import { expect, test } from 'vitest';
import { baseYear } from '../../example/calendar.ts';
import { exampleTables } from '../../example/rows.ts';
import { type Asked, type Assumption, readAssumptions } from '../../server/forecast/model/assumptions.ts';
import { finishedDwellings, type Project } from '../../server/forecast/model/dwellings.ts';
import { cellsOf } from '../../server/forecast/model/inputs.ts';
import { runModel } from '../../server/forecast/model/run.ts';

const asked: Asked = {
  areas: ['A', 'B'],
  sexes: ['k', 'm'],
  ages: 3,
  houses: ['hus', 'flerbostad'],
  stages: ['idé', 'bygge'],
};

const whole: readonly Assumption[] = [
  row('dying', 0.1),
  row('dying', 0.5, { sex: 'm' }),
  row('dying', 0.9, { sex: 'm', age: 2 }),
  row('births', 0.2, { sex: 'k', age: 1 }),
  row('bornAs', 0.4, { sex: 'k' }),
  row('bornAs', 0.6, { sex: 'm' }),
  row('movingOut', 0.1),
  row('movingIn', 0.2),
  row('movingIn', 0.3, { area: 'B' }),
  row('household', 2.5),
  row('household', 1.5, { house: 'flerbostad' }),
  row('newToArea', 1),
  row('newcomers', 1, { age: 0 }),
  row('newcomers', 3, { age: 1 }),
  row('believed', 0.3, { stage: 'idé' }),
  row('believed', 1),
];

function row(kind: Assumption['kind'], value: number, whom: Partial<Assumption> = {}): Assumption {
  return { kind, area: null, house: null, stage: null, sex: null, age: null, ...whom, value };
}

test('the row that says most of whom it is about is the one that holds', () => {
  const { rates, believed, problems } = readAssumptions(whole, asked);
  expect(problems).toEqual([]);
  const [a, b] = rates;
  expect([...(a?.dying ?? [])]).toEqual([0.1, 0.1, 0.1, 0.5, 0.5, 0.9]);
  expect([...(a?.births ?? [])]).toEqual([0, 0.2, 0, 0, 0, 0]);
  expect([...(a?.bornAs ?? [])]).toEqual([0.4, 0.6]);
  expect([...(a?.household ?? [])]).toEqual([2.5, 1.5]);
  // Weights 1 and 3 for each sex: 8 in all.
  expect([...(a?.newcomers ?? [])].slice(0, 6)).toEqual([0.125, 0.375, 0, 0.125, 0.375, 0]);
  expect(a?.movingIn[0]).toBe(0.2);
  expect(b?.movingIn[0]).toBe(0.3);
  expect(b?.dying).toEqual(a?.dying);
  expect(believed).toEqual(
    new Map([
      ['idé', 0.3],
      ['bygge', 1],
    ]),
  );
});

test.each<[string, readonly Assumption[], object[]]>([
  [
    'what is missing, for whom',
    whole.filter(({ kind, sex }) => kind !== 'dying' || sex === 'm').filter(({ kind }) => kind !== 'newToArea'),
    [
      { kind: 'dying', what: 'missing', sex: 'k', age: 0 },
      { kind: 'dying', what: 'missing', sex: 'k', age: 1 },
      { kind: 'dying', what: 'missing', sex: 'k', age: 2 },
      { kind: 'newToArea', what: 'missing', house: 'hus' },
      { kind: 'newToArea', what: 'missing', house: 'flerbostad' },
    ],
  ],
  [
    'what cannot be so',
    [
      ...whole,
      row('dying', 1.2, { sex: 'k', age: 2 }),
      row('household', -1, { house: 'hus' }),
      row('births', Number.NaN),
    ],
    [
      { kind: 'dying', what: 'odd', sex: 'k', age: 2, value: 1.2 },
      { kind: 'household', what: 'odd', house: 'hus', value: -1 },
      { kind: 'births', what: 'odd', value: Number.NaN },
    ],
  ],
  [
    'what does not add up',
    whole.filter(({ kind, sex }) => kind !== 'bornAs' || sex === 'k').concat(row('bornAs', 0.5, { sex: 'm' })),
    [{ kind: 'bornAs', what: 'sum', value: 0.9 }],
  ],
  [
    'that there are no children, newcomers or beliefs',
    whole.filter(({ kind }) => !['births', 'newcomers', 'believed'].includes(kind)),
    [
      { kind: 'births', what: 'missing' },
      { kind: 'newcomers', what: 'missing', house: 'hus' },
      { kind: 'newcomers', what: 'missing', house: 'flerbostad' },
      { kind: 'believed', what: 'missing', stage: 'idé' },
      { kind: 'believed', what: 'missing', stage: 'bygge' },
    ],
  ],
])('says %s', (_, rows, told) => {
  const { problems } = readAssumptions(rows, { ...asked, areas: ['A'] });
  expect(problems).toEqual(expect.arrayContaining(told));
});

test('what the example says that its forecast reckons with is what it reckons with: other code, the same people', () => {
  const tables = [...exampleTables(1)];
  const rowsOf = (table: string) =>
    tables
      .filter((one) => one.table === `public.${table}`)
      .flatMap(({ columns, rows }) =>
        rows.map((values) => Object.fromEntries(columns.map((column, at) => [column, values[at] ?? null]))),
      );
  const forecast = rowsOf('befolkningsprognos').filter(
    ({ prognosversion, scenario }) => prognosversion === 'exempel-2026' && scenario === 'huvud',
  );
  const areas = [...new Set(forecast.map(({ omradeskod }) => String(omradeskod)))];
  const years = Math.max(...forecast.map(({ ar }) => Number(ar))) - baseYear + 1;
  const houses = ['flerbostadshus', 'småhus', 'specialbostad'];
  const stageOf = new Map(rowsOf('exploateringsomraden').map(({ id, skede }) => [String(id), String(skede)]));
  const kinds: Record<string, Assumption['kind']> = {
    dodsrisk: 'dying',
    fruktsamhet: 'births',
    andel_av_fodda: 'bornAs',
    utflyttning: 'movingOut',
    inflyttning: 'movingIn',
    boende_per_bostad: 'household',
    andel_nya_i_omradet: 'newToArea',
    aldrar_i_nya_bostader: 'newcomers',
    andel_som_byggs: 'believed',
  };
  const text = (value: unknown) => (value === null ? null : String(value));
  const rows = rowsOf('prognosantaganden').map(({ antagande, hustyp, skede, kon, alder, varde }) => ({
    kind: kinds[String(antagande)] ?? 'dying',
    area: null,
    house: text(hustyp),
    stage: text(skede),
    sex: text(kon),
    age: alder === null ? null : Number(alder),
    value: Number(varde),
  }));
  const sexes = ['kvinna', 'man'];
  const whom: Asked = { areas, sexes, ages: 101, houses, stages: [...new Set(stageOf.values())] };
  const { rates, believed, problems } = readAssumptions(rows, whom);
  expect(problems).toEqual([]);

  const shape = { areas: areas.length, years, sexes: 2, ages: 101, kinds: houses.length };
  const cells = cellsOf(shape);
  const official = new Float64Array(areas.length * years * cells);
  for (const { omradeskod, ar, kon, alder, variabel, varde } of forecast) {
    if (variabel !== 'folkmangd') continue;
    const at = areas.indexOf(String(omradeskod)) * years + Number(ar) - baseYear;
    official[at * cells + sexes.indexOf(String(kon)) * 101 + Number(alder)] = Number(varde);
  }
  const base = new Float64Array(areas.length * cells);
  areas.forEach((_, area) => {
    base.set(official.subarray(area * years * cells, area * years * cells + cells), area * cells);
  });
  const without = {
    shape,
    base,
    rates,
    dwellings: new Float64Array(shape.areas * years * 3),
    fertility: 1,
    arrivals: 1,
  };
  const empty = runModel(without);
  // Which area a project is in is the map's to say. Here all lie in one: the municipality has as many people either way.
  const completions = rowsOf('exploatering_bostader').filter(({ ar }) => Number(ar) > baseYear);
  const projects = [...stageOf].map(([id, stage]): Project => {
    const finished = completions
      .filter(({ omrade }) => omrade === id)
      .map(({ ar, hustyp, antal }) => ({
        year: Number(ar),
        kind: houses.indexOf(String(hustyp)),
        count: Number(antal),
      }));
    return { id, area: 0, believed: believed.get(stage) ?? 0, finished };
  });
  const model = runModel({ ...without, dwellings: finishedDwellings(shape, baseYear, projects) });
  for (let year = 1; year < years; year++) {
    for (let cell = 0; cell < cells; cell++) {
      const inAll = (of: Float64Array) =>
        areas.reduce((sum, _, area) => sum + (of[(area * years + year) * cells + cell] ?? 0), 0);
      // Eleven areas, each rounded to a tenth in the base year and in the year.
      expect(Math.abs(inAll(model.people) - inAll(official))).toBeLessThan(1.2);
    }
  }
  // The new dwellings are a good part of it: without them it is another forecast.
  const people = (of: Float64Array) => of.reduce((sum, count) => sum + count, 0);
  expect(people(official) - people(empty.people)).toBeGreaterThan(0.02 * people(official));
});

import { expect, test } from 'vitest';
import {
  type Basis,
  type People,
  peopleOfRows,
  peopleWith,
  type Rate,
  type Supply,
} from '../../server/forecast/need/basis.ts';
import { catchmentsOf, readGroups, writeGroups } from '../../server/forecast/need/catchments.ts';
import { bySoonest, reckon } from '../../server/forecast/need/reckon.ts';
import { supplyOf } from '../../server/forecast/need/supply.ts';
import { readTried, withTried, writeTried } from '../../server/forecast/need/tried.ts';

const years = [2025, 2026, 2027];
const areas = [
  { code: 'A', name: 'Alby' },
  { code: 'B', name: 'Byn' },
];

const rate = (id: string, from: number, to: number | undefined, value: number, validFrom = 2020): Rate => ({
  ...{ id, service: 'forskola', from, value, validFrom },
  ...(to === undefined ? {} : { to }),
});

/** People by one-year ages. */
const peopleOfAges =
  (agesOf: (area: string) => readonly number[] | undefined): People =>
  (area, _year, { from, to }) =>
    agesOf(area)
      ?.slice(from, to === undefined ? undefined : to + 1)
      .reduce((sum, count) => sum + count, 0);

const premises = (key: string, area: string | undefined, places: number, more: Partial<Supply> = {}): Supply => ({
  ...{ kind: 'premises', dataset: 'lokaler', key, name: key, service: 'forskola', places },
  ...(area === undefined ? {} : { area }),
  ...more,
});

/** People of 1–5: A 100, 110, 120 and B 40 each year, of whom nobody knows the last. */
const people = peopleOfRows(
  [
    { area: 'A', from: 1, to: 5, people: [100, 110, 120] },
    { area: 'B', from: 1, to: 5, people: [40, 40, null] },
  ],
  years,
);

function basis(more: Partial<Basis> = {}): Basis {
  return { years, people, rates: [rate('r', 1, 5, 0.86)], supply: [], ...more };
}

test('need is people times rate, capacity what is open in the year, and what is missing is told by the first year', () => {
  const supply = [
    premises('always', 'A', 60),
    premises('until 2025', 'A', 36, { till: 2025 }),
    premises('from 2026', 'A', 36, { from: 2026 }),
    premises('elsewhere', undefined, 500),
    premises('for others', 'A', 500, { service: 'f3' }),
  ];
  const [a, b] = reckon(basis({ supply }), 'forskola', catchmentsOf(areas, { kind: 'areas' }, 'Allt'));
  // 100 × 0.86 = 86; 110 × 0.86 = 94.6; 120 × 0.86 = 103.2
  expect(a?.years.map(({ need, capacity, balance }) => [need, capacity, balance])).toEqual([
    [86, 96, 10],
    [95, 96, 1],
    [103, 96, -7],
  ]);
  expect(a?.short).toEqual({ year: 2027, missing: 7 });
  expect(a?.years[1]?.supply.map(({ key }) => key)).toEqual(['always', 'from 2026']);
  expect(a?.years[1]?.parts).toEqual([{ rate: rate('r', 1, 5, 0.86), people: 110, places: 110 * 0.86 }]);
  // 40 × 0.86 = 34.4, and no places at all
  expect(b?.short).toEqual({ year: 2025, missing: 34 });
  expect(b?.isUnknown).toBe(true);
  expect(b?.years[2]).toMatchObject({ need: undefined, balance: undefined });
});

test('of rates of the same ages the one that applies in the year counts, and several ages are added up before rounding', () => {
  const rates = [rate('old', 1, 5, 0.5), rate('new', 1, 5, 0.9, 2026), rate('older', 80, undefined, 0.1)];
  const byAge = Array.from({ length: 101 }, (_, age) => (age >= 1 && age <= 5 ? 2 : age >= 80 ? 1 : 0));
  const [a] = reckon(
    basis({ rates, people: peopleOfAges((area) => (area === 'A' ? byAge : undefined)) }),
    'forskola',
    catchmentsOf(areas, { kind: 'areas' }, 'Allt'),
  );
  // 10 × 0.5 + 21 × 0.1 = 7.1; 10 × 0.9 + 2.1 = 11.1
  expect(a?.years.map(({ need }) => need)).toEqual([7, 11, 11]);
});

test('a rate of years to come is the one that there is until then', () => {
  const [a] = reckon(basis({ rates: [rate('r', 1, 5, 1, 2030)] }), 'forskola', [{ id: 'A', name: 'A', areas: ['A'] }]);
  expect(a?.years[0]?.need).toBe(100);
});

test('without rates nobody knows the need', () => {
  const [a] = reckon(basis({ rates: [] }), 'forskola', [{ id: 'A', name: 'A', areas: ['A'] }]);
  expect(a?.years[0]?.need).toBeUndefined();
  expect(a?.short).toBeUndefined();
});

test('areas share places in a group, and all of them in the municipality', () => {
  const supply = [premises('a', 'A', 130)];
  const whole = catchmentsOf(areas, { kind: 'whole' }, 'Kommunen');
  const [all] = reckon(basis({ supply }), 'forskola', whole);
  // (100 + 40) × 0.86 = 120.4
  expect(all?.years[0]).toMatchObject({ need: 120, balance: 10 });
  const groups = readGroups('Norr & söder:A,B');
  expect(catchmentsOf(areas, { kind: 'groups', groups: groups ?? [] }, 'Allt')).toEqual([
    { id: 'grupp-1', name: 'Norr & söder', areas: ['A', 'B'] },
  ]);
  expect(writeGroups(groups ?? [])).toBe('Norr & söder:A,B');
  const one = catchmentsOf(areas, { kind: 'groups', groups: [{ name: 'Ett', areas: ['B'] }] }, 'Allt');
  expect(one.map(({ name }) => name)).toEqual(['Ett', 'Alby']);
  expect(readGroups('Norr:A;Söder:A')).toBeUndefined();
  expect(readGroups('A,B')).toBeUndefined();
});

test('projects bring places from the year when people move in, unless their premises are known', () => {
  const project = {
    ...{ dataset: 'projekt', key: 'p1', name: 'Kvarnen', called: 'EXP-1', area: 'A', from: 2027 },
    units: { forskola: 4, f3: 100, lss: 6 },
  };
  const each = { forskola: 18, f3: 0.4 };
  const row = { dataset: 'lokaler', key: 'l1', name: 'Kvarnens förskola', area: 'A', from: 2027 };
  expect(supplyOf([], [project], each)).toMatchObject([
    { kind: 'project', service: 'forskola', places: 72, from: 2027, units: { count: 4, each: 18 } },
    { service: 'f3', places: 40 },
  ]);
  const known = supplyOf([{ ...row, project: 'EXP-1', places: { forskola: 90 } }], [project], each);
  expect(known.map(({ kind, service, places }) => [kind, service, places])).toEqual([
    ['premises', 'forskola', 90],
    ['project', 'f3', 40],
  ]);
  const { from: _never, ...undated } = project;
  expect(supplyOf([], [undated], each)).toEqual([]);
});

test('the list begins with those who run short first, most missing first, and ends with those who never do', () => {
  const supply = [premises('a', 'A', 95)];
  const more = [...areas, { code: 'C', name: 'Cederby' }];
  const known = peopleOfAges((area) => Array.from({ length: 6 }, () => (area === 'C' ? 0 : area === 'A' ? 25 : 1)));
  const sorted = reckon(basis({ supply, people: known }), 'forskola', catchmentsOf(more, { kind: 'areas' }, 'Allt'));
  expect(sorted.sort(bySoonest).map(({ catchment }) => catchment.id)).toEqual(['A', 'B', 'C']);
});

test('somebody may try other rates, which keep what they are in the table', () => {
  const tried = readTried('r=0.9');
  expect(withTried([rate('r', 1, 5, 0.86), rate('s', 6, 9, 1)], tried ?? new Map())).toEqual([
    { ...rate('r', 1, 5, 0.9), official: 0.86 },
    rate('s', 6, 9, 1),
  ]);
  expect(writeTried(tried ?? new Map())).toBe('r=0.9');
  expect(readTried('r=2')).toBeUndefined();
  expect(readTried('r')).toBeUndefined();
});

test('an experiment has so many more or fewer people than the forecast, and never less than none', () => {
  const official: People = (area, year) => (area === 'B' ? undefined : year === 2025 ? 10 : 20);
  const asked: unknown[] = [];
  const people = peopleWith(official, [2026, 2027], (of) => {
    asked.push(of);
    return [-5, -30];
  });
  const children = { from: 1, to: 5 };
  // 2025 is not in the experiment.
  expect([2025, 2026, 2027].map((year) => people('A', year, children))).toEqual([10, 15, 0]);
  expect(people('B', 2026, children)).toBeUndefined();
  expect(asked).toEqual([{ area: 'A', from: 1, to: 5 }]);
});

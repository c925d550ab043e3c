import { describe, expect, it, test } from 'vitest';
import type { ModelDocument } from '../../server/forecast/model/document.ts';
import { projectCalled, reckon, shortNameOf } from '../../web/what-if/reckon.ts';
import { nothingTried, readTried, type Tried, writeTried } from '../../web/what-if/tried.ts';

describe('what is tried, in the address', () => {
  const cases: [string, Tried, string | undefined][] = [
    ['nothing', nothingTried, undefined],
    ['fewer children', { ...nothingTried, fertility: 0.9 }, 'barn*90'],
    ['more who move in', { ...nothingTried, arrivals: 1.125 }, 'flytt*112.5'],
    ['people in a house', { ...nothingTried, households: { småhus: 2.4 } }, 'bor*småhus*2.4'],
    [
      'projects',
      {
        ...nothingTried,
        projects: {
          '1a2b3c4d': { later: 2, count: 120, kind: 'småhus' },
          '5e6f7a8b': { later: -1 },
          '9c0d1e2f': { dropped: true },
        },
      },
      '1a2b3c4d*s2*n120*hsmåhus,5e6f7a8b*s-1,9c0d1e2f*x',
    ],
    [
      'names with our own marks in them',
      { ...nothingTried, households: { 'a,b*c%d': 1 }, projects: { 'x,*%y1': { kind: '*%,' } } },
      'bor*a%2Cb%2Ac%25d*1,x%2C%2A%25y1*h%2A%25%2C',
    ],
  ];
  it.each(cases)('writes and reads %s', (_, tried, text) => {
    expect(writeTried(tried)).toBe(text);
    expect(readTried(text)).toEqual(tried);
    // As a link carries it.
    const carried = new URLSearchParams(`tank=${encodeURIComponent(text ?? '')}`).get('tank') ?? undefined;
    expect(readTried(carried)).toEqual(tried);
  });

  it.each([
    '',
    'barn*',
    'barn*-3',
    'barn*1e9',
    'barn*NaN',
    'flytt*x',
    'bor*småhus',
    'bor*småhus*99',
    '1a2b3c4d',
    '1a2b3c4d*s99',
    '1a2b3c4d*n-5',
    '1a2b3c4d*q',
    '*',
    ',,',
    '*x',
  ])('leaves out what nobody could write: %s', (text) => {
    expect(readTried(text)).toEqual(nothingTried);
  });
});

/** Two areas, two years after the base year, two ages, women and men, one kind of house. */
const model: ModelDocument = {
  forecast: 'prognos',
  datasets: [],
  assumed: {},
  years: [2025, 2026, 2027],
  areas: [
    { code: 'A', name: 'Västra', key: 'a', point: null },
    { code: 'B', name: 'Östra', key: 'b', point: null },
  ],
  outlines: null,
  sexes: [
    { value: 'kvinna', title: 'Kvinnor' },
    { value: 'man', title: 'Män' },
  ],
  ages: 2,
  groups: [{ name: 'barn', title: 'Barn', from: 0, to: 0 }],
  houses: [
    { value: 'flerbostadshus', title: 'Flerbostadshus' },
    { value: 'småhus', title: 'Småhus' },
  ],
  people: [
    [10, 100, 10, 100, 10, 105, 10, 105, 10, 110, 10, null],
    [20, 200, 20, 200, 20, 200, 20, 200, 20, 200, 20, 200],
  ],
  totals: [],
  whole: [],
  rates: [
    {
      dying: [0, 0, 0, 0],
      births: [0, 0.1, 0, 0],
      bornAs: [0.5, 0.5],
      movingOut: [0, 0, 0, 0],
      movingIn: [0, 0, 0, 0],
      household: [2, 3],
      newToArea: [0.5, 0.5],
      newcomers: [0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5],
    },
  ],
  ratesOf: [0, 0],
  projects: [
    {
      id: '1a2b3c4d-aaaa',
      name: 'Ett',
      stage: null,
      area: 0,
      believed: 1,
      finished: [{ year: 2026, kind: 0, count: 20 }],
    },
    {
      id: '1a2b3c4d-bbbb',
      name: 'Två',
      stage: null,
      area: 1,
      believed: 0.5,
      finished: [{ year: 2026, kind: 0, count: 20 }],
    },
  ],
  outside: 0,
  problems: [],
};

const whole = {};

test('nothing tried makes no difference at all', () => {
  const { difference, held } = reckon(model, nothingTried);
  expect(difference(whole)).toEqual([0, 0, 0]);
  expect(held).toBe(0);
});

test('a project that is late lacks its people for so long, and the children they would have had', () => {
  const { difference } = reckon(model, { ...nothingTried, projects: { '1a2b3c4d-a': { later: 1 } } });
  // 20 dwellings × 2 people × half of them new to the area: 20, a year later. Ten women have a tenth of a child each.
  expect(difference({ area: 'A' })).toEqual([0, -20, -1]);
  expect(difference({ area: 'A', from: 0, to: 0 })).toEqual([0, 0, -1]);
  expect(difference({ area: 'A', sex: 'man' })).toEqual([0, -10, -0.5]);
  expect(difference({ area: 'B' })).toEqual([0, 0, 0]);
});

test('houses of another kind, another number of dwellings, people in them, no project', () => {
  const of = (tried: Partial<Tried>) => reckon(model, { ...nothingTried, ...tried }).difference({ from: 1 });
  const ett = '1a2b3c4d-a';
  expect(of({ projects: { [ett]: { kind: 'småhus' } } })[1]).toBeCloseTo(10, 10);
  expect(of({ projects: { [ett]: { count: 30 } } })[1]).toBeCloseTo(10, 10);
  expect(of({ projects: { [ett]: { dropped: true } } })[1]).toBeCloseTo(-20, 10);
  // Both projects, of which the forecast counts with half of the second: 30 dwellings × 0.5 fewer × half of them.
  expect(of({ households: { flerbostadshus: 1.5 } })[1]).toBeCloseTo(-7.5, 10);
  expect(reckon(model, { ...nothingTried, fertility: 2 }).difference({ area: 'B' })[1]).toBeCloseTo(20, 10);
});

test('a project is called by as much of its key as tells it from all others', () => {
  expect(shortNameOf(model, '1a2b3c4d-aaaa')).toBe('1a2b3c4d-a');
  expect(projectCalled(model, '1a2b3c4d-b')?.name).toBe('Två');
  // Both begin so; too short; none.
  for (const name of ['1a2b3c4d', '1a2b3c4', 'ffffffff']) {
    expect(projectCalled(model, name)).toBeUndefined();
    expect(reckon(model, { ...nothingTried, projects: { [name]: { dropped: true } } }).unknown).toEqual([name]);
  }
});

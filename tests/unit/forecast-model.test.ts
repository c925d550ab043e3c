import { describe, expect, it } from 'vitest';
import { type Random, randomFrom } from '../../example/prng.ts';
import { finishedDwellings, type Project } from '../../server/forecast/model/dwellings.ts';
import { experiment } from '../../server/forecast/model/experiment.ts';
import { cellsOf, type Inputs, type Rates, type Shape } from '../../server/forecast/model/inputs.ts';
import { type Run, runModel } from '../../server/forecast/model/run.ts';

/** Ages 0, 1 and 2 and over, women and men, two years after the base year: small enough for pencil and paper. */
const small: Shape = { areas: 1, years: 3, sexes: 2, ages: 3, kinds: 1 };

function smallInputs(changed: Partial<Inputs> = {}): Inputs {
  const rates: Rates = {
    dying: Float64Array.of(0, 0.1, 0.5, 0, 0.2, 0.5),
    births: Float64Array.of(0, 0.5, 0.1, 0, 0, 0),
    bornAs: Float64Array.of(0.488, 0.512),
    movingOut: Float64Array.of(0, 0.25, 0, 0, 0, 0.1),
    movingIn: Float64Array.of(0.1, 0, 0, 0, 0.05, 0),
    household: Float64Array.of(2),
    newToArea: Float64Array.of(0.8),
    newcomers: Float64Array.of(0.1, 0.4, 0, 0.1, 0.4, 0),
  };
  return {
    shape: small,
    base: Float64Array.of(10, 20, 30, 10, 20, 40),
    rates: [rates],
    dwellings: new Float64Array(3),
    fertility: 1,
    arrivals: 1,
    ...changed,
  };
}

describe('the cohort-component model, by pencil and paper', () => {
  it('grows a year older, is born, dies, moves out and in', () => {
    const run = runModel(smallInputs());
    // Born: 0.5 × 20 + 0.1 × 30 = 13; girls 13 × 0.488 = 6.344, boys 6.656.
    // Women 0: 6.344 + in 0.1 × 10 = 7.344. 1: 10 − 1 = 9, a quarter leaves: 6.75. 2+: 20 + 30 = 50, half die: 25.
    // Men 0: 6.656. 1: 10 − 2 = 8, in 0.05 × 20 = 1: 9. 2+: 20 + 40 = 60, half die: 30, a tenth leaves: 27.
    expectNear(run.people.subarray(6, 12), [7.344, 6.75, 25, 6.656, 9, 27]);
    expect(run.born[1]).toBeCloseTo(13, 12);
    expect(run.died[1]).toBeCloseTo(1 + 25 + 2 + 30, 12);
    expect(run.movedOut[1]).toBeCloseTo(2.25 + 3, 12);
    expect(run.movedIn[1]).toBeCloseTo(1 + 1, 12);
    // The second year. Born: 0.5 × 6.75 + 0.1 × 25 = 5.875; girls 2.867, boys 3.008.
    // Women 0: 2.867 + 1 = 3.867. 1: 7.344 × 0.9 × 0.75 = 4.9572. 2+: (6.75 + 25) / 2 = 15.875.
    // Men 0: 3.008. 1: 6.656 × 0.8 + 1 = 6.3248. 2+: (9 + 27) / 2 × 0.9 = 16.2.
    expectNear(run.people.subarray(12, 18), [3.867, 4.9572, 15.875, 3.008, 6.3248, 16.2]);
  });

  it('moves people into new dwellings: as many as live in such a house, those who are new to the area', () => {
    const without = runModel(smallInputs());
    const run = runModel(smallInputs({ dwellings: Float64Array.of(0, 10, 0) }));
    // 10 dwellings × 2 people × 0.8 new to the area = 16, of whom 0.1, 0.4 and 0 in each age of each sex.
    const more = run.people.map((people, at) => people - (without.people[at] ?? 0));
    expectNear(more.subarray(6, 12), [1.6, 6.4, 0, 1.6, 6.4, 0]);
    expect((run.movedIn[1] ?? 0) - (without.movedIn[1] ?? 0)).toBeCloseTo(16, 12);
    // The year after they are a year older and have children: 0.5 × 6.4 = 3.2, girls 1.5616 and boys 1.6384.
    // Women 1: 1.6 × 0.9 × 0.75 = 1.08. 2+: 6.4 / 2 = 3.2. Men 1: 1.6 × 0.8 = 1.28. 2+: 6.4 / 2 × 0.9 = 2.88.
    expectNear(more.subarray(12, 18), [1.5616, 1.08, 3.2, 1.6384, 1.28, 2.88]);
  });

  it('multiplies births, and moves into dwellings that were there', () => {
    const run = runModel(smallInputs({ fertility: 2, arrivals: 0 }));
    // Girls 26 × 0.488 and nobody moves in; men of 1: 8.
    expectNear(run.people.subarray(6, 12), [12.688, 6.75, 25, 13.312, 8, 27]);
  });

  it('lets a project come later, not at all, with other dwellings or in houses of another kind', () => {
    const shape = { ...small, years: 5, kinds: 2 };
    const project: Project = {
      id: 'a',
      area: 0,
      believed: 0.5,
      finished: [
        { year: 2021, kind: 0, count: 10 },
        { year: 2023, kind: 1, count: 30 },
      ],
    };
    const byYear = (change: Parameters<typeof finishedDwellings>[3]) => [
      ...finishedDwellings(shape, 2020, [project], change),
    ];
    // Two kinds for each of the years 2020 to 2024; half of them are believed in.
    expect(byYear(new Map())).toEqual([0, 0, 5, 0, 0, 0, 0, 15, 0, 0]);
    expect(byYear(new Map([['a', { later: 1 }]]))).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0, 15]);
    expect(byYear(new Map([['a', { later: 2 }]]))).toEqual([0, 0, 0, 0, 0, 0, 5, 0, 0, 0]);
    expect(byYear(new Map([['a', { later: -9 }]]))).toEqual([0, 0, 5, 15, 0, 0, 0, 0, 0, 0]);
    expect(byYear(new Map([['a', { dropped: true as const }]]))).toEqual(new Array(10).fill(0));
    expect(byYear(new Map([['a', { count: 80 }]]))).toEqual([0, 0, 10, 0, 0, 0, 0, 30, 0, 0]);
    expect(byYear(new Map([['a', { kind: 1 }]]))).toEqual([0, 0, 0, 5, 0, 0, 0, 15, 0, 0]);
    expect(byYear(new Map([['b', { dropped: true as const }]]))).toEqual(byYear(new Map()));
  });
});

const full: Shape = { areas: 3, years: 26, sexes: 2, ages: 101, kinds: 3 };

/** Anything that rates and people may be. */
function anyInputs(random: Random, shape: Shape): Inputs {
  const cells = cellsOf(shape);
  const fill = (length: number, value: (at: number) => number) => Float64Array.from({ length }, (_, at) => value(at));
  const any = (length: number, high: number) => fill(length, () => (random.chance(0.1) ? 0 : random.between(0, high)));
  const boys = random.next();
  const rates = Array.from({ length: shape.areas }, (): Rates => {
    const newcomers = any(shape.kinds * cells, 1);
    return {
      dying: any(cells, 1),
      births: fill(cells, (at) => (at >= 15 && at < 50 ? random.between(0, 0.2) : 0)),
      bornAs: Float64Array.of(1 - boys, boys),
      movingOut: any(cells, 1),
      movingIn: any(cells, 0.5),
      household: any(shape.kinds, 4),
      newToArea: any(shape.kinds, 1),
      newcomers: newcomers.map((part, at) => {
        const kind = Math.floor(at / cells);
        const whole = newcomers.subarray(kind * cells, (kind + 1) * cells).reduce((sum, one) => sum + one, 0);
        return part / whole;
      }),
    };
  });
  return {
    shape,
    base: any(shape.areas * cells, 80),
    rates,
    dwellings: any(shape.areas * shape.years * shape.kinds, 60),
    fertility: random.between(0, 2),
    arrivals: random.between(0, 2),
  };
}

describe('people are accounted for', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('in every area and year, whatever the rates are (%i)', (seed) => {
    const random = randomFrom(`bevarande ${seed}`);
    const inputs = anyInputs(random, full);
    const run = runModel(inputs);
    accountedFor(run, full);
    bornOfMothers(run, inputs);
    expect(Math.min(...run.people)).toBeGreaterThanOrEqual(0);
    // Kept from falling below something, people are accounted for as well, and never below it.
    const least = run.people.map((count) => count * random.between(0.5, 1.5));
    const kept = runModel(inputs, least);
    accountedFor(kept, full);
    expect(kept.held).toBeGreaterThan(0);
    const base = full.ages * full.sexes;
    kept.people.forEach((count, at) => {
      if (at % (full.years * base) >= base) expect(count).toBeGreaterThanOrEqual(least[at] ?? 0);
    });
  });
});

function accountedFor(run: Run, shape: Shape): void {
  const cells = cellsOf(shape);
  for (let at = 0; at < shape.areas * shape.years; at++) {
    if (at % shape.years === 0) continue;
    const change = (run.born[at] ?? 0) - (run.died[at] ?? 0) + (run.movedIn[at] ?? 0) - (run.movedOut[at] ?? 0);
    expect(peopleAt(run, at, cells)).toBeCloseTo(peopleAt(run, at - 1, cells) + change, 7);
  }
}

function bornOfMothers(run: Run, { shape, rates, fertility }: Inputs): void {
  const cells = cellsOf(shape);
  for (let at = 0; at < shape.areas * shape.years; at++) {
    if (at % shape.years === 0) continue;
    const births = rates[Math.floor(at / shape.years)]?.births ?? new Float64Array();
    const mothers = run.people.subarray((at - 1) * cells, at * cells);
    const born = births.reduce((sum, rate, cell) => sum + rate * (mothers[cell] ?? 0), 0);
    expect(run.born[at]).toBeCloseTo(born * fertility, 8);
  }
}

function peopleAt(run: Run, at: number, cells: number): number {
  return run.people.subarray(at * cells, (at + 1) * cells).reduce((sum, count) => sum + count, 0);
}

describe('the same inputs in another implementation', () => {
  it.each([11, 12, 13])('gives the same people as matrices do (%i)', (seed) => {
    const inputs = anyInputs(randomFrom(`matriser ${seed}`), { ...full, years: 12 });
    const { people } = runModel(inputs);
    const other = byMatrices(inputs);
    expect(people.length).toBe(other.length);
    people.forEach((count, at) => {
      expect(Math.abs(count - (other[at] ?? Number.NaN))).toBeLessThan(1e-9 * Math.max(1, count));
    });
  });
});

/** Leslie's matrix of each area: what one person of a cell is, in all cells, a year later; and who comes besides. */
function byMatrices({ shape, base, rates, dwellings, fertility, arrivals }: Inputs): number[] {
  const { sexes, ages, kinds, years } = shape;
  const cells = sexes * ages;
  const range = (length: number) => Array.from({ length }, (_, at) => at);
  return rates.flatMap((rate, area) => {
    const of = (list: Float64Array, at: number) => list[at] ?? 0;
    const stays = (cell: number) => (1 - of(rate.dying, cell)) * (1 - of(rate.movingOut, cell));
    const matrix = range(cells).map((to) =>
      range(cells).map((from) => {
        const [sex, age] = [Math.floor(to / ages), to % ages];
        if (age === 0) return of(rate.births, from) * fertility * of(rate.bornAs, sex) * stays(to);
        const grown = from === to - 1 || (from === to && age === ages - 1);
        return grown ? stays(to) : 0;
      }),
    );
    const start = range(cells).map((cell) => of(base, area * cells + cell));
    const told: number[][] = [start];
    for (const year of range(years).slice(1)) {
      const before = told[year - 1] ?? [];
      told.push(
        matrix.map((row, to) => {
          const left = row.reduce((sum, part, from) => sum + part * (before[from] ?? 0), 0);
          const housed = range(kinds).map((kind) => {
            const finished = of(dwellings, (area * years + year) * kinds + kind);
            return (
              finished * of(rate.household, kind) * of(rate.newToArea, kind) * of(rate.newcomers, kind * cells + to)
            );
          });
          return housed.reduce((sum, one) => sum + one, left + of(rate.movingIn, to) * arrivals * (start[to] ?? 0));
        }),
      );
    }
    return told.flat();
  });
}

describe('an experiment beside an official forecast', () => {
  const random = randomFrom('experiment');
  const inputs = anyInputs(random, full);
  const unchanged = runModel(inputs);
  const official = unchanged.people.map((count) => Math.round((count * random.between(0.6, 1.4)) / 5) * 5);

  it('is exactly the official one when nothing is changed, in every cell', () => {
    const { people, changed } = experiment(official, unchanged, { ...inputs, dwellings: inputs.dwellings.slice() });
    expect(people).toEqual(official);
    expect(changed.held).toBe(0);
  });

  it('differs from it by what differs in the model', () => {
    const changes = { ...inputs, dwellings: inputs.dwellings.map((count) => count * 1.5) };
    const { people, changed } = experiment(official, unchanged, changes);
    people.forEach((count, at) => {
      const more = (changed.people[at] ?? 0) - (unchanged.people[at] ?? 0);
      expect(count).toBeCloseTo((official[at] ?? 0) + more, 8);
    });
    expect(changed.held).toBe(0);
  });

  it('never falls below 0, and still accounts for all', () => {
    const changes = { ...inputs, fertility: 0, arrivals: 0, dwellings: new Float64Array(inputs.dwellings.length) };
    const { people, changed } = experiment(official, unchanged, changes);
    expect(Math.min(...people)).toBe(0);
    expect(changed.held).toBeGreaterThan(0);
    accountedFor(changed, full);
    people.forEach((count, at) => {
      const more = (changed.people[at] ?? 0) - (unchanged.people[at] ?? 0);
      expect(count).toBeCloseTo((official[at] ?? 0) + more, 8);
    });
  });
});

function expectNear(numbers: Float64Array, expected: readonly number[]): void {
  expect(numbers.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(numbers[at]).toBeCloseTo(value, 10);
  });
}

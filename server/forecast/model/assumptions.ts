import type { Rates } from './inputs.ts';

/** Kinds of assumptions, as `assumptions.kinds` of a definition names them. */
export const assumptionKinds = [
  'dying',
  'births',
  'bornAs',
  'movingOut',
  'movingIn',
  'household',
  'newToArea',
  'newcomers',
  'believed',
] as const;
export type AssumptionKind = (typeof assumptionKinds)[number];

/** A row of the assumptions. Null: for all who have no row of their own. */
export interface Assumption {
  kind: AssumptionKind;
  area: string | null;
  house: string | null;
  stage: string | null;
  sex: string | null;
  age: number | null;
  value: number;
}

/** What they are asked about. Sexes, houses and areas are in the order in which the model numbers them. */
export interface Asked {
  areas: readonly string[];
  sexes: readonly string[];
  ages: number;
  houses: readonly string[];
  stages: readonly string[];
}

/** Whom an assumption is about. */
export interface Whom {
  area?: string;
  house?: string;
  stage?: string;
  sex?: string;
  age?: number;
}

/** What is missing, cannot be so, or does not add up: without it nothing can be reckoned. */
export interface AssumptionProblem extends Whom {
  kind: AssumptionKind;
  what: 'missing' | 'odd' | 'sum';
  value?: number;
}

export interface Assumptions {
  /** By area, as `Asked.areas`. */
  rates: Rates[];
  /** By stage: the part of a project's dwellings that the forecast counts with. */
  believed: ReadonlyMap<string, number>;
  problems: AssumptionProblem[];
}

const chance = (value: number) => value >= 0 && value <= 1;
const possible: Readonly<Record<AssumptionKind, (value: number) => boolean>> = {
  dying: chance,
  births: chance,
  bornAs: chance,
  movingOut: chance,
  movingIn: (value) => value >= 0 && value <= 10,
  household: (value) => value >= 0 && value <= 20,
  newToArea: chance,
  newcomers: (value) => value >= 0,
  believed: chance,
};

/** Rows of assumptions as rates of the model, area by area. */
export function readAssumptions(rows: readonly Assumption[], asked: Asked): Assumptions {
  const problems = rows
    .filter(({ kind, value }) => !possible[kind](value))
    .map(({ kind, value, ...whom }): AssumptionProblem => ({ kind, what: 'odd', ...known(whom), value }));
  const values = new Map(rows.map((row) => [keyOf(row.kind, row), row.value]));
  const find = (kind: AssumptionKind, whom: Whom) => valueFor(values, kind, whom);
  const need = (kind: AssumptionKind, whom: Whom) => {
    const value = find(kind, whom);
    if (value === undefined) problems.push({ kind, what: 'missing', ...whom });
    return value ?? 0;
  };
  const areasOfTheirOwn = new Set(rows.map(({ area }) => area));
  const make = (area: Whom) => {
    const rates = ratesOf(area, asked, find, need);
    problems.push(...sumsOf(rates, asked, area));
    return rates;
  };
  const usual = asked.areas.every((area) => areasOfTheirOwn.has(area)) ? undefined : make({});
  const rates = asked.areas.map((area) => (usual && !areasOfTheirOwn.has(area) ? usual : make({ area })));
  return { rates, believed: new Map(asked.stages.map((stage) => [stage, need('believed', { stage })])), problems };
}

type Find = (kind: AssumptionKind, whom: Whom) => number | undefined;
type Need = (kind: AssumptionKind, whom: Whom) => number;

function ratesOf(area: Whom, { sexes, ages, houses }: Asked, find: Find, need: Need): Rates {
  const cells = sexes.flatMap((sex) => Array.from({ length: ages }, (_, age) => ({ ...area, sex, age })));
  const byCell = (value: (cell: Whom) => number) => Float64Array.from(cells, value);
  const byHouse = (kind: AssumptionKind) => Float64Array.from(houses, (house) => need(kind, { ...area, house }));
  return {
    dying: byCell((cell) => need('dying', cell)),
    // Who has no row has no children, and does not move into a new dwelling.
    births: byCell((cell) => find('births', cell) ?? 0),
    movingOut: byCell((cell) => need('movingOut', cell)),
    movingIn: byCell((cell) => need('movingIn', cell)),
    bornAs: Float64Array.from(sexes, (sex) => need('bornAs', { ...area, sex })),
    household: byHouse('household'),
    newToArea: byHouse('newToArea'),
    newcomers: Float64Array.from(
      houses.flatMap((house) => parts(cells.map((cell) => find('newcomers', { ...cell, house }) ?? 0))),
    ),
  };
}

/** Weights as parts of their sum. */
function parts(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  return sum === 0 ? weights : weights.map((one) => one / sum);
}

/** What must be there together, and add up. */
function sumsOf({ births, bornAs, newcomers }: Rates, { sexes, ages, houses }: Asked, area: Whom): AssumptionProblem[] {
  const sum = (numbers: Float64Array) => numbers.reduce((all, one) => all + one, 0);
  const born = sum(bornAs);
  const cells = sexes.length * ages;
  const problems: AssumptionProblem[] = [];
  if (sum(births) === 0) problems.push({ kind: 'births', what: 'missing', ...area });
  if (Math.abs(born - 1) > 0.001) problems.push({ kind: 'bornAs', what: 'sum', value: born, ...area });
  houses.forEach((house, at) => {
    const weights = newcomers.subarray(at * cells, (at + 1) * cells);
    if (sum(weights) === 0) problems.push({ kind: 'newcomers', what: 'missing', house, ...area });
  });
  return problems;
}

/** The value of the row that says most of whom it is about: the area first, then house, stage, sex and age. */
function valueFor(values: ReadonlyMap<string, number>, kind: AssumptionKind, whom: Whom): number | undefined {
  for (const area of orAll(whom.area)) {
    for (const house of orAll(whom.house)) {
      for (const stage of orAll(whom.stage)) {
        for (const sex of orAll(whom.sex)) {
          for (const age of orAll(whom.age)) {
            const value = values.get(keyOf(kind, { area, house, stage, sex, age }));
            if (value !== undefined) return value;
          }
        }
      }
    }
  }
  return undefined;
}

function orAll<T>(value: T | undefined): (T | null)[] {
  return value === undefined ? [null] : [value, null];
}

type Nullable = Pick<Assumption, 'area' | 'house' | 'stage' | 'sex' | 'age'>;

function keyOf(kind: AssumptionKind, { area, house, stage, sex, age }: Nullable): string {
  return JSON.stringify([kind, area, house, stage, sex, age]);
}

function known({ area, house, stage, sex, age }: Nullable): Whom {
  return {
    ...(area === null ? {} : { area }),
    ...(house === null ? {} : { house }),
    ...(stage === null ? {} : { stage }),
    ...(sex === null ? {} : { sex }),
    ...(age === null ? {} : { age }),
  };
}

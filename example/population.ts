import { type ForecastArea, forecastAreas } from './areas.ts';
import { baseYear, lastYear } from './calendar.ts';
import { item } from './lists.ts';
import type { Project } from './projects.ts';

export const scenarios = ['huvud', 'alternativ'] as const;
export const sexes = ['kvinna', 'man'] as const;
const oldest = 100;

export const forecastColumns = [
  'omradeskod',
  'indelning',
  'utgava',
  'prognosversion',
  'basar',
  'ar',
  'alder',
  'kon',
  'scenario',
  'variabel',
  'varde',
] as const;

type Scenario = (typeof scenarios)[number];
type Sex = (typeof sexes)[number];
/** Inhabitants at each age, 0 to 100 and over, at the end of the year. */
type Ages = number[];
type People = Record<Sex, Ages>;

interface Assumptions {
  /** Children for each woman. */
  fertility: number;
  /** How much of what the projects plan is really built. */
  built: number;
  /** More people moving in than out, each year for each 1,000 inhabitants, besides the projects. */
  net: number;
}

const assumptions: Readonly<Record<Scenario, Assumptions>> = {
  huvud: { fertility: 1.68, built: 1, net: 0.5 },
  alternativ: { fertility: 1.48, built: 0.6, net: -0.5 },
};

/** How likely it is that a project in this stage is built at all. */
const certainty: Readonly<Record<Project['stage'], number>> = {
  idé: 0.35,
  planbesked: 0.5,
  planering: 0.75,
  genomförandeavtal: 0.9,
  projektering: 0.95,
  byggnation: 1,
  klar: 1,
  vilande: 0,
  avbruten: 0,
};

export type ForecastRow = [
  string,
  string,
  string,
  string,
  number,
  number,
  number | null,
  Sex,
  Scenario,
  string,
  number,
];

/** The forecast by area: a cohort model that moves young families in where and when projects are finished. */
export function* forecast(projects: readonly Project[]): Generator<ForecastRow> {
  for (const area of forecastAreas) {
    const local = projects.filter((project) => project.area === area.code);
    for (const scenario of scenarios) yield* forecastArea(area, scenario, local);
  }
}

function* forecastArea(area: ForecastArea, scenario: Scenario, projects: readonly Project[]): Generator<ForecastRow> {
  const assumed = assumptions[scenario];
  const row = (year: number, age: number | null, sex: Sex, variable: string, value: number): ForecastRow => [
    area.code,
    'regso',
    'exempel',
    'exempel-2026',
    baseYear,
    year,
    age,
    sex,
    scenario,
    variable,
    Math.round(value * 10) / 10,
  ];
  const start = peopleAtStart(area);
  let people = start;
  for (let year = baseYear; year <= lastYear; year++) {
    if (year > baseYear) {
      const step = nextYear(people, start, assumed, newcomers(projects, year, assumed));
      people = step.people;
      for (const sex of sexes) {
        yield row(year, null, sex, 'fodda', step.born[sex]);
        yield row(year, null, sex, 'doda', step.died[sex]);
        yield row(year, null, sex, 'inflyttade', step.movedIn[sex]);
        yield row(year, null, sex, 'utflyttade', step.movedOut[sex]);
      }
    }
    for (const sex of sexes) {
      for (let age = 0; age <= oldest; age++) yield row(year, age, sex, 'folkmangd', item(people[sex], age));
    }
  }
}

function bell(age: number, middle: number, width: number): number {
  return Math.exp(-(((age - middle) / width) ** 2) / 2);
}

/** Yearly risk of dying (Gompertz, fitted roughly to Swedish life tables); women live some four years longer. */
function risk(age: number, sex: Sex): number {
  const infant = age === 0 ? 0.002 : 0;
  return Math.min(0.6, infant + 0.000022 * Math.exp(0.103 * (sex === 'kvinna' ? age - 4 : age)));
}

/** Births for each woman of an age, with one child for each woman in all. */
function fertilityAt(age: number): number {
  return age < 15 || age > 49 ? 0 : bell(age, 31, 5.2) / (5.2 * Math.sqrt(2 * Math.PI));
}

/** Share of an age that moves away in a year: the young to study and work, with them their small children. */
function leaving(age: number): number {
  return 0.022 + 0.17 * bell(age, 21.5, 3.2) + 0.055 * bell(age, 29, 6) + 0.025 * bell(age, 1, 3);
}

/** Who moves in besides that: back to have children in a house. */
function arriving(age: number): number {
  return leaving(age) + 0.045 * bell(age, 32, 4.5) - 0.075 * bell(age, 21, 2.6) + 0.02 * bell(age, 2, 2.5);
}

/** Who moves into a new dwelling: people around thirty with small children, and some who leave their house. */
function newcomerAge(age: number): number {
  return bell(age, 31, 6) + 0.55 * bell(age, 2.5, 3) + 0.25 * bell(age, 9, 3.5) + 0.16 * bell(age, 68, 6);
}

const newcomerTotal = Array.from({ length: oldest + 1 }, (_, age) => newcomerAge(age)).reduce(
  (sum, part) => sum + part,
  0,
);

/** How the ages differ from one part of the municipality to another. */
function profile(kind: ForecastArea['profile'], age: number): number {
  switch (kind) {
    case 'centrum':
      return 1 + 0.55 * bell(age, 26, 5) + 0.5 * bell(age, 80, 8) - 0.3 * bell(age, 11, 5);
    case 'barnfamiljer':
      return 1 + 0.35 * bell(age, 9, 5) + 0.3 * bell(age, 41, 6) - 0.3 * bell(age, 24, 4) - 0.2 * bell(age, 82, 8);
    case 'landsbygd':
      return 1 + 0.25 * bell(age, 62, 9) - 0.4 * bell(age, 25, 5) - 0.1 * bell(age, 85, 6);
  }
}

function peopleAtStart({ population, profile: kind }: ForecastArea): People {
  const raw = (sex: Sex): Ages => {
    let survivors = 1;
    return Array.from({ length: oldest + 1 }, (_, age) => {
      survivors *= 1 - risk(age, sex) * 1.15;
      const waves =
        1 + 0.1 * bell(age, 34, 3.5) + 0.08 * bell(age, 59, 4) - 0.1 * bell(age, 26, 3) - 0.12 * bell(age, 1, 2.5);
      return survivors * waves * profile(kind, age) * (age === oldest ? 1.3 : 1);
    });
  };
  const people: People = { kvinna: raw('kvinna'), man: raw('man') };
  const total = [...people.kvinna, ...people.man].reduce((sum, count) => sum + count, 0);
  const scaled = (ages: Ages) => ages.map((count) => (count * population) / total);
  return { kvinna: scaled(people.kvinna), man: scaled(people.man) };
}

/** People who move into what is finished in a year: fewer in a flat than in a house, and not all are new to the area. */
function newcomers(projects: readonly Project[], year: number, { built }: Assumptions): number {
  let people = 0;
  for (const { stage, completions } of projects) {
    for (const completion of completions) {
      if (completion.year !== year) continue;
      const household = { flerbostadshus: 1.75, småhus: 2.7, specialbostad: 1.1 }[completion.kind];
      people += completion.count * household * certainty[stage] * built * 0.8;
    }
  }
  return people;
}

function nextYear(before: People, start: People, { fertility, net }: Assumptions, moving: number) {
  const people: People = { kvinna: [], man: [] };
  const died: Record<Sex, number> = { kvinna: 0, man: 0 };
  const movedIn: Record<Sex, number> = { kvinna: 0, man: 0 };
  const movedOut: Record<Sex, number> = { kvinna: 0, man: 0 };
  const mothers = before.kvinna.reduce((sum, count, age) => sum + count * fertilityAt(age), 0);
  const born: Record<Sex, number> = { kvinna: mothers * fertility * 0.488, man: mothers * fertility * 0.512 };
  for (const sex of sexes) {
    const ages = before[sex];
    const older: Ages = [born[sex], ...ages.slice(0, oldest)];
    older[oldest] = item(ages, oldest - 1) + item(ages, oldest);
    people[sex] = older.map((count, age) => {
      const dies = age === 0 ? count * 0.002 : count * risk(age, sex);
      const leaves = (count - dies) * leaving(age);
      // In-migration answers to the size that the area had, so that one strong year does not feed itself.
      const arrives =
        item(start[sex], age) * Math.max(0, arriving(age) + net / 1000) +
        ((moving / 2) * newcomerAge(age)) / newcomerTotal;
      died[sex] += dies;
      movedOut[sex] += leaves;
      movedIn[sex] += arrives;
      return count - dies - leaves + arrives;
    });
  }
  return { people, born, died, movedIn, movedOut };
}

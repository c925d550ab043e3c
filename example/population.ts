import { type ForecastArea, forecastAreas } from './areas.ts';
import { baseYear, lastYear } from './calendar.ts';
import { item } from './lists.ts';
import { randomFrom } from './prng.ts';
import type { Project } from './projects.ts';
import {
  arriving,
  bell,
  bornAs,
  certainty,
  fertilityAt,
  households,
  leaving,
  mainScenario,
  newcomerAge,
  newToArea,
  oldest,
  risk,
  type Sex,
  sexes,
} from './rates.ts';

export const scenarios = ['huvud', 'alternativ'] as const;
/** Of the outcome. */
const firstYear = baseYear - 10;

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
  huvud: { ...mainScenario, built: 1 },
  alternativ: { fertility: 1.48, built: 0.6, net: -0.5 },
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

/** What somebody who makes a forecast knows and believes. */
interface Version {
  name: string;
  /** The last year whose outcome was known. */
  base: number;
  last: number;
  /** Believed to be built, of what is planned; those who made the older ones believed in more than came. */
  built: number;
  fertility: number;
  net: number;
  scenarios: readonly Scenario[];
}

const versions: readonly Version[] = [
  { name: 'exempel-2026', base: baseYear, last: lastYear, built: 1, fertility: 0, net: 0, scenarios },
  { name: 'exempel-2023', base: 2022, last: 2033, built: 1.15, fertility: 0.05, net: 0.8, scenarios: ['huvud'] },
  { name: 'exempel-2020', base: 2019, last: 2030, built: 1.45, fertility: 0.14, net: 2, scenarios: ['huvud'] },
];

/** The forecasts by area: a cohort model that moves young families in where and when projects are finished. */
export function* forecast(projects: readonly Project[]): Generator<ForecastRow> {
  for (const area of forecastAreas) {
    const local = projects.filter((project) => project.area === area.code);
    for (const version of versions) {
      for (const scenario of version.scenarios) yield* forecastArea(area, version, scenario, local);
    }
  }
}

function* forecastArea(
  area: ForecastArea,
  { name, base, last, built, fertility, net }: Version,
  scenario: Scenario,
  projects: readonly Project[],
): Generator<ForecastRow> {
  const main = assumptions[scenario];
  const assumed = { fertility: main.fertility + fertility, built: main.built * built, net: main.net + net };
  const known = outcomeOf(area);
  const start = known.get(base)?.people;
  if (!start) throw new Error(`Ingen befolkning ${base}`);
  let people = start;
  for (let year = base; year <= last; year++) {
    const step = year > base ? nextYear(people, start, assumed, newcomers(area, projects, year, assumed)) : undefined;
    people = step?.people ?? people;
    for (const value of valuesOf(people, step)) {
      yield [
        area.code,
        'regso',
        'exempel',
        name,
        base,
        year,
        value.age,
        value.sex,
        scenario,
        value.variable,
        value.value,
      ];
    }
  }
}

export const outcomeColumns = ['omradeskod', 'indelning', 'utgava', 'ar', 'alder', 'kon', 'variabel', 'varde'] as const;

/** How many lived there, at the end of each year, and what happened during it. */
export function* outcome(): Generator<[string, string, string, number, number | null, Sex, string, number]> {
  for (const area of forecastAreas) {
    for (const [year, { people, step }] of outcomeOf(area)) {
      for (const { age, sex, variable, value } of valuesOf(people, step)) {
        yield [area.code, 'regso', 'exempel', year, age, sex, variable, value];
      }
    }
  }
}

/** How many of some ages, both included, lived in an area at the end of a year. */
export function peopleAged(area: ForecastArea, year: number, from: number, to = oldest): number {
  const people = outcomeOf(area).get(year)?.people;
  if (!people) throw new Error(`Ingen befolkning ${year}`);
  return sexes.flatMap((sex) => people[sex].slice(from, to + 1)).reduce((sum, count) => sum + count, 0);
}

function* valuesOf(people: People, step: Step | undefined) {
  const rounded = (value: number) => Math.round(value * 10) / 10;
  for (const sex of sexes) {
    for (const [variable, count] of Object.entries(step ? happened(step, sex) : {})) {
      yield { age: null, sex, variable, value: rounded(count) };
    }
  }
  for (const sex of sexes) {
    for (let age = 0; age <= oldest; age++) {
      yield { age, sex, variable: 'folkmangd', value: rounded(item(people[sex], age)) };
    }
  }
}

function happened({ born, died, movedIn, movedOut }: Step, sex: Sex) {
  return { fodda: born[sex], doda: died[sex], inflyttade: movedIn[sex], utflyttade: movedOut[sex] };
}

type Known = ReadonlyMap<number, { people: People; step: Step | undefined }>;

const known = new Map<string, Known>();

/** What really happened since ten years before the base year: years differ, and end at the inhabitants that the area has. */
function outcomeOf(area: ForecastArea): Known {
  const told = known.get(area.code);
  if (told) return told;
  const random = randomFrom(`utfall ${area.code}`);
  const start = peopleAtStart(area);
  const years = new Map([[firstYear, { people: start, step: undefined as Step | undefined }]]);
  let people = start;
  for (let year = firstYear + 1; year <= baseYear; year++) {
    const assumed = {
      fertility: 1.74 - 0.012 * (year - firstYear) + random.between(-0.05, 0.05),
      built: 1,
      net: random.between(-1, 3),
    };
    const step = nextYear(people, start, assumed, area.population * finishedShare(area, year));
    people = step.people;
    years.set(year, { people, step });
  }
  const factor = area.population / sizeOf(people);
  const scaled = new Map(
    [...years].map(([year, one]) => [
      year,
      { people: times(one.people, factor), step: one.step && stepTimes(one.step, factor) },
    ]),
  );
  known.set(area.code, scaled);
  return scaled;
}

/** Where it was built in the years that have passed: newcomers for each inhabitant. */
function finishedShare({ profile: kind }: ForecastArea, year: number): number {
  const usual = { centrum: 0.009, barnfamiljer: 0.012, landsbygd: 0.003 }[kind];
  return usual * (1 + 0.5 * Math.sin((year - firstYear) * 1.1));
}

function sizeOf(people: People): number {
  return [...people.kvinna, ...people.man].reduce((sum, count) => sum + count, 0);
}

function times({ kvinna, man }: People, factor: number): People {
  return { kvinna: kvinna.map((count) => count * factor), man: man.map((count) => count * factor) };
}

function stepTimes(step: Step, factor: number): Step {
  const both = (counts: Record<Sex, number>) => ({ kvinna: counts.kvinna * factor, man: counts.man * factor });
  return {
    people: times(step.people, factor),
    born: both(step.born),
    died: both(step.died),
    movedIn: both(step.movedIn),
    movedOut: both(step.movedOut),
  };
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
  return times(people, population / sizeOf(people));
}

/** People who move into what is finished in a year: fewer in a flat than in a house, and not all are new to the area. */
function newcomers(area: ForecastArea, projects: readonly Project[], year: number, { built }: Assumptions): number {
  // What an old forecast planned for years that have passed is not among the projects of today.
  let people = year > baseYear ? 0 : area.population * finishedShare(area, year) * built;
  for (const { stage, completions } of projects) {
    for (const completion of completions) {
      if (completion.year !== year) continue;
      people += completion.count * households[completion.kind] * certainty[stage] * built * newToArea;
    }
  }
  return people;
}

interface Step {
  people: People;
  born: Record<Sex, number>;
  died: Record<Sex, number>;
  movedIn: Record<Sex, number>;
  movedOut: Record<Sex, number>;
}

function nextYear(before: People, start: People, { fertility, net }: Assumptions, moving: number): Step {
  const people: People = { kvinna: [], man: [] };
  const died: Record<Sex, number> = { kvinna: 0, man: 0 };
  const movedIn: Record<Sex, number> = { kvinna: 0, man: 0 };
  const movedOut: Record<Sex, number> = { kvinna: 0, man: 0 };
  const mothers = before.kvinna.reduce((sum, count, age) => sum + count * fertilityAt(age), 0);
  const born: Record<Sex, number> = {
    kvinna: mothers * fertility * bornAs.kvinna,
    man: mothers * fertility * bornAs.man,
  };
  for (const sex of sexes) {
    const ages = before[sex];
    const older: Ages = [born[sex], ...ages.slice(0, oldest)];
    older[oldest] = item(ages, oldest - 1) + item(ages, oldest);
    people[sex] = older.map((count, age) => {
      const dies = count * risk(age, sex);
      const leaves = (count - dies) * leaving(age);
      // In-migration answers to the size that the area had, so that one strong year does not feed itself.
      const arrives = item(start[sex], age) * arriving(age, net) + ((moving / 2) * newcomerAge(age)) / newcomerTotal;
      died[sex] += dies;
      movedOut[sex] += leaves;
      movedIn[sex] += arrives;
      return count - dies - leaves + arrives;
    });
  }
  return { people, born, died, movedIn, movedOut };
}

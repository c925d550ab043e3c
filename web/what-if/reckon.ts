import { type ModelDocument, modelInputs, officialPeople, shapeOf } from '../../server/forecast/model/document.ts';
import { finishedDwellings, type ProjectChange } from '../../server/forecast/model/dwellings.ts';
import { experiment } from '../../server/forecast/model/experiment.ts';
import { cellsOf, type Inputs, type Rates } from '../../server/forecast/model/inputs.ts';
import { type Run, runModel } from '../../server/forecast/model/run.ts';
import type { ExperimentPart } from '../state/experiment.ts';
import type { Tried, TriedProject } from './tried.ts';

/** What somebody tries, reckoned: the differences from the official forecast. */
export interface Reckoned {
  document: ModelDocument;
  difference: (of: ExperimentPart) => number[];
  /** People who had to be kept so that no number of people became less than 0. */
  held: number;
  /** Projects of the link that are not there any more. */
  unknown: readonly string[];
}

/** Enough of a key to tell it from all others. */
const shortest = 8;

/** What the address calls a project. */
export function shortNameOf({ projects }: ModelDocument, id: string): string {
  const isAlone = (length: number) => projects.filter((one) => one.id.startsWith(id.slice(0, length))).length <= 1;
  let length = Math.min(shortest, id.length);
  while (length < id.length && !isAlone(length)) length++;
  return id.slice(0, length);
}

export function projectCalled(
  { projects }: ModelDocument,
  name: string,
): ModelDocument['projects'][number] | undefined {
  const exact = projects.find(({ id }) => id === name);
  if (exact || name.length < shortest) return exact;
  const [first, ...others] = projects.filter(({ id }) => id.startsWith(name));
  return others.length === 0 ? first : undefined;
}

interface Unchanged {
  inputs: Inputs;
  run: Run;
  official: Float64Array;
}

const known = new WeakMap<ModelDocument, Unchanged>();

function unchangedOf(document: ModelDocument): Unchanged {
  const before = known.get(document);
  if (before) return before;
  const inputs = modelInputs(document, dwellingsOf(document, new Map()));
  const made = { inputs, run: runModel(inputs), official: officialPeople(document) };
  known.set(document, made);
  return made;
}

function dwellingsOf(document: ModelDocument, changes: ReadonlyMap<string, ProjectChange>): Float64Array {
  return finishedDwellings(shapeOf(document), document.years[0] ?? 0, document.projects, changes);
}

export function reckon(document: ModelDocument, tried: Tried): Reckoned {
  const { inputs, run, official } = unchangedOf(document);
  const changes = new Map<string, ProjectChange>();
  const unknown: string[] = [];
  for (const [name, change] of Object.entries(tried.projects)) {
    const project = projectCalled(document, name);
    if (project) changes.set(project.id, changeOf(document, change));
    else unknown.push(name);
  }
  const { changed } = experiment(official, run, {
    ...inputs,
    rates: withHouseholds(inputs.rates, document, tried.households),
    dwellings: dwellingsOf(document, changes),
    fertility: tried.fertility,
    arrivals: tried.arrivals,
  });
  const more = changed.people.map((people, at) => people - (run.people[at] ?? 0));
  return { document, difference: (of) => sumsByYear(document, more, of), held: changed.held, unknown };
}

function changeOf({ houses }: ModelDocument, { kind, ...change }: TriedProject): ProjectChange {
  const at = houses.findIndex(({ value }) => value === kind);
  return at < 0 ? change : { ...change, kind: at };
}

function withHouseholds(
  rates: readonly Rates[],
  { houses }: ModelDocument,
  households: Tried['households'],
): readonly Rates[] {
  if (Object.keys(households).length === 0) return rates;
  const made = new Map(
    [...new Set(rates)].map((one) => [
      one,
      { ...one, household: one.household.map((people, at) => households[houses[at]?.value ?? ''] ?? people) },
    ]),
  );
  return rates.map((one) => made.get(one) ?? one);
}

function sumsByYear(
  document: ModelDocument,
  more: Float64Array,
  { area, sex, from = 0, to }: ExperimentPart,
): number[] {
  const shape = shapeOf(document);
  const cells = cellsOf(shape);
  const last = to === undefined ? shape.ages - 1 : Math.min(to, shape.ages - 1);
  const sexes = document.sexes.flatMap(({ value }, at) => (sex === undefined || sex === value ? [at] : []));
  const areas = document.areas.flatMap(({ code }, at) => (area === undefined || area === code ? [at] : []));
  return document.years.map((_, year) => {
    let sum = 0;
    for (const one of areas) {
      const start = (one * shape.years + year) * cells;
      for (const at of sexes) for (let age = from; age <= last; age++) sum += more[start + at * shape.ages + age] ?? 0;
    }
    return sum;
  });
}

import type { Project } from './dwellings.ts';
import { cellsOf, type Inputs, type Rates, type Shape } from './inputs.ts';

/** Rates as JSON has them. */
export type WrittenRates = Readonly<Record<keyof Rates, readonly number[]>>;

export interface Titled {
  value: string;
  title: string;
}

export interface ModelArea {
  code: string;
  name: string;
  /** The feature on the map: its key, and a point on its surface, longitude and latitude. */
  key: string | null;
  point: readonly [number, number] | null;
}

/** People of each year: in all, and in each age group in order. Null where that is not told. */
export type GroupTotals = readonly (readonly (number | null)[])[];

/** `GET /prognos/modell.json`: all that an experiment reckons with. Texts are in the reader's language. */
export interface ModelDocument {
  forecast: string;
  /** All that it is made of: a change in one of them makes another answer. */
  datasets: readonly string[];
  /** Which forecast it is, by field: version, scenario, division, edition. */
  assumed: Readonly<Record<string, string | number>>;
  /** The base year first. */
  years: readonly number[];
  areas: readonly ModelArea[];
  /** The dataset with their outlines, and the attribute with a feature's key. */
  outlines: { dataset: string; key: string } | null;
  sexes: readonly Titled[];
  /** One-year ages from 0; the last is open. */
  ages: number;
  groups: readonly { name: string; title: string; from: number; to?: number }[];
  houses: readonly Titled[];
  /** The official forecast, by area: by year and cell, one after another. Null where a number is not told. */
  people: readonly (readonly (number | null)[])[];
  /** The same as it is told of age groups, rounded as wholes: by area, and of all areas together. */
  totals: readonly GroupTotals[];
  whole: GroupTotals;
  rates: readonly WrittenRates[];
  /** By area: which of the rates. */
  ratesOf: readonly number[];
  projects: readonly (Project & { name: string; stage: string | null })[];
  /** Projects with dwellings in these years that lie in no area. */
  outside: number;
  /** Why nothing can be reckoned, as sentences. Empty: it can. */
  problems: readonly string[];
  protection?: string;
}

export function shapeOf({ areas, years, sexes, ages, houses }: ModelDocument): Shape {
  return { areas: areas.length, years: years.length, sexes: sexes.length, ages, kinds: houses.length };
}

/** The official forecast by area, year and cell. What is not told is 0. */
export function officialPeople(document: ModelDocument): Float64Array {
  return Float64Array.from(document.people.flat(), (count) => count ?? 0);
}

/** What the model reckons with where nothing is changed, but for the dwellings. */
export function modelInputs(document: ModelDocument, dwellings: Float64Array): Inputs {
  const shape = shapeOf(document);
  const known = document.rates.map(readRates);
  return {
    shape,
    base: Float64Array.from(
      document.people.flatMap((people) => people.slice(0, cellsOf(shape))),
      (count) => count ?? 0,
    ),
    rates: document.ratesOf.flatMap((at) => known[at] ?? []),
    dwellings,
    fertility: 1,
    arrivals: 1,
  };
}

export function writeRates(rates: Rates): WrittenRates {
  return {
    dying: [...rates.dying],
    births: [...rates.births],
    bornAs: [...rates.bornAs],
    movingOut: [...rates.movingOut],
    movingIn: [...rates.movingIn],
    household: [...rates.household],
    newToArea: [...rates.newToArea],
    newcomers: [...rates.newcomers],
  };
}

function readRates(written: WrittenRates): Rates {
  return {
    dying: Float64Array.from(written.dying),
    births: Float64Array.from(written.births),
    bornAs: Float64Array.from(written.bornAs),
    movingOut: Float64Array.from(written.movingOut),
    movingIn: Float64Array.from(written.movingIn),
    household: Float64Array.from(written.household),
    newToArea: Float64Array.from(written.newToArea),
    newcomers: Float64Array.from(written.newcomers),
  };
}

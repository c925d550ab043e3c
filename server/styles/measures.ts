import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Measure as DefinedMeasure } from '../datasets/definition.ts';

/**
 * A measure of a series drawn for one year: values, classes and MapLibre expressions. The server uses it for the year
 * that the style opens with, the web app for every step of the year slider. No node: imports here.
 */

/** What a measure is made of, without its texts. */
export type Measure = Pick<DefinedMeasure, 'kind' | 'part' | 'whole' | 'area'>;

/** The totals of a dataset's shown rows, `GET /datasets/{id}/series.json`. Keys are the features' keys. */
export interface SeriesTotals {
  /** Ascending; every list of values has one value for each. */
  years: readonly number[];
  measures: Readonly<Record<string, { values: Readonly<Record<string, readonly (number | null)[]>> }>>;
  /** The area field of each feature, in its own unit. */
  areas: Readonly<Record<string, number | null>>;
  /** A point on the surface of each feature, [longitude, latitude]. */
  points: Readonly<Record<string, readonly [number, number]>>;
  titles: Readonly<Record<string, string>>;
  /** The code by which statistics name each feature, where they do. */
  codes?: Readonly<Record<string, string>>;
  /** What the totals are made from: values of another dataset's fields, in order. */
  from?: { dataset: string; values: Readonly<Record<string, string | number>> };
}

/** The value of a measure for a feature, null where a part is missing or the whole is 0. Shares and changes in per cent. */
export function measureValue(measure: Measure, totals: SeriesTotals, key: string, yearIndex: number): number | null {
  const total = (name: string | undefined, index: number) =>
    name === undefined ? null : (totals.measures[name]?.values[key]?.[index] ?? null);
  const part = total(measure.part, yearIndex);
  if (part === null) return null;
  switch (measure.kind) {
    case 'count':
      return part;
    case 'share':
      return ratio(100 * part, total(measure.whole, yearIndex));
    case 'density':
      return ratio(part, totals.areas[key] ?? null);
    case 'change': {
      const first = total(measure.part, 0);
      return first === null ? null : ratio(100 * (part - first), first);
    }
    case 'difference': {
      const first = total(measure.part, 0);
      return first === null ? null : part - first;
    }
  }
}

/**
 * The measure of all features together, as if they were one: the municipality, where they are its parts. Null where one lacks a
 * figure.
 */
export function valueOfAll(measure: Measure, totals: SeriesTotals, yearIndex: number): number | null {
  const keys = Object.keys(totals.titles);
  const sum = (values: readonly (number | null | undefined)[]) =>
    values.reduce<number | null>((all, value) => (all === null || typeof value !== 'number' ? null : all + value), 0);
  const total = (name: string) =>
    totals.years.map((_year, index) => sum(keys.map((key) => totals.measures[name]?.values[key]?.[index])));
  const all = 'all';
  const measures = [measure.part, ...(measure.whole ? [measure.whole] : [])];
  const together: SeriesTotals = {
    ...totals,
    measures: Object.fromEntries(measures.map((name) => [name, { values: { [all]: total(name) } }])),
    areas: { [all]: sum(keys.map((key) => totals.areas[key])) },
  };
  return keys.length === 0 ? null : measureValue(measure, together, all, yearIndex);
}

/** It can fall as well as rise. */
export function isChange({ kind }: Pick<Measure, 'kind'>): boolean {
  return kind === 'change' || kind === 'difference';
}

function ratio(part: number, whole: number | null): number | null {
  return whole === null || whole <= 0 ? null : part / whole;
}

/** All values of all years that exist, ascending. */
export function sortedValues(measure: Measure, totals: SeriesTotals): number[] {
  return Object.keys(totals.measures[measure.part]?.values ?? {})
    .flatMap((key) => totals.years.map((_year, index) => measureValue(measure, totals, key, index)))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
}

const attribute = (name: string, year: number): ExpressionSpecification => ['get', `${name}_${year}`];

/** The attributes that a value is made of, so that a missing one can be seen. */
function parts(measure: Measure, year: number, firstYear: number): ExpressionSpecification[] {
  const part = attribute(measure.part, year);
  if (measure.kind === 'share' && measure.whole) return [part, attribute(measure.whole, year)];
  if (measure.kind === 'density' && measure.area) return [part, ['get', measure.area]];
  if (isChange(measure)) return [part, attribute(measure.part, firstYear)];
  return [part];
}

/** True where the value can be computed. */
export function knownExpression(measure: Measure, year: number, firstYear: number): ExpressionSpecification {
  const [part, whole] = parts(measure, year, firstYear);
  const exists = (value: ExpressionSpecification): ExpressionSpecification => ['==', ['typeof', value], 'number'];
  if (part === undefined) return ['literal', false];
  if (whole === undefined) return exists(part);
  if (measure.kind === 'difference') return ['all', exists(part), exists(whole)];
  return ['all', exists(part), exists(whole), ['>', ['to-number', whole, 0], 0]];
}

/** The value itself, to be used where `knownExpression` holds. */
export function valueExpression(measure: Measure, year: number, firstYear: number): ExpressionSpecification {
  const [part = ['literal', 0], whole] = parts(measure, year, firstYear);
  const number = (value: ExpressionSpecification): ExpressionSpecification => ['to-number', value, 0];
  if (whole === undefined) return number(part);
  switch (measure.kind) {
    case 'share':
      return ['/', ['*', 100, number(part)], number(whole)];
    case 'difference':
      return ['-', number(part), number(whole)];
    case 'change':
      return ['/', ['*', 100, ['-', number(part), number(whole)]], number(whole)];
    default:
      return ['/', number(part), number(whole)];
  }
}

/** The measure that a map without a year slider shows: the first that is a colour, since circles need points. */
export function openingMeasure(measures: readonly Measure[] | undefined): Measure | undefined {
  return measures?.find(({ kind }) => kind !== 'count');
}

/** Years ahead that a forecast opens at: far enough to show what it says, near enough to be of use. */
const horizon = 10;

/** The year that the map opens with: some years ahead, or the nearest that the series has. */
export function openingYear(years: readonly number[], thisYear: number): number | undefined {
  return nearestYear(years, thisYear + horizon);
}

/** The year of the series that is nearest to a wished one. */
export function nearestYear(years: readonly number[], wished: number): number | undefined {
  return years.reduce<number | undefined>(
    (best, year) => (best === undefined || Math.abs(year - wished) < Math.abs(best - wished) ? year : best),
    undefined,
  );
}

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
}

/** Classes with upper limits: class i holds limits[i-1] ≤ value < limits[i]; the ends are open. */
export interface Classes {
  limits: readonly number[];
  /** A colour token for each class, one more than limits. */
  colours: readonly string[];
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
  }
}

function ratio(part: number, whole: number | null): number | null {
  return whole === null || whole <= 0 ? null : part / whole;
}

/** All values of all years that exist, ascending. */
function sortedValues(measure: Measure, totals: SeriesTotals): number[] {
  return Object.keys(totals.measures[measure.part]?.values ?? {})
    .flatMap((key) => totals.years.map((_year, index) => measureValue(measure, totals, key, index)))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
}

/** The nearest of 1, 2, 2.5, 5 × 10ⁿ. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 2.5, 5, 10];
  return (
    power *
    steps.reduce((best, step) => (Math.abs(step * power - value) < Math.abs(best * power - value) ? step : best))
  );
}

/** Rounded to two significant digits, so that a limit can be read and remembered. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** Classes over all years, so that a colour means the same while the year changes. No values: one class. */
export function classify(measure: Measure, totals: SeriesTotals): Classes {
  const values = sortedValues(measure, totals);
  return measure.kind === 'change' ? classesAroundZero(values) : fiveClasses(values);
}

/** Five classes with about as many values in each. */
function fiveClasses(values: readonly number[]): Classes {
  const quantile = (share: number) => values[Math.floor(share * (values.length - 1))] ?? 0;
  const limits = [...new Set([0.2, 0.4, 0.6, 0.8].map((share) => twoDigits(quantile(share))))].sort((a, b) => a - b);
  const ramp = ['@ramp-1', '@ramp-2', '@ramp-3', '@ramp-4', '@ramp-5'];
  return { limits, colours: ramp.slice(0, limits.length + 1) };
}

/** Classes that grow from a narrow one around zero, which is neutral. Classes that would hold nothing are left out. */
function classesAroundZero(values: readonly number[]): Classes {
  const low = values[0] ?? 0;
  const high = values.at(-1) ?? 0;
  const nearlyAll = values.map(Math.abs).sort((a, b) => a - b)[Math.floor(0.9 * (values.length - 1))] ?? 0;
  const step = niceStep(Math.max(nearlyAll / 2.5, 0.1));
  const neutral = step / 5;
  const falls = [-step, -neutral].filter((limit) => low < limit);
  const rises = [neutral, step, 2 * step, 3 * step].filter((limit) => high >= limit);
  return {
    limits: [...falls, ...rises.slice(0, 4)],
    colours: [
      ...['@fall-2', '@fall-1'].slice(2 - falls.length),
      '@unchanged',
      ...['@rise-1', '@rise-2', '@rise-3', '@rise-4'].slice(0, rises.length),
    ],
  };
}

/** Which class a value falls in. */
export function classOf(classes: Classes, value: number): number {
  const index = classes.limits.findIndex((limit) => value < limit);
  return index === -1 ? classes.limits.length : index;
}

/** The largest value of all years: the circle of that size is the largest. */
export function largestValue(measure: Measure, totals: SeriesTotals): number {
  return sortedValues(measure, totals).at(-1) ?? 0;
}

/** Pixels of the largest circle's radius. */
export const largestRadius = 34;

/** Pixels: the circle's area is in proportion to the value. */
export function circleRadius(value: number, largest: number): number {
  return largest <= 0 ? 0 : largestRadius * Math.sqrt(value / largest);
}

const attribute = (name: string, year: number): ExpressionSpecification => ['get', `${name}_${year}`];

/** The attributes that a value is made of, so that a missing one can be seen. */
function parts(measure: Measure, year: number, firstYear: number): ExpressionSpecification[] {
  const part = attribute(measure.part, year);
  if (measure.kind === 'share' && measure.whole) return [part, attribute(measure.whole, year)];
  if (measure.kind === 'density' && measure.area) return [part, ['get', measure.area]];
  if (measure.kind === 'change') return [part, attribute(measure.part, firstYear)];
  return [part];
}

/** True where the value can be computed. */
export function knownExpression(measure: Measure, year: number, firstYear: number): ExpressionSpecification {
  const [part, whole] = parts(measure, year, firstYear);
  const exists = (value: ExpressionSpecification): ExpressionSpecification => ['==', ['typeof', value], 'number'];
  if (part === undefined) return ['literal', false];
  if (whole === undefined) return exists(part);
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
    case 'change':
      return ['/', ['*', 100, ['-', number(part), number(whole)]], number(whole)];
    default:
      return ['/', number(part), number(whole)];
  }
}

/** fill-color of the choropleth; transparent where the value is missing. Colours are tokens. */
export function colourExpression(
  measure: Measure,
  classes: Classes,
  year: number,
  firstYear: number,
): ExpressionSpecification {
  const [first = '@unchanged', ...rest] = classes.colours;
  const known = knownExpression(measure, year, firstYear);
  if (classes.limits.length === 0) return ['case', known, first, 'rgba(0,0,0,0)'];
  const stops = classes.limits.flatMap((limit, index) => [limit, rest[index] ?? first]);
  const step: ExpressionSpecification = ['step', valueExpression(measure, year, firstYear), first, ...stops];
  return ['case', known, step, 'rgba(0,0,0,0)'];
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

import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import {
  isChange,
  knownExpression,
  type Measure,
  type SeriesTotals,
  sortedValues,
  valueExpression,
} from './measures.ts';

/** The classes that the values of a measure fall in. No node: imports here, the web app reads it too. */

/** Classes with upper limits: class i holds limits[i-1] ≤ value < limits[i]; the ends are open. */
export interface Classes {
  limits: readonly number[];
  /** A colour token for each class, one more than limits. */
  colours: readonly string[];
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

/** The nearest of 1, 2, 5 × 10ⁿ, in proportion. */
function oneTwoFive(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const far = (candidate: number) => Math.abs(Math.log(candidate / value));
  return [1, 2, 5, 10].map((step) => step * power).reduce((best, one) => (far(one) < far(best) ? one : best));
}

/** Classes over all years, so that a colour means the same while the year changes. No values: one class. */
export function classify(measure: Measure, totals: SeriesTotals): Classes {
  const values = sortedValues(measure, totals);
  return isChange(measure) ? classesAroundZero(values) : fiveClasses(values);
}

/** Five classes with about as many values in each, with limits that can be read and remembered: 100, 1 000, not 94, 1 100. */
function fiveClasses(values: readonly number[]): Classes {
  const quantile = (share: number) => values[Math.floor(share * (values.length - 1))] ?? 0;
  const quantiles = [0.2, 0.4, 0.6, 0.8].map(quantile);
  const [low = 0, high = 0] = [quantiles[0], quantiles[3]];
  const rounded = (round: (value: number) => number) =>
    [...new Set(quantiles.map((value) => Number(round(value).toPrecision(6))))].sort((a, b) => a - b);
  const multiples = (step: number) => rounded((value) => Math.round(value / step) * step);
  // Values of several magnitudes have limits of 1, 2 and 5; values that are alike have multiples of the coarsest such step.
  const coarsest = [1, 2, 5, 10, 20]
    .map((parts) => oneTwoFive((high - low) / parts))
    .find((step) => {
      return step > 0 && multiples(step).length === quantiles.length;
    });
  const limits = high > 5 * low || coarsest === undefined ? rounded(oneTwoFive) : multiples(coarsest);
  const ramp = ['@ramp-1', '@ramp-2', '@ramp-3', '@ramp-4', '@ramp-5'];
  return { limits, colours: ramp.slice(0, limits.length + 1) };
}

/**
 * Classes of ascending values that grow from a narrow one around zero, which is neutral. Classes that would hold nothing are
 * left out.
 */
export function classesAroundZero(values: readonly number[]): Classes {
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

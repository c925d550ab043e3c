import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

/** The MapLibre expressions that our layers say most often, as one line each. Each function returns plain data. */

type Value = string | number | ExpressionSpecification;

/** Also an area that is too small for the zoom comes as a point. */
export const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];

/** The attribute has this value. */
export function is(attribute: string, value: string): ExpressionSpecification {
  return ['==', ['get', attribute], value];
}

/** The attribute has one of these values. */
export function isOneOf(attribute: string, ...values: string[]): ExpressionSpecification {
  return ['in', ['get', attribute], ['literal', values]];
}

/** What belongs to the attribute's value (or to several: a list of them), else the first. */
export function byValue(
  attribute: string,
  otherwise: Value,
  [value, result]: [string | string[], Value],
  ...more: [string | string[], Value][]
): ExpressionSpecification {
  return ['match', ['get', attribute], value, result, ...more.flat(), otherwise];
}

/** Dashes and gaps, in widths of the line, that belong to the attribute's value, else the first. */
export function dashesByValue(
  attribute: string,
  otherwise: number[],
  [value, dashes]: [value: string, dashes: number[]],
  ...more: [value: string, dashes: number[]][]
): ExpressionSpecification {
  const literal = (one: number[]): ExpressionSpecification => ['literal', one];
  const others = more.map(([other, its]): [string, Value] => [other, literal(its)]);
  return byValue(attribute, literal(otherwise), [value, literal(dashes)], ...others);
}

/** What belongs to the zoom, in a straight line between the stops. */
export function byZoom(...stops: [zoom: number, value: Value][]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()];
}

/** The same along a curve: the base by which the value grows from zoom to zoom. */
export function growing(base: number, ...stops: [zoom: number, value: Value][]): ExpressionSpecification {
  return ['interpolate', ['exponential', base], ['zoom'], ...stops.flat()];
}

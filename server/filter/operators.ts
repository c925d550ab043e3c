import type { Place } from './expression.ts';
import { fault } from './fault.ts';

/** The operators of CQL2, in the spelling of its JSON. */

export const spatialOperators = [
  's_contains',
  's_crosses',
  's_disjoint',
  's_equals',
  's_intersects',
  's_overlaps',
  's_touches',
  's_within',
] as const;

export const temporalOperators = [
  't_after',
  't_before',
  't_contains',
  't_disjoint',
  't_during',
  't_equals',
  't_finishedBy',
  't_finishes',
  't_intersects',
  't_meets',
  't_metBy',
  't_overlappedBy',
  't_overlaps',
  't_startedBy',
  't_starts',
] as const;

export const arrayOperators = ['a_containedBy', 'a_contains', 'a_equals', 'a_overlaps'] as const;
export const comparisonOperators = ['=', '<>', '<', '>', '<=', '>='] as const;
export const arithmeticOperators = ['+', '-', '*', '/', '%', 'div', '^'] as const;

/** How many operands each operator of the standard takes: least and most. */
const arities = new Map<string, readonly [number, number]>([
  ...[...spatialOperators, ...temporalOperators, ...arrayOperators].map((op) => [op, [2, 2]] as const),
  ...[...comparisonOperators, ...arithmeticOperators, 'like', 'in'].map((op) => [op, [2, 2]] as const),
  ...['and', 'or'].map((op) => [op, [2, Number.POSITIVE_INFINITY]] as const),
  ...['not', 'isNull', 'casei', 'accenti'].map((op) => [op, [1, 1]] as const),
  ['between', [3, 3]],
]);

/** Throws a fault when an operator of the standard has too few or too many operands. Other functions have any number. */
export function checkArity(op: string, count: number, place: Place): void {
  const [least, most] = arities.get(op) ?? [0, Number.POSITIVE_INFINITY];
  if (count >= least && count <= most) return;
  const wanted = least === most ? { sv: '', en: '' } : { sv: 'minst ', en: 'at least ' };
  throw fault(place, {
    sv: `${op.toUpperCase()} tar ${wanted.sv}${least} argument, inte ${count}.`,
    en: `${op.toUpperCase()} takes ${wanted.en}${least} argument${least === 1 ? '' : 's'}, not ${count}.`,
  });
}

const spellings = new Map([...arities.keys()].map((op) => [op.toLowerCase(), op]));

/** The standard's spelling of an operator, however its letters were written; another function's name as it is. */
export function spelled(op: string): string {
  return spellings.get(op.toLowerCase()) ?? op;
}

import { isInSweden } from '../geometry/sweden.ts';
import { valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { type Area, parseArea } from './area.ts';
import { outside } from './outside.ts';
import { areaParameter, objectParameter, pointParameter } from './parameters.ts';

/** What somebody asks about. Degrees are east before north. */
export type Question =
  | { kind: 'point'; point: readonly [longitude: number, latitude: number] }
  | { kind: 'area'; area: Area }
  | { kind: 'object'; dataset: string; key: string };

/**
 * The question of a query that has been checked; without one: `otherwise`, a place. Throws a 400 problem that says what is
 * wrong, and what would be right.
 */
export function parseQuestion(query: URLSearchParams, otherwise: readonly [number, number]): Question {
  const parameters = [pointParameter, areaParameter, objectParameter];
  const asked = parameters.filter(({ name }) => query.has(name));
  const [first, second] = asked;
  if (!first) return { kind: 'point', point: otherwise };
  if (second) {
    const expected = { sv: `där utan ${first.name}`, en: `there without ${first.name}` };
    throw problem('bad-parameter', { name: second.name, value: query.get(second.name) ?? '', expected });
  }
  const point = valueIn(query, pointParameter);
  if (point) return { kind: 'point', point: inSweden([point[0] ?? Number.NaN, point[1] ?? Number.NaN], point.join()) };
  const area = valueIn(query, areaParameter);
  if (area !== undefined) return { kind: 'area', area: parseArea(area) };
  const object = valueIn(query, objectParameter) ?? '';
  const slash = object.indexOf('/');
  return { kind: 'object', dataset: object.slice(0, slash), key: object.slice(slash + 1) };
}

function inSweden(point: readonly [number, number], value: string): readonly [number, number] {
  if (isInSweden(point)) return point;
  const { name } = pointParameter;
  throw problem('bad-parameter', { name, value, expected: outside(point) });
}

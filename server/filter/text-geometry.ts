import type { Cursor } from './cursor.ts';
import type { Geometry, Position } from './expression.ts';
import type { Budget } from './fault.ts';
import { checkedLine, checkedRing, geometryTypes } from './geometry.ts';

const typeOfKeyword = new Map(geometryTypes.map((type) => [type.toUpperCase(), type]));

/** Whether a WKT geometry comes next: its keyword with its parenthesis. */
export function isGeometry(cursor: Cursor): boolean {
  const { type, text } = cursor.peek();
  if (type !== 'name' || !typeOfKeyword.has(text.toUpperCase())) return false;
  return cursor.isSymbol('(', 1) || (cursor.isKeyword('Z', 1) && cursor.isSymbol('(', 2));
}

/** CQL2 BNF, rule spatialInstance without BBOX: WKT with or without Z. */
export function readGeometry(cursor: Cursor, budget: Budget): Geometry {
  if (!isGeometry(cursor)) return cursor.unexpected('en geometri som POINT(…)', 'a geometry as POINT(…)');
  const { offset } = cursor.peek();
  const type = typeOfKeyword.get(cursor.take().text.toUpperCase()) ?? 'Point';
  cursor.acceptKeyword('Z');
  const position = (): Position => {
    budget.position({ offset: cursor.peek().offset });
    const axes = [cursor.signedNumber().value, cursor.signedNumber().value];
    return cursor.isSignedNumber() ? [...axes, cursor.signedNumber().value] : axes;
  };
  const listOf = <T>(item: () => T) => list(cursor, item);
  const placed = <T>(check: (positions: readonly Position[], place: { offset: number }) => T) => {
    const place = { offset: cursor.peek().offset };
    return check(listOf(position), place);
  };
  const line = () => placed(checkedLine);
  const ring = () => placed(checkedRing);
  switch (type) {
    case 'Point': {
      cursor.expectSymbol('(');
      const coordinates = position();
      cursor.expectSymbol(')');
      return { type, coordinates };
    }
    case 'LineString':
      return { type, coordinates: line() };
    case 'Polygon':
      return { type, coordinates: listOf(ring) };
    case 'MultiPoint':
      // WKT of old has no inner parentheses.
      return { type, coordinates: listOf(() => (cursor.isSymbol('(') ? only(listOf(position), cursor) : position())) };
    case 'MultiLineString':
      return { type, coordinates: listOf(line) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(() => listOf(ring)) };
    case 'GeometryCollection':
      return {
        type,
        geometries: budget.nested({ offset }, () => listOf(() => readGeometry(cursor, budget))),
      };
  }
}

function only(positions: readonly Position[], cursor: Cursor): Position {
  const [first, second] = positions;
  return first === undefined || second !== undefined ? cursor.unexpected('en punkt', 'one point') : first;
}

/** `( item, item … )`, at least one. */
export function list<T>(cursor: Cursor, item: () => T): T[] {
  cursor.expectSymbol('(');
  const items = [item()];
  while (cursor.acceptSymbol(',')) items.push(item());
  cursor.expectSymbol(')');
  return items;
}

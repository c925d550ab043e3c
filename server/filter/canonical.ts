import type { Expression, Geometry, IntervalEnd, Position } from './expression.ts';

/**
 * The filter as CQL2 JSON in one form: the same text for both encodings, and for what is written differently but is the
 * same at a glance (nested AND or OR, doubled NOT, 1.0 and 1, decimals of a second).
 */
export function canonicalJson(expression: Expression): string {
  return JSON.stringify(plain(expression));
}

function plain(expression: Expression | IntervalEnd): unknown {
  switch (expression.kind) {
    case 'text':
    case 'boolean':
      return expression.value;
    case 'number':
      return expression.digits === undefined ? number(expression.value) : { digits: expression.digits };
    case 'property':
      return { property: expression.name };
    case 'date':
      return { date: expression.value };
    case 'timestamp':
      return { timestamp: expression.value };
    case 'open':
      return '..';
    case 'interval':
      return {
        interval: expression.ends.map((end) =>
          end.kind === 'date' || end.kind === 'timestamp' ? end.value : plain(end),
        ),
      };
    case 'geometry':
      return geometry(expression.geometry);
    case 'bbox':
      return { bbox: expression.bbox.map(number) };
    case 'array':
      return expression.items.map(plain);
    case 'call':
      return call(expression);
  }
}

function call({ op, args }: Expression & { kind: 'call' }): unknown {
  const [first] = args;
  if (op === 'not' && first?.kind === 'call' && first.op === 'not' && first.args[0]) return plain(first.args[0]);
  if (op === 'and' || op === 'or') return { op, args: args.flatMap((argument) => flattened(op, argument)) };
  return { op, args: args.map(plain) };
}

function flattened(op: string, argument: Expression): unknown[] {
  if (argument.kind !== 'call' || argument.op !== op) return [plain(argument)];
  return argument.args.flatMap((inner) => flattened(op, inner));
}

/** -0 is 0. */
function number(value: number): number {
  return value === 0 ? 0 : value;
}

function geometry(value: Geometry): unknown {
  const { type } = value;
  if (type === 'GeometryCollection') return { type, geometries: value.geometries.map(geometry) };
  return { type, coordinates: coordinates(value.coordinates) };
}

type Nested = number | readonly Nested[];

function coordinates(value: Position | readonly Nested[]): Nested {
  return value.map((part) => (typeof part === 'number' ? number(part) : coordinates(part)));
}

/** Whether the meaning depends on the coordinate system of its literals. */
export function hasGeometry(expression: Expression): boolean {
  switch (expression.kind) {
    case 'geometry':
    case 'bbox':
      return true;
    case 'array':
      return expression.items.some(hasGeometry);
    case 'call':
      return expression.args.some(hasGeometry);
    default:
      return false;
  }
}

import { z } from 'zod';
import { digitsOf, withDigits } from './digits.ts';
import type { Expression, Interval, IntervalEnd } from './expression.ts';
import { type Budget, bounds, fault, budget as newBudget, refuseUnstorable } from './fault.ts';
import { checkedBbox } from './geometry.ts';
import { dateLiteral, instant, timestampLiteral } from './instant.ts';
import { finite, readGeometry } from './json-geometry.ts';
import { checkArity, spelled } from './operators.ts';

/** CQL2 JSON (OGC 21-065r2 §8.3) to the same tree as CQL2 Text. Throws a fault with the path of what is wrong. */
export function parseJson(filter: string): Expression {
  if (filter.length > bounds.jsonLength) {
    throw fault(
      { path: '' },
      {
        sv: `längre än ${bounds.jsonLength} tecken.`,
        en: `longer than ${bounds.jsonLength} characters.`,
      },
    );
  }
  return read(decoded(filter), '', newBudget());
}

function decoded(filter: string): unknown {
  try {
    JSON.parse(filter);
    return JSON.parse(withDigits(filter));
  } catch (error) {
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    const place = position === undefined ? { path: '' } : { offset: Number(position) };
    throw fault(place, {
      sv: 'inte giltig JSON. Filter i text anges med filter-lang=cql2-text.',
      en: 'not valid JSON. A filter in text is sent with filter-lang=cql2-text.',
    });
  }
}

const callShape = z.object({ op: z.string(), args: z.array(z.unknown()) });
const propertyShape = z.object({ property: z.string() });
const dateShape = z.object({ date: z.string() });
const timestampShape = z.object({ timestamp: z.string() });
const intervalShape = z.object({ interval: z.tuple([z.unknown(), z.unknown()]) });
const digitsShape = z.strictObject({ digits: z.string() });
const bboxShape = z.object({ bbox: z.array(z.number()) });

function read(value: unknown, path: string, budget: Budget): Expression {
  const place = { path };
  switch (typeof value) {
    case 'string':
      refuseUnstorable(value, place);
      return { kind: 'text', value, place };
    case 'number':
      return { kind: 'number', value: finite(value, path), place };
    case 'boolean':
      return { kind: 'boolean', value, place };
  }
  return budget.nested(place, () => {
    if (!Array.isArray(value)) return readObject(value, path, budget);
    const items = value.map((item, index) => {
      budget.listItem({ path: `${path}/${index}` });
      return read(item, `${path}/${index}`, budget);
    });
    return { kind: 'array', items, place };
  });
}

function readObject(value: unknown, path: string, budget: Budget): Expression {
  const place = { path };
  const digits = digitsOf(digitsShape.safeParse(value).data?.digits ?? '');
  if (digits !== undefined) return { kind: 'number', value: Number(digits), digits, place };
  const date = dateShape.safeParse(value).data;
  if (date) return dateLiteral(date.date, { path: `${path}/date` });
  const timestamp = timestampShape.safeParse(value).data;
  if (timestamp) return timestampLiteral(timestamp.timestamp, { path: `${path}/timestamp` });
  budget.node(place);
  const call = callShape.safeParse(value).data;
  if (call) return readCall(call, path, budget);
  const property = propertyShape.safeParse(value).data;
  if (property) {
    refuseUnstorable(property.property, { path: `${path}/property` });
    return { kind: 'property', name: property.property, place: { path: `${path}/property` } };
  }
  const interval = intervalShape.safeParse(value).data;
  if (interval) return readInterval(interval.interval, path, budget);
  if (typeof value === 'object' && value !== null && 'type' in value) {
    return { kind: 'geometry', geometry: readGeometry(value, path, budget), place };
  }
  const bbox = bboxShape.safeParse(value).data;
  if (bbox)
    return {
      kind: 'bbox',
      bbox: checkedBbox(
        bbox.bbox.map((axis) => finite(axis, path)),
        place,
      ),
      place,
    };
  throw fault(place, {
    sv: 'ska vara ett värde eller ett objekt med op och args, property, date, timestamp, interval, bbox eller en GeoJSON-geometri.',
    en: 'must be a value or an object with op and args, property, date, timestamp, interval, bbox or a GeoJSON geometry.',
  });
}

function readCall(call: z.infer<typeof callShape>, path: string, budget: Budget): Expression {
  const op = spelled(call.op);
  checkArity(op, call.args.length, { path: `${path}/args` });
  const args = call.args.map((argument, index) => read(argument, `${path}/args/${index}`, budget));
  return { kind: 'call', op, args, place: { path } };
}

function readInterval([start, end]: readonly [unknown, unknown], path: string, budget: Budget): Interval {
  const readEnd = (value: unknown, index: number): IntervalEnd => {
    const place = { path: `${path}/interval/${index}` };
    if (value === '..') return { kind: 'open', place };
    if (typeof value === 'string') return instant(value, place);
    const end = read(value, place.path, budget);
    if (end.kind === 'property' || end.kind === 'call') return end;
    if (end.kind === 'date' || end.kind === 'timestamp') return end;
    throw fault(place, {
      sv: 'ska vara "2024-05-01", "2024-05-01T12:00:00Z", ".." eller en egenskap.',
      en: 'must be "2024-05-01", "2024-05-01T12:00:00Z", ".." or a property.',
    });
  };
  return { kind: 'interval', ends: [readEnd(start, 0), readEnd(end, 1)], place: { path } };
}

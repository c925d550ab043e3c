import { z } from 'zod';
import {
  arityOf,
  type Expression,
  type Geometry,
  type Interval,
  type IntervalEnd,
  type Position,
  spelled,
} from './expression.ts';
import { type Budget, bounds, fault, budget as newBudget, refuseUnstorable } from './fault.ts';
import { checkedBbox, checkedLine, checkedRing, geometryTypes } from './geometry.ts';
import { dateLiteral, instant, timestampLiteral } from './instant.ts';

/** CQL2 JSON (OGC 21-065r2 §8.3) to the same tree as CQL2 Text. Throws a fault with the path of what is wrong. */
export function parseJson(filter: string): Expression {
  if (filter.length > bounds.jsonLength) {
    throw fault(
      { path: '' },
      {
        sv: `är längre än ${bounds.jsonLength} tecken.`,
        en: `is longer than ${bounds.jsonLength} characters.`,
      },
    );
  }
  return read(decoded(filter), '', newBudget());
}

function decoded(filter: string): unknown {
  try {
    return JSON.parse(filter);
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
  const [least, most] = arityOf(op) ?? [0, Number.POSITIVE_INFINITY];
  const count = call.args.length;
  if (count < least || count > most) {
    const wanted = least === most ? `${least}` : `${least}+`;
    throw fault(
      { path: `${path}/args` },
      { sv: `${op} tar ${wanted} argument, inte ${count}.`, en: `${op} takes ${wanted} arguments, not ${count}.` },
    );
  }
  const args = call.args.map((argument, index) => read(argument, `${path}/args/${index}`, budget));
  return { kind: 'call', op, args, place: { path } };
}

function readInterval([start, end]: readonly [unknown, unknown], path: string, budget: Budget): Interval {
  const readEnd = (value: unknown, index: number): IntervalEnd => {
    const place = { path: `${path}/interval/${index}` };
    if (value === '..') return { kind: 'open', place };
    if (typeof value === 'string') return instant(value, place);
    const read_ = read(value, place.path, budget);
    if (read_.kind === 'property' || read_.kind === 'call') return read_;
    if (read_.kind === 'date' || read_.kind === 'timestamp') return read_;
    throw fault(place, {
      sv: 'ska vara "2024-05-01", "2024-05-01T12:00:00Z", ".." eller en egenskap.',
      en: 'must be "2024-05-01", "2024-05-01T12:00:00Z", ".." or a property.',
    });
  };
  return { kind: 'interval', ends: [readEnd(start, 0), readEnd(end, 1)], place: { path } };
}

function finite(value: number, path: string): number {
  if (Number.isFinite(value)) return value;
  throw fault(
    { path },
    { sv: 'talet är för stort: högst omkring 1.8e308.', en: 'the number is too large: at most about 1.8e308.' },
  );
}

const geometryShape = z
  .object({ type: z.enum(geometryTypes), coordinates: z.unknown(), geometries: z.unknown() })
  .partial({
    coordinates: true,
    geometries: true,
  });
const positionShape = z.array(z.number()).min(2).max(4);

/** RFC 7946 §3.1, in the axis order of the filter's CRS. */
function readGeometry(value: unknown, path: string, budget: Budget): Geometry {
  const { data } = geometryShape.safeParse(value);
  if (!data) {
    throw fault(
      { path: `${path}/type` },
      {
        sv: `ska vara en av ${geometryTypes.join(', ')}.`,
        en: `must be one of ${geometryTypes.join(', ')}.`,
      },
    );
  }
  const at = `${path}/coordinates`;
  const listOf =
    <T>(item: (value: unknown, path: string) => T) =>
    (list: unknown, where: string): readonly T[] => {
      if (Array.isArray(list) && list.length > 0) return list.map((one, index) => item(one, `${where}/${index}`));
      throw fault(
        { path: where },
        { sv: 'ska vara en lista med minst ett värde.', en: 'must be an array of at least one value.' },
      );
    };
  const position = (one: unknown, where: string): Position => {
    budget.position({ path: where });
    const parsed = positionShape.safeParse(one).data;
    if (parsed) return parsed.slice(0, 3).map((axis) => finite(axis, where));
    throw fault(
      { path: where },
      { sv: 'ska vara en koordinat: [tal, tal].', en: 'must be a position: [number, number].' },
    );
  };
  const line = (one: unknown, where: string) => checkedLine(listOf(position)(one, where), { path: where });
  const ring = (one: unknown, where: string) => checkedRing(listOf(position)(one, where), { path: where });
  const { type, coordinates } = data;
  switch (type) {
    case 'Point':
      return { type, coordinates: position(coordinates, at) };
    case 'LineString':
      return { type, coordinates: line(coordinates, at) };
    case 'MultiPoint':
      return { type, coordinates: listOf(position)(coordinates, at) };
    case 'Polygon':
      return { type, coordinates: listOf(ring)(coordinates, at) };
    case 'MultiLineString':
      return { type, coordinates: listOf(line)(coordinates, at) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(listOf(ring))(coordinates, at) };
    case 'GeometryCollection': {
      const member = (one: unknown, where: string) =>
        budget.nested({ path: where }, () => readGeometry(one, where, budget));
      return { type, geometries: listOf(member)(data.geometries, `${path}/geometries`) };
    }
  }
}

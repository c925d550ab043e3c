import { z } from 'zod';
import type { Geometry, Position } from './expression.ts';
import { type Budget, fault } from './fault.ts';
import { checkedLine, checkedRing, geometryTypes } from './geometry.ts';

/** JSON.parse makes 1e999 infinite. */
export function finite(value: number, path: string): number {
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
export function readGeometry(value: unknown, path: string, budget: Budget): Geometry {
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

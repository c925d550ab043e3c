import type { MultiPolygon, Polygon, Position } from 'geojson';
import { boxAround } from '../../../server/geometry/positions.ts';
import type { Shape } from '../drawing.ts';
import { distance, lengthOf } from './measure.ts';

/** Where the name and the figures of a drawing stand: once, whatever tiles it lies in. */
export function labelPlace(shape: Shape): Position {
  if (shape.kind === 'line') return halfWay(shape.geometry.coordinates);
  return shape.kind === 'area' ? inside(shape.geometry) : shape.geometry.coordinates;
}

function halfWay(line: readonly Position[]): Position {
  let left = lengthOf(line) / 2;
  for (const [index, [toX = 0, toY = 0]] of line.entries()) {
    const [x = toX, y = toY] = line[index - 1] ?? [];
    const length = distance([x, y], [toX, toY]);
    if (length >= left && length > 0) return [x + ((toX - x) * left) / length, y + ((toY - y) * left) / length];
    left -= length;
  }
  return line[0] ?? [];
}

/** The middle of the widest part at half the height, of the largest part. */
function inside({ type, coordinates }: Polygon | MultiPolygon): Position {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const parts = polygons.flatMap((rings) => {
    const [, south, , north] = boxAround(rings.flat()) ?? [0, 0, 0, 0];
    const level = (south + north) / 2;
    const crossings = rings.flatMap((ring) => crossingsAt(ring, level)).sort((a, b) => a - b);
    return crossings.flatMap((from, index) => {
      const to = crossings[index + 1];
      return index % 2 === 1 || to === undefined ? [] : [{ place: [(from + to) / 2, level], width: to - from }];
    });
  });
  const [widest] = parts.sort((a, b) => b.width - a.width);
  return widest?.place ?? polygons[0]?.[0]?.[0] ?? [];
}

function crossingsAt(ring: readonly Position[], level: number): number[] {
  return ring.slice(1).flatMap(([toX = 0, toY = 0], index) => {
    const [x = 0, y = 0] = ring[index] ?? [];
    return y > level === toY > level ? [] : [x + ((level - y) / (toY - y)) * (toX - x)];
  });
}

import { contours, type Grid } from './contour.ts';
import { around, item } from './lists.ts';
import { places } from './mesh.ts';
import { hills } from './noise.ts';
import { outline } from './outline.ts';
import { centroid, contains, depthInside, distance, millimetre, type Point, signedArea } from './plane.ts';
import type { Settlement } from './settlement.ts';
import { courseOf } from './streets.ts';
import type { ExampleRow } from './tables.ts';
import { waterDepth, waters } from './waters.ts';
import { areasOf, multiPolygonText } from './wkt.ts';

export const landColumns = ['id', 'typ', 'namn', 'geom'] as const;

type Land = 'vatten' | 'skog' | 'åker';

const cell = 100;

/** Land cover of the whole municipality: water, forest and fields from fields of noise, towns and parks as they are. */
export function* landCover(settlements: readonly Settlement[]): Generator<ExampleRow> {
  let number = 0;
  const row = (type: string, name: string | null, areas: readonly Point[][][]): ExampleRow => [
    `m${String(++number).padStart(5, '0')}`,
    type,
    name,
    multiPolygonText(areas),
  ];
  const covers = coverGrids(settlements);
  for (const [type, smallest] of [
    ['vatten', 15000],
    ['skog', 40000],
    ['åker', 40000],
  ] as const) {
    for (const area of areasOf(contours(covers[type], smallest))) {
      yield row(type, type === 'vatten' ? waterName(item(area, 0)) : null, [area]);
    }
  }
  for (const settlement of settlements) {
    yield row('bebyggelse', settlement.name, [[settlement.edge]]);
    for (const street of settlement.net.streets) {
      if (street.kind !== 'å') continue;
      for (const line of courseOf(settlement.net.mesh, street))
        yield row('vatten', street.name ?? null, [[belt(line, 7.5)]]);
    }
    for (const { district, ring } of settlement.blocks) {
      if (district.kind !== 'park' && district.kind !== 'natur' && district.kind !== 'idrott') continue;
      yield row('park', district.kind === 'natur' ? null : district.name, [[places(settlement.net.mesh, ring)]]);
    }
  }
}

function waterName(ring: readonly Point[]): string | null {
  const middle = centroid(ring);
  const inside = waters.filter(({ middle: line }) => line.some(([x, y]) => contains(ring, [x, y])));
  const [nearest] = inside.sort((one, two) => nearness(one.middle, middle) - nearness(two.middle, middle));
  return nearest?.name ?? null;
}

function nearness(line: readonly (readonly [number, number, number])[], point: Point): number {
  return Math.min(...line.map(([x, y]) => distance([x, y], point)));
}

function coverGrids(settlements: readonly Settlement[]): Record<Land, Grid> {
  const origin: Point = [596400, 6584700];
  const columns = 470;
  const rows = 562;
  const empty = (): Grid => ({ origin, cell, columns, rows, values: new Float64Array(columns * rows).fill(-1) });
  const grids: Record<Land, Grid> = { vatten: empty(), skog: empty(), åker: empty() };
  const boxes = settlements.map(({ edge }) => ({ edge, box: boxOf(edge, 300) }));
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const point: Point = [origin[0] + column * cell, origin[1] + row * cell];
      const inside = depthInside(outline, point);
      if (inside < -200) continue;
      const water = waterDepth(point);
      const index = row * columns + column;
      grids.vatten.values[index] = Math.min(inside, water);
      const free = Math.min(inside, -25 - water, outsideOf(boxes, point) - 20);
      const high = hills(point[0], point[1], 3100, 21) + 0.18 * hills(point[0], point[1], 14000, 5) + northern(point);
      const seam = Math.abs(hills(point[0] + 900, point[1], 1500, 77)) * 2000 - 60;
      grids.skog.values[index] = Math.min(free, (high - 0.02) * 1500);
      grids.åker.values[index] = Math.min(free, (-0.05 - high) * 1500, seam);
    }
  }
  return grids;
}

/** More forest in the north, more fields on the plain around the town. */
function northern([x, y]: Point): number {
  const plain = Math.hypot((x - 618000) / 11000, (y - 6615000) / 7500);
  return Math.min(0.14, 0.1 * (plain - 1)) + (y > 6626000 ? 0.05 : 0);
}

function boxOf(ring: readonly Point[], margin: number) {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return {
    west: Math.min(...xs) - margin,
    east: Math.max(...xs) + margin,
    south: Math.min(...ys) - margin,
    north: Math.max(...ys) + margin,
  };
}

/** Metres to the nearest town or village, as far as it is nearer than 300; negative inside. */
function outsideOf(places: readonly { edge: Point[]; box: ReturnType<typeof boxOf> }[], point: Point): number {
  const [x, y] = point;
  let nearest = 300;
  for (const { edge, box } of places) {
    if (x < box.west || x > box.east || y < box.south || y > box.north) continue;
    nearest = Math.min(nearest, -depthInside(edge, point));
  }
  return nearest;
}

/** A line made that wide to each side, metres. */
export function belt(line: readonly Point[], side: number): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  line.forEach((point, index) => {
    const before = line[index - 1] ?? point;
    const after = line[index + 1] ?? point;
    const length = distance(before, after) || 1;
    const across: Point = [(-(after[1] - before[1]) / length) * side, ((after[0] - before[0]) / length) * side];
    left.push([millimetre(point[0] + across[0]), millimetre(point[1] + across[1])]);
    right.push([millimetre(point[0] - across[0]), millimetre(point[1] - across[1])]);
  });
  const ring = [...right, ...left.reverse()];
  return signedArea(ring) > 0 ? ring : ring.map((_, index) => around(ring, -index));
}

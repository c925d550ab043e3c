import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * An area from the lines around it (SS 637040: DP_Omrade, whose edges are shared with its neighbours). Lines may come in
 * any order and direction. Undefined when they do not close.
 */
export function areaWithin(lines: readonly (readonly Position[])[]): Polygon | MultiPolygon | undefined {
  const rings = ringsOf(lines);
  if (!rings || rings.length === 0) return undefined;
  const polygons = nested(rings);
  const [only] = polygons;
  if (only && polygons.length === 1) return { type: 'Polygon', coordinates: only };
  return { type: 'MultiPolygon', coordinates: polygons };
}

/** Ends meet to the millimetre. */
function nodeOf([east = 0, north = 0]: Position): string {
  return `${Math.round(east * 1000)} ${Math.round(north * 1000)}`;
}

interface Step {
  line: readonly Position[];
  from: string;
  to: string;
}

/** Walks along unused lines; where the way meets itself, a ring is cut off, so that none touches itself. */
function ringsOf(lines: readonly (readonly Position[])[]): Position[][] | undefined {
  const rings: Position[][] = [];
  const unused = new Set(lines);
  const meeting = new Map<string, (readonly Position[])[]>();
  for (const line of lines) {
    for (const node of endsOf(line)) meeting.set(node, [...(meeting.get(node) ?? []), line]);
  }
  for (const start of lines) {
    if (!unused.has(start)) continue;
    const way: Step[] = [];
    let next: readonly Position[] | undefined = start;
    let at = endsOf(start)[0];
    while (next) {
      unused.delete(next);
      const [from, to] = endsOf(next);
      const isForward = from === at;
      way.push({ line: isForward ? next : next.toReversed(), from: at, to: isForward ? to : from });
      at = isForward ? to : from;
      const met = way.findIndex((step) => step.from === at);
      if (met >= 0) rings.push(closed(way.splice(met)));
      next = meeting.get(at)?.find((line) => unused.has(line));
    }
    if (way.length > 0) return undefined;
  }
  return rings;
}

function endsOf(line: readonly Position[]): [string, string] {
  return [nodeOf(line[0] ?? []), nodeOf(line.at(-1) ?? [])];
}

function closed(steps: readonly Step[]): Position[] {
  const ring = steps.flatMap(({ line }) => line.slice(0, -1));
  return [...ring, ...ring.slice(0, 1)];
}

/** Rings as polygons: what lies in an odd number of others is a hole in the smallest of them. */
function nested(rings: readonly Position[][]): Position[][][] {
  const sorted = rings
    .map((ring) => ({ ring, size: Math.abs(doubleArea(ring)) }))
    .toSorted((one, other) => other.size - one.size)
    .map(({ ring }) => ring);
  const polygons = new Map<Position[], Position[][]>();
  sorted.forEach((ring, index) => {
    const around = sorted.slice(0, index).filter((larger) => isInside(ring, larger));
    const parent = around.at(-1);
    if (around.length % 2 === 0 || !parent) polygons.set(ring, [ring]);
    else polygons.get(parent)?.push(ring);
  });
  return [...polygons.values()];
}

function doubleArea(ring: readonly Position[]): number {
  const [east0 = 0, north0 = 0] = ring[0] ?? [];
  return ring.reduce((sum, [east1 = 0, north1 = 0], index) => {
    const [east2 = 0, north2 = 0] = ring[index + 1] ?? [east0, north0];
    return sum + (east1 - east0) * (north2 - north0) - (east2 - east0) * (north1 - north0);
  }, 0);
}

/** Rings do not cross: one corner that is not shared tells for all. */
function isInside(ring: readonly Position[], larger: readonly Position[]): boolean {
  const shared = new Set(larger.map(nodeOf));
  const corner = ring.find((position) => !shared.has(nodeOf(position)));
  return corner !== undefined && contains(larger, corner);
}

function contains(ring: readonly Position[], [east = 0, north = 0]: Position): boolean {
  let isIn = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [east1 = 0, north1 = 0] = ring[index - 1] ?? [];
    const [east2 = 0, north2 = 0] = ring[index] ?? [];
    const crosses = north1 > north !== north2 > north;
    if (crosses && east < ((east2 - east1) * (north - north1)) / (north2 - north1) + east1) isIn = !isIn;
  }
  return isIn;
}

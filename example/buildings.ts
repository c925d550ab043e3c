import { around, item } from './lists.ts';
import { places } from './mesh.ts';
import { contains, distance, frameOf, millimetre, type Point, segmentsMeet } from './plane.ts';
import { type Random, randomFrom } from './prng.ts';
import type { Block, Settlement } from './settlement.ts';
import type { ExampleRow } from './tables.ts';
import { multiPolygonText } from './wkt.ts';

export const buildingColumns = ['id', 'typ', 'geom'] as const;

/** Houses that stand along the street, or bodies that stand inside the block. All metres. */
interface Manner {
  type: string;
  /** Along the street, and into the block. */
  front: readonly [number, number];
  depth: readonly [number, number];
  setback: readonly [number, number];
  /** From house to house. */
  gap: readonly [number, number];
  /** How many of the places are built on. */
  share: number;
}

const alongStreet: Readonly<Partial<Record<Block['district']['kind'], Manner>>> = {
  stadskärna: {
    type: 'flerfamiljshus',
    front: [14, 34],
    depth: [10, 13],
    setback: [0, 0.6],
    gap: [0.4, 6],
    share: 0.9,
  },
  rutnät: { type: 'flerfamiljshus', front: [20, 42], depth: [11, 13], setback: [2, 5], gap: [3, 14], share: 0.88 },
  'nya kvarter': {
    type: 'flerfamiljshus',
    front: [24, 46],
    depth: [12, 14],
    setback: [1, 2.5],
    gap: [6, 16],
    share: 0.75,
  },
  villor: { type: 'småhus', front: [10, 15], depth: [8, 11], setback: [6.5, 10], gap: [11, 17], share: 0.88 },
  sommarstugor: { type: 'fritidshus', front: [7, 11], depth: [6, 8], setback: [9, 20], gap: [20, 40], share: 0.8 },
};

const inside: Readonly<Partial<Record<Block['district']['kind'], Manner>>> = {
  flerbostadshus: {
    type: 'flerfamiljshus',
    front: [45, 80],
    depth: [11, 13],
    setback: [14, 18],
    gap: [16, 26],
    share: 0.92,
  },
  industri: { type: 'industri', front: [40, 95], depth: [25, 50], setback: [12, 20], gap: [14, 40], share: 0.8 },
  handel: { type: 'handel', front: [50, 100], depth: [30, 55], setback: [16, 30], gap: [22, 40], share: 0.7 },
  skola: { type: 'skola', front: [36, 70], depth: [14, 22], setback: [16, 30], gap: [20, 40], share: 0.55 },
  sjukhus: { type: 'vård', front: [45, 85], depth: [16, 22], setback: [14, 22], gap: [18, 34], share: 0.7 },
  idrott: { type: 'idrott', front: [40, 70], depth: [25, 40], setback: [20, 40], gap: [60, 120], share: 0.45 },
};

/** Rectangles that follow the streets, block by block. */
export function* buildings(settlements: readonly Settlement[]): Generator<ExampleRow> {
  let number = 0;
  for (const settlement of settlements) {
    const random = randomFrom(`hus ${settlement.name}`);
    for (const block of settlement.blocks) {
      const ring = places(settlement.net.mesh, block.ring);
      const { kind } = block.district;
      const street = alongStreet[kind];
      const yard = inside[kind];
      const bodies = street ? alongSides(ring, street, random) : yard ? inRows(ring, yard, random) : [];
      const type = (street ?? yard)?.type ?? null;
      for (const body of bodies) yield [`b${String(++number).padStart(6, '0')}`, type, multiPolygonText([[body]])];
    }
  }
}

function alongSides(ring: readonly Point[], manner: Manner, random: Random): Point[][] {
  const bodies: Point[][] = [];
  ring.forEach((from, index) => {
    const to = around(ring, index + 1);
    const length = distance(from, to);
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    let along = random.between(...manner.gap) / 2;
    while (along < length) {
      const front = Math.min(random.between(...manner.front), length - along);
      if (front < manner.front[0] * 0.8) break;
      const body = rectangle(
        from,
        angle,
        along,
        random.between(...manner.setback),
        front,
        random.between(...manner.depth),
      );
      along += front + random.between(...manner.gap);
      if (random.chance(manner.share)) build(ring, bodies, body);
    }
  });
  return bodies;
}

/** Rows parallel to the block's long side. */
function inRows(ring: readonly Point[], manner: Manner, random: Random): Point[][] {
  const frame = frameOf(ring);
  const bodies: Point[][] = [];
  const corner: Point = [
    frame.centre[0] - (Math.cos(frame.angle) * frame.length - Math.sin(frame.angle) * frame.width) / 2,
    frame.centre[1] - (Math.sin(frame.angle) * frame.length + Math.cos(frame.angle) * frame.width) / 2,
  ];
  let away = random.between(...manner.setback);
  while (away < frame.width - manner.depth[0]) {
    const depth = random.between(...manner.depth);
    let along = random.between(...manner.setback);
    while (along < frame.length - manner.front[0]) {
      const front = random.between(...manner.front);
      if (random.chance(manner.share)) build(ring, bodies, rectangle(corner, frame.angle, along, away, front, depth));
      along += front + random.between(...manner.gap);
    }
    away += depth + random.between(...manner.gap);
  }
  return bodies;
}

/** Counter-clockwise, its first side `setback` metres left of the line that leaves `from` in the direction `angle`. */
function rectangle(
  [x, y]: Point,
  angle: number,
  along: number,
  setback: number,
  front: number,
  depth: number,
): Point[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [
    [along, setback],
    [along + front, setback],
    [along + front, setback + depth],
    [along, setback + depth],
  ].map(([u = 0, v = 0]) => [millimetre(x + u * cos - v * sin), millimetre(y + u * sin + v * cos)]);
}

/** Adds the body if it lies inside the block and clear of the others. */
function build(ring: readonly Point[], bodies: Point[][], body: Point[]): void {
  if (!body.every((corner) => contains(ring, corner))) return;
  if (meets(ring, body) || bodies.some((other) => near(other, body) && touches(other, body))) return;
  bodies.push(body);
}

function near(one: readonly Point[], two: readonly Point[]): boolean {
  return distance(item(one, 0), item(two, 0)) < 250;
}

function touches(one: readonly Point[], two: readonly Point[]): boolean {
  return meets(one, two) || contains(one, item(two, 0)) || contains(two, item(one, 0));
}

function meets(one: readonly Point[], two: readonly Point[]): boolean {
  return one.some((a, index) => {
    const b = around(one, index + 1);
    return two.some((c, other) => segmentsMeet(a, b, c, around(two, other + 1)));
  });
}

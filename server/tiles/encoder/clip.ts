/** Corners in turn, x and y alternating; of a ring without the first once more at the end. */
export type Corners = number[];

export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/**
 * What of a valid polygon lies within a rectangle: polygons, the outer ring first. `rings` has the outer ring first, and
 * its holes go round the other way. Cut by one side after the other; along a side the cut pieces are joined where the
 * polygon is, so that what falls apart becomes several polygons.
 */
export function clipArea(rings: readonly Corners[], { minX, minY, maxX, maxY }: Bounds): Corners[][] {
  let polygons: Corners[][] = [[...rings]];
  for (const side of [
    { axis: 0, limit: minX, isLeast: true },
    { axis: 0, limit: maxX, isLeast: false },
    { axis: 1, limit: minY, isLeast: true },
    { axis: 1, limit: maxY, isLeast: false },
  ] as const) {
    polygons = polygons.flatMap((polygon) => cut(polygon, side));
  }
  return polygons;
}

interface Side {
  axis: 0 | 1;
  limit: number;
  /** What is at or above the limit stays; else what is at or below. */
  isLeast: boolean;
}

/** A part of a ring on the side that stays, from where it comes in to where it goes out. */
interface Chain {
  corners: Corners;
  ring: number;
}

function cut(polygon: readonly Corners[], side: Side): Corners[][] {
  const outer: Corners[] = [];
  const holes: Corners[] = [];
  const chains: Chain[] = [];
  polygon.forEach((ring, index) => {
    const inside = countInside(ring, side);
    if (inside === ring.length / 2) (index === 0 ? outer : holes).push(ring);
    else if (inside > 0) chains.push(...chainsOf(ring, index, side));
  });
  if (chains.length > 0) outer.push(...joined(chains, side));
  const [only, ...others] = outer;
  if (!only) return [];
  if (others.length === 0) return [[only, ...holes]];
  return outer.map((ring) => [ring, ...holes.filter((hole) => outer.find((one) => holds(one, hole)) === ring)]);
}

function isInside(value: number, { limit, isLeast }: Side): boolean {
  return isLeast ? value >= limit : value <= limit;
}

function countInside(ring: Corners, side: Side): number {
  let inside = 0;
  for (let at = side.axis; at < ring.length; at += 2) if (isInside(ring[at] ?? 0, side)) inside++;
  return inside;
}

function chainsOf(ring: Corners, index: number, side: Side): Chain[] {
  const { axis } = side;
  const count = ring.length / 2;
  const insideAt = (corner: number) => isInside(ring[2 * (corner % count) + axis] ?? 0, side);
  let start = 0;
  while (!insideAt(start + 1) || insideAt(start)) start++;
  const chains: Chain[] = [];
  let open: Corners | undefined;
  for (let step = start + 1; step <= start + count; step++) {
    const x = ring[2 * (step % count)] ?? 0;
    const y = ring[2 * (step % count) + 1] ?? 0;
    if (insideAt(step)) {
      if (!open) {
        open = crossing(ring, (step - 1) % count, step % count, side);
        chains.push({ corners: open, ring: index });
      }
      open.push(x, y);
    } else if (open) {
      open.push(...crossing(ring, step % count, (step - 1) % count, side));
      open = undefined;
    }
  }
  return chains;
}

/** Where an edge meets the side. Always from the corner outside: two neighbours find the same point of a shared border. */
function crossing(ring: Corners, outside: number, inside: number, { axis, limit }: Side): Corners {
  const from = ring[2 * outside + axis] ?? 0;
  const to = ring[2 * inside + axis] ?? 0;
  const fromOther = ring[2 * outside + 1 - axis] ?? 0;
  const toOther = ring[2 * inside + 1 - axis] ?? 0;
  const other = fromOther + ((limit - from) * (toOther - fromOther)) / (to - from);
  return axis === 0 ? [limit, other] : [other, limit];
}

interface End {
  /** Along the side. */
  at: number;
  chain: number;
  comesIn: boolean;
}

/** The rings that chains make with the side: between its first and second meeting with it the polygon is, and so on. */
function joined(chains: readonly Chain[], { axis }: Side): Corners[] {
  const ends = chains
    .flatMap(({ corners }, chain): End[] => [
      { at: corners[1 - axis] ?? 0, chain, comesIn: true },
      { at: corners[corners.length - 1 - axis] ?? 0, chain, comesIn: false },
    ])
    .sort((a, b) => a.at - b.at);
  const next = pairs(ends) ?? new Map(chains.map((_, index) => [index, followerOf(chains, index)]));
  const rings: Corners[] = [];
  const left = new Set(chains.keys());
  for (const first of left) {
    const ring: Corners = [];
    for (let chain: number | undefined = first; chain !== undefined && left.delete(chain); chain = next.get(chain)) {
      for (const value of chains[chain]?.corners ?? []) ring.push(value);
    }
    rings.push(ring);
  }
  return rings;
}

/** After which chain comes which; undefined: the polygon crosses itself, and the side says nothing. */
function pairs(ends: End[]): Map<number, number> | undefined {
  const next = new Map<number, number>();
  for (let index = 0; index + 1 < ends.length; index += 2) {
    const one = ends[index];
    // Of those at the same place, the one that fits.
    const fits = ends.findIndex(
      ({ at, comesIn }, other) => other > index && comesIn !== one?.comesIn && at === ends[index + 1]?.at,
    );
    const other = ends[fits];
    const second = ends[index + 1];
    if (!one || !other || !second) return undefined;
    ends[index + 1] = other;
    ends[fits] = second;
    if (one.comesIn) next.set(other.chain, one.chain);
    else next.set(one.chain, other.chain);
  }
  return next;
}

/** The next chain of the same ring, as if the side were part of it (Sutherland and Hodgman). */
function followerOf(chains: readonly Chain[], index: number): number {
  const ring = chains[index]?.ring;
  if (chains[index + 1]?.ring === ring) return index + 1;
  return chains.findIndex((chain) => chain.ring === ring);
}

/** Whether a ring goes round the first corner of another. */
function holds(ring: Corners, [x = 0, y = 0]: Corners): boolean {
  let isIn = false;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    const ax = ring[at] ?? 0;
    const ay = ring[at + 1] ?? 0;
    const bx = ring[before] ?? 0;
    const by = ring[before + 1] ?? 0;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
  }
  return isIn;
}

/** What of a line lies within a rectangle: lines (Liang and Barsky, edge by edge). */
export function clipLine(line: Corners, { minX, minY, maxX, maxY }: Bounds): Corners[] {
  const lines: Corners[] = [];
  let open: Corners | undefined;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = line.slice(at, at + 4);
    const dx = bx - ax;
    const dy = by - ay;
    let from = 0;
    let to = 1;
    for (const [step, room] of [
      [-dx, ax - minX],
      [dx, maxX - ax],
      [-dy, ay - minY],
      [dy, maxY - ay],
    ] as const) {
      if (step === 0) {
        if (room < 0) to = -1;
      } else if (step < 0) from = Math.max(from, room / step);
      else to = Math.min(to, room / step);
    }
    if (from > to) {
      open = undefined;
      continue;
    }
    if (!open || from > 0) {
      open = from > 0 ? [ax + from * dx, ay + from * dy] : [ax, ay];
      lines.push(open);
    }
    if (to < 1) {
      open.push(ax + to * dx, ay + to * dy);
      open = undefined;
    } else open.push(bx, by);
  }
  return lines;
}

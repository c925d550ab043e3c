import type { Corners } from '../../geometry/rings.ts';

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
export function clipArea(rings: readonly Corners[], bounds: Bounds): readonly (readonly Corners[])[] {
  const sides: Side[] = [
    { axis: 0, limit: bounds.minX, isLeast: true },
    { axis: 0, limit: bounds.maxX, isLeast: false },
    { axis: 1, limit: bounds.minY, isLeast: true },
    { axis: 1, limit: bounds.maxY, isLeast: false },
  ];
  let polygons: (readonly Corners[])[] = [rings];
  for (const side of sides) {
    const [only] = polygons;
    if (!only) break;
    if (polygons.length === 1 && only.length === 1) polygons = cutRing(only[0] ?? [], side);
    else polygons = polygons.flatMap((polygon) => cut(polygon, side));
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

/** Most rings meet a side twice at most, and are done in one round. */
function cutRing(ring: Corners, side: Side): (readonly Corners[])[] {
  const { axis, limit, isLeast } = side;
  const { length } = ring;
  let meetings = 0;
  let inside = 0;
  let wasInside = isInside(ring[length - 2 + axis] ?? 0, limit, isLeast);
  for (let at = axis; at < length; at += 2) {
    const isIn = isInside(ring[at] ?? 0, limit, isLeast);
    if (isIn) inside++;
    if (isIn !== wasInside) meetings++;
    wasInside = isIn;
  }
  if (inside === 0) return [];
  if (meetings === 0) return [[ring]];
  if (meetings > 2) return cut([ring], side);
  const kept: Corners = [];
  let before = length - 2;
  for (let at = 0; at < length; before = at, at += 2) {
    const isIn = isInside(ring[at + axis] ?? 0, limit, isLeast);
    if (isIn !== wasInside) {
      const other = meetsSideAt(ring, isIn ? before : at, isIn ? at : before, side);
      if (axis === 0) kept.push(limit, other);
      else kept.push(other, limit);
    }
    if (isIn) kept.push(ring[at] ?? 0, ring[at + 1] ?? 0);
    wasInside = isIn;
  }
  return [[kept]];
}

function cut(polygon: readonly Corners[], side: Side): (readonly Corners[])[] {
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

function isInside(value: number, limit: number, isLeast: boolean): boolean {
  return isLeast ? value >= limit : value <= limit;
}

function countInside(ring: Corners, { axis, limit, isLeast }: Side): number {
  let inside = 0;
  for (let at = axis; at < ring.length; at += 2) if (isInside(ring[at] ?? 0, limit, isLeast)) inside++;
  return inside;
}

function chainsOf(ring: Corners, index: number, side: Side): Chain[] {
  const { axis, limit, isLeast } = side;
  const { length } = ring;
  let start = 0;
  while (
    isInside(ring[start + axis] ?? 0, limit, isLeast) ||
    !isInside(ring[((start + 2) % length) + axis] ?? 0, limit, isLeast)
  )
    start += 2;
  const chains: Chain[] = [];
  let open: Corners | undefined;
  let before = start;
  for (let step = start + 2; step <= start + length; step += 2) {
    const at = step % length;
    if (isInside(ring[at + axis] ?? 0, limit, isLeast)) {
      if (!open) {
        open = pointOn(side, meetsSideAt(ring, before, at, side));
        chains.push({ corners: open, ring: index });
      }
      open.push(ring[at] ?? 0, ring[at + 1] ?? 0);
    } else if (open) {
      open.push(...pointOn(side, meetsSideAt(ring, at, before, side)));
      open = undefined;
    }
    before = at;
  }
  return chains;
}

function pointOn({ axis, limit }: Side, along: number): Corners {
  return axis === 0 ? [limit, along] : [along, limit];
}

/**
 * Where along a side an edge meets it. Always reckoned from the corner outside: two neighbours find the same point of a
 * shared border.
 */
function meetsSideAt(ring: Corners, outside: number, inside: number, { axis, limit }: Side): number {
  const from = ring[outside + axis] ?? 0;
  const to = ring[inside + axis] ?? 0;
  const fromOther = ring[outside + 1 - axis] ?? 0;
  const toOther = ring[inside + 1 - axis] ?? 0;
  return fromOther + ((limit - from) * (toOther - fromOther)) / (to - from);
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
    const ax = line[at] ?? 0;
    const ay = line[at + 1] ?? 0;
    const bx = line[at + 2] ?? 0;
    const by = line[at + 3] ?? 0;
    const dx = bx - ax;
    const dy = by - ay;
    // The share of the edge at which it comes in, and that at which it goes out.
    const from = Math.max(0, comesIn(dx, ax, minX, maxX), comesIn(dy, ay, minY, maxY));
    const to = Math.min(1, goesOut(dx, ax, minX, maxX), goesOut(dy, ay, minY, maxY));
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

function comesIn(step: number, at: number, least: number, most: number): number {
  if (step === 0) return at < least || at > most ? Infinity : -Infinity;
  return (step > 0 ? least - at : most - at) / step;
}

function goesOut(step: number, at: number, least: number, most: number): number {
  if (step === 0) return Infinity;
  return (step > 0 ? most - at : least - at) / step;
}

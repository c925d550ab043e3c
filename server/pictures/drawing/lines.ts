import type { Corners, Pen } from './pen.ts';

/** A piece of a line that lies in the picture, and how far along the whole line it begins. */
export interface Run {
  corners: Corners;
  closed: boolean;
  start: number;
}

/** The pieces of a line that come near the picture: what lies far outside is neither drawn nor dashed. */
export function runsWithin(pen: Pen, corners: Corners, closed: boolean, margin: number): Run[] {
  const inside = (x: number, y: number) =>
    x >= -margin && y >= -margin && x <= pen.width + margin && y <= pen.height + margin;
  let allInside = true;
  for (let at = 0; at < corners.length && allInside; at += 2)
    allInside = inside(corners[at] ?? 0, corners[at + 1] ?? 0);
  if (allInside) return corners.length < 4 ? [] : [{ corners, closed, start: 0 }];
  const runs: Run[] = [];
  let open: number[] | undefined;
  let length = 0;
  let start = 0;
  const sides = closed ? corners.length : corners.length - 2;
  for (let at = 0; at < sides; at += 2) {
    const [x1, y1] = [corners[at] ?? 0, corners[at + 1] ?? 0];
    const next = (at + 2) % corners.length;
    const [x2, y2] = [corners[next] ?? 0, corners[next + 1] ?? 0];
    const side = Math.hypot(x2 - x1, y2 - y1);
    const kept = shareWithin(x1, y1, x2, y2, -margin, -margin, pen.width + margin, pen.height + margin);
    if (kept) {
      const [from, to] = kept;
      if (!open || from > 0) {
        if (open) runs.push({ corners: open, closed: false, start });
        open = [x1 + (x2 - x1) * from, y1 + (y2 - y1) * from];
        start = length + side * from;
      }
      open.push(x1 + (x2 - x1) * to, y1 + (y2 - y1) * to);
      if (to < 1) {
        runs.push({ corners: open, closed: false, start });
        open = undefined;
      }
    } else if (open) {
      runs.push({ corners: open, closed: false, start });
      open = undefined;
    }
    length += side;
  }
  if (open) runs.push({ corners: open, closed: false, start });
  return runs;
}

/** From where to where along it (0–1) a side lies in a rectangle (Liang–Barsky), or undefined. */
export function shareWithin(
  ...[x1, y1, x2, y2, left, top, right, bottom]: [number, number, number, number, number, number, number, number]
): [number, number] | undefined {
  let from = 0;
  let to = 1;
  const [dx, dy] = [x2 - x1, y2 - y1];
  for (const [step, room] of [
    [-dx, x1 - left],
    [dx, right - x1],
    [-dy, y1 - top],
    [dy, bottom - y1],
  ] as const) {
    if (step === 0) {
      if (room < 0) return undefined;
      continue;
    }
    const share = room / step;
    if (step < 0) from = Math.max(from, share);
    else to = Math.min(to, share);
    if (from > to) return undefined;
  }
  return [from, to];
}

/** A corner that is sharper than this is not drawn out to its tip. */
const longestTip = 3;

/** The line so many pixels to its right. Inside, for the rings of an area as they are read. */
export function offsetLine(corners: Corners, closed: boolean, distance: number): number[] {
  const count = corners.length / 2;
  const moved: number[] = [];
  const normal = (from: number, to: number): [number, number] => {
    const dx = (corners[2 * to] ?? 0) - (corners[2 * from] ?? 0);
    const dy = (corners[2 * to + 1] ?? 0) - (corners[2 * from + 1] ?? 0);
    const length = Math.hypot(dx, dy) || 1;
    return [-dy / length, dx / length];
  };
  for (let index = 0; index < count; index++) {
    const isFirst = index === 0 && !closed;
    const isLast = index === count - 1 && !closed;
    const before = isFirst ? normal(index, index + 1) : normal((index + count - 1) % count, index);
    const after = isLast ? before : normal(index, (index + 1) % count);
    const [x, y] = [before[0] + after[0], before[1] + after[1]];
    const length = Math.hypot(x, y);
    // How far the tip lies, by half the angle between the sides.
    const reach = length < 1e-6 ? 1 : Math.min(longestTip, 2 / length);
    moved.push(
      (corners[2 * index] ?? 0) + (length < 1e-6 ? before[0] : x / length) * reach * distance,
      (corners[2 * index + 1] ?? 0) + (length < 1e-6 ? before[1] : y / length) * reach * distance,
    );
  }
  return moved;
}

export interface OnLine {
  x: number;
  y: number;
  /** Of the line there, in radians, clockwise on the screen from to the right. */
  angle: number;
}

export function lengthOf(corners: Corners, closed: boolean): number {
  let length = 0;
  const sides = closed ? corners.length : corners.length - 2;
  for (let at = 0; at < sides; at += 2) {
    const next = (at + 2) % corners.length;
    length += Math.hypot((corners[next] ?? 0) - (corners[at] ?? 0), (corners[next + 1] ?? 0) - (corners[at + 1] ?? 0));
  }
  return length;
}

/** Tells places along an open line, each no nearer to its start than the one before. Undefined beyond its end. */
export function lineWalker(corners: Corners): (distance: number) => OnLine | undefined {
  let at = 0;
  let length = 0;
  return (distance) => {
    for (; at + 2 < corners.length; at += 2) {
      const [x1, y1] = [corners[at] ?? 0, corners[at + 1] ?? 0];
      const [dx, dy] = [(corners[at + 2] ?? 0) - x1, (corners[at + 3] ?? 0) - y1];
      const side = Math.hypot(dx, dy);
      if (side > 0 && distance <= length + side) {
        const share = (distance - length) / side;
        return { x: x1 + dx * share, y: y1 + dy * share, angle: Math.atan2(dy, dx) };
      }
      length += side;
    }
    return undefined;
  };
}

/** Places along a line: the first so far from its start, then one every `step` pixels. */
export function* alongLine(corners: Corners, closed: boolean, first: number, step: number): Generator<OnLine> {
  let next = first;
  let length = 0;
  const sides = closed ? corners.length : corners.length - 2;
  for (let at = 0; at < sides; at += 2) {
    const [x1, y1] = [corners[at] ?? 0, corners[at + 1] ?? 0];
    const to = (at + 2) % corners.length;
    const [dx, dy] = [(corners[to] ?? 0) - x1, (corners[to + 1] ?? 0) - y1];
    const side = Math.hypot(dx, dy);
    while (next <= length + side && side > 0) {
      const share = (next - length) / side;
      yield { x: x1 + dx * share, y: y1 + dy * share, angle: Math.atan2(dy, dx) };
      next += step;
    }
    length += side;
  }
}

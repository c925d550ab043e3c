import type { Parts } from '../../geometry/well-known-binary.ts';
import type { Box, Placed } from './collisions.ts';
import type { Draw, Label } from './label.ts';
import { lengthOf, lineWalker, type Run, runsWithin } from './lines.ts';
import type { Corners, Pen } from './pen.ts';

import { baseline, setFace, widthOf, writeWithHalo } from './text.ts';

/** A name turns at most this much from one letter to the next, and so much altogether within a line height or two. */
const sharpest = Math.PI / 4;

interface Letter {
  text: string;
  x: number;
  y: number;
  angle: number;
  width: number;
}

/** Where names along lines have been written, by name: the same one is not told again right beside it. */
export type Written = Map<string, { x: number; y: number }[]>;

/** Names along lines: in the middle, or again and again. Gives how to draw those that there is room for. */
export function placeAlong(
  pen: Pen,
  { lines }: Parts,
  placement: 'line' | 'line-center',
  label: Label,
  placed: Placed,
  { spacing, written, done, index }: { spacing: number; written: Written; done: Set<string>; index: number },
): Draw[] {
  const [section] = label.sections;
  if (!section) return [];
  const { size, spacing: between } = label.style;
  const letters = [...section.text.replaceAll('\n', ' ')].map((text) => ({
    text,
    width: widthOf(pen, { ...section, text }, size, between),
  }));
  const width = letters.reduce((sum, letter) => sum + letter.width, 0);
  return lines.flatMap((line, at) =>
    runsWithin(pen, line, false, 0).flatMap((run) => {
      const { corners } = run;
      // Of one of many pictures the whole line says where its names are, of one that stands alone what is seen of it.
      const whole = pen.margin > 0 ? lengthOf(line, false) : undefined;
      return middlesOf(run, width, placement, spacing, whole).flatMap((middle) => {
        const key = `${index} ${at} ${Math.round(run.start + middle)}`;
        if (done.has(key)) return [];
        const { x: onX, y: onY } = lineWalker(corners)(middle) ?? { x: 0, y: 0 };
        if (!placed.isTurnOf([onX, onY, onX, onY])) return [];
        const set = lettersAlong(corners, letters, middle - width / 2);
        if (!set) return [];
        const { x: atX = 0, y: atY = 0 } = set[Math.floor(set.length / 2)] ?? {};
        const before = written.get(section.text) ?? [];
        if (before.some(({ x, y }) => Math.hypot(x - atX, y - atY) < spacing / 2)) return [];
        const half = label.style.size / 2 + label.padding / 2;
        const boxes = set.map(({ x, y }): Box => [x - half, y - half, x + half, y + half]);
        const isInside = boxes.every(
          ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= pen.width && bottom <= pen.height,
        );
        if (!isInside || !placed.isFree(boxes)) return [];
        placed.take(boxes);
        written.set(section.text, [...before, { x: atX, y: atY }]);
        done.add(key);
        return [() => writeLetters(pen, label, set)];
      });
    }),
  );
}

/** How far along a run the middles of its names lie. `whole`: the length of its line, when that says where they are. */
function middlesOf(
  { corners, start }: Run,
  width: number,
  placement: 'line' | 'line-center',
  spacing: number,
  whole: number | undefined,
): number[] {
  const length = lengthOf(corners, false);
  if (length < width) return [];
  const fits = (middle: number) => middle >= width / 2 && middle <= length - width / 2;
  const step = Math.max(spacing, width + 20);
  if (placement === 'line-center' || (whole ?? length) < step) {
    return [whole === undefined ? length / 2 : whole / 2 - start].filter(fits);
  }
  // Counted from the line's own beginning: neighbouring pictures have them at the same places.
  const middles: number[] = [];
  for (let at = step / 2 - (start % step); at < length; at += step) if (fits(at)) middles.push(at);
  return middles;
}

/** Each letter where it stands, never upside down, or undefined where the line bends too much. */
function lettersAlong(
  corners: Corners,
  letters: readonly { text: string; width: number }[],
  from: number,
): Letter[] | undefined {
  const set: Letter[] = [];
  const walk = lineWalker(corners);
  let at = from;
  for (const letter of letters) {
    const here = walk(at + letter.width / 2);
    if (!here) return undefined;
    const before = set.at(-1);
    if (before && Math.abs(turn(here.angle - before.angle)) > sharpest) return undefined;
    set.push({ ...letter, ...here });
    at += letter.width;
  }
  const first = set[0];
  const last = set.at(-1);
  if (!first || !last || last.x >= first.x) return set;
  // Read from the other end, with the letters in the other order.
  const turned = lettersAlong(reversed(corners), letters, lengthOf(corners, false) - at);
  const [one] = turned ?? [];
  const end = turned?.at(-1);
  return one && end && end.x >= one.x ? turned : undefined;
}

function reversed(corners: Corners): number[] {
  const turned: number[] = [];
  for (let at = corners.length - 2; at >= 0; at -= 2) turned.push(corners[at] ?? 0, corners[at + 1] ?? 0);
  return turned;
}

/** Between −π and π. */
function turn(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function writeLetters(pen: Pen, { sections, style, paint }: Label, letters: readonly Letter[]): void {
  const [section] = sections;
  if (!section) return;
  setFace(pen, section, style.size, 0);
  const { context } = pen;
  writeWithHalo(pen, paint, (draw) => {
    for (const { text, x, y, angle, width } of letters) {
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      draw(text, -width / 2, baseline * style.size * 0.85);
      context.restore();
    }
  });
}

/**
 * What somebody computes who knows the rule by which numbers are rounded (sql/010_protection.sql) but not its secret, and
 * has all that is published. True numbers are whole here.
 */

/** Each base further away is so much less probable: 1/20 as published, 0 for rounding that stays within one base. */
export interface Rule {
  base: number;
  tail: number;
}

/** A number that was published, and those that it is the sum of. */
export interface Sum {
  total: number;
  parts: readonly number[];
}

/** How probable it is that a number is published so. */
export function likelihood({ base, tail }: Rule, published: number, value: number): number {
  if (value === 0) return published === 0 ? 1 : 0;
  const nearest = (1 - tail) / (1 + tail);
  const low = Math.floor(value / base);
  const up = value / base - low;
  const steps = published / base;
  return [
    { from: low, share: 1 - up },
    { from: low + 1, share: up },
  ].reduce((sum, { from, share }) => {
    const moved = steps > 0 ? nearest * tail ** Math.abs(steps - from) : (nearest * tail ** from) / (1 - tail);
    return sum + share * moved;
  }, 0);
}

const largest = 1_000;

/** The numbers that may be behind a published one, if what happens less often than `seldom` never happens. */
function range(rule: Rule, published: number, seldom: number): [least: number, most: number] {
  const possible = Array.from({ length: largest }, (_, value) => value).filter(
    (value) => likelihood(rule, published, value) > seldom,
  );
  return [possible[0] ?? 0, possible.at(-1) ?? largest];
}

/** What is left of those when every sum has to hold: the least and the most of each, or undefined where nothing fits. */
export function narrowed(
  rule: Rule,
  published: readonly number[],
  sums: readonly Sum[],
  seldom: number,
): readonly [number, number][] | undefined {
  const bounds = published.map((one) => range(rule, one, seldom));
  const at = (index: number) => bounds[index] ?? [0, largest];
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (index: number, least: number, most: number) => {
      const [low, high] = at(index);
      if (least <= low && most >= high) return;
      bounds[index] = [Math.max(least, low), Math.min(most, high)];
      changed = true;
    };
    for (const { total, parts } of sums) {
      const low = parts.reduce((sum, part) => sum + at(part)[0], 0);
      const high = parts.reduce((sum, part) => sum + at(part)[1], 0);
      narrow(total, low, high);
      const [least, most] = at(total);
      for (const part of parts) narrow(part, least - (high - at(part)[1]), most - (low - at(part)[0]));
    }
    if (bounds.some(([low, high]) => low > high)) return undefined;
  }
  return bounds;
}

const likely = 60;

/** How probable each number 0, 1, 2 … is for the first part of a sum, if none was more probable before. */
export function weighed(rule: Rule, total: number, [first = 0, ...others]: readonly number[]): number[] {
  const weights = (published: number) =>
    Array.from({ length: likely }, (_, value) => likelihood(rule, published, value));
  const together = others.map(weights).reduce(convolved, [1]);
  const each = weights(first).map((own, value) =>
    own === 0
      ? 0
      : own * together.reduce((sum, weight, rest) => sum + weight * likelihood(rule, total, value + rest), 0),
  );
  const all = each.reduce((sum, weight) => sum + weight, 0);
  return each.map((weight) => weight / all);
}

function convolved(a: readonly number[], b: readonly number[]): number[] {
  const sums = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((left, i) => {
    b.forEach((right, j) => {
      sums[i + j] = (sums[i + j] ?? 0) + left * right;
    });
  });
  return sums;
}

/**
 * The same for one number that was published again and again while it changed, by somebody who knows each change: the
 * chance was the same one all the time. Changes are quarters.
 */
export function weighedOverTime(
  { base, tail }: Rule,
  published: readonly number[],
  changes: readonly number[],
): number[] {
  const chances = Array.from({ length: 13 * 100 }, (_, index) => -6 + (index + 0.5) / 100);
  const probability = (chance: number) => ((1 - tail) / (1 + tail)) * tail ** Math.abs(Math.floor(chance));
  const each = Array.from({ length: likely }, (_, value) =>
    chances
      .filter((chance) =>
        published.every((one, index) => {
          const then = value + (changes[index] ?? 0);
          const steps = Math.max(0, Math.floor(then / base + chance));
          return then >= 0 && one === (then === 0 ? 0 : base * steps);
        }),
      )
      .reduce((sum, chance) => sum + probability(chance), 0),
  );
  const all = each.reduce((sum, weight) => sum + weight, 0);
  return each.map((weight) => weight / all);
}

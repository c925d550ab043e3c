/** The bars of a histogram: where each begins, and where the last one ends. A bar has what is `from ≤ value < to`. */
export interface Bins<T> {
  edges: readonly T[];
  end: T;
}

/** More bars than this are too narrow to point at. */
const mostBars = 30;

/**
 * Bars that begin at 1, 2 or 5 times a power of ten of something, and reach from `least` to `most`. `whole`: of whole
 * numbers, so no bar is narrower than 1.
 */
export function numberBins(least: number, most: number, whole: boolean): Bins<number> {
  const step = niceStep(least, most, whole);
  const near = Math.floor(timesOf(least, step));
  // What a division rounds must not put a value outside its bar.
  const first = edgeAt(near, step) > least ? near - 1 : near;
  const last = Math.floor(timesOf(most, step));
  const count = last - first + (edgeAt(last + 1, step) > most ? 1 : 2);
  const edges = Array.from({ length: count }, (_, index) => edgeAt(first + index, step));
  return { edges, end: edgeAt(first + count, step) };
}

/** `digit` × 10^`power`. */
interface Step {
  digit: 1 | 2 | 5;
  power: number;
}

function niceStep(least: number, most: number, whole: boolean): Step {
  const digits = [1, 2, 5] as const;
  const span = most - least || Math.abs(most) || 1;
  const finest = Math.max(-300, Math.floor(Math.log10(span / mostBars)) - 1);
  for (let power = whole ? Math.max(0, finest) : finest; power < 308; power += 1) {
    for (const digit of digits) {
      const bars = Math.floor(timesOf(most, { digit, power })) - Math.floor(timesOf(least, { digit, power })) + 1;
      if (bars <= mostBars) return { digit, power };
    }
  }
  return { digit: 5, power: 307 };
}

/** Dividing by a power of ten is exact where multiplying by a tenth is not: 3 × 0.1 is more than 0.3. */
function edgeAt(times: number, { digit, power }: Step): number {
  return power < 0 ? (times * digit) / 10 ** -power : times * digit * 10 ** power;
}

function timesOf(value: number, { digit, power }: Step): number {
  return power < 0 ? (value * 10 ** -power) / digit : value / 10 ** power / digit;
}

/** How long a bar of days is. */
export interface Every {
  unit: 'month' | 'year';
  count: number;
}

const spans: readonly Every[] = [
  { unit: 'month', count: 1 },
  { unit: 'year', count: 1 },
  ...[2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => ({ unit: 'year', count }) as const),
];

/** More years than this are shown by two, by five, by ten … */
const mostYears = 60;

/** Bars of months, years or a round number of years, from the day `least` to the day `most` (`YYYY-MM-DD`). */
export function dayBins(least: string, most: string): Bins<string> & { every: Every } {
  const place = (day: string, { unit, count }: Every) => {
    const [year = 1, month = 1] = day.split('-').map(Number);
    return unit === 'month' ? year * 12 + month - 1 : Math.floor(year / count);
  };
  const barsOf = (every: Every) => place(most, every) - place(least, every) + 1;
  const every =
    spans.find((one) => barsOf(one) <= (one.unit === 'month' ? mostBars : mostYears)) ??
    ({ unit: 'year', count: 1000 } as const);
  const first = place(least, every);
  const edge = (index: number) => {
    const at = first + index;
    // PostgreSQL has no year 0.
    const [year, month] =
      every.unit === 'month' ? [Math.floor(at / 12), (at % 12) + 1] : [Math.max(1, at * every.count), 1];
    return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
  };
  const count = barsOf(every);
  return { edges: Array.from({ length: count }, (_, index) => edge(index)), end: edge(count), every };
}

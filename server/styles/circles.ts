import { type Measure, measureValue, type SeriesTotals, sortedValues } from './measures.ts';

/** Circles whose area is in proportion to a number. No node: imports here, the web app reads it too. */

/** The largest value of all years: the circle of that size is the largest. */
export function largestValue(measure: Measure, totals: SeriesTotals): number {
  return sortedValues(measure, totals).at(-1) ?? 0;
}

/** Pixels of the largest circle's radius. */
export const largestRadius = 34;

/** Pixels: the circle's area is in proportion to the value. */
export function circleRadius(value: number, largest: number, most = largestRadius): number {
  return largest <= 0 ? 0 : most * Math.sqrt(value / largest);
}

/** Smaller than this the largest circle never is. */
const smallestRadius = 10;

/**
 * The radius of the largest circle, by zoom: far out smaller, so that no two lie on each other in any year. Between the
 * zooms it doubles from one to the next.
 */
export function circleScale(measure: Measure, totals: SeriesTotals): { zoom: number; largest: number }[] {
  const largest = largestValue(measure, totals);
  const circles = Object.entries(totals.points).map(([key, [longitude, latitude]]) => {
    const values = totals.years.map((_year, index) => measureValue(measure, totals, key, index) ?? 0);
    // Pixels at zoom 0, tiles of 512 (EPSG:3857).
    const y = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
    return { x: (512 * longitude) / 360, y: 512 * y, radius: circleRadius(Math.max(0, ...values), largest) };
  });
  let tightest = 1;
  for (const [index, one] of circles.entries()) {
    for (const other of circles.slice(index + 1)) {
      const apart = Math.hypot(one.x - other.x, one.y - other.y);
      if (apart > 0) tightest = Math.max(tightest, (one.radius + other.radius) / apart);
    }
  }
  const full = Math.log2(tightest);
  return [
    { zoom: full - Math.log2(largestRadius / smallestRadius), largest: smallestRadius },
    { zoom: full, largest: largestRadius },
  ];
}

/** The radius of the largest circle at a zoom. */
export function largestRadiusAt(scale: ReturnType<typeof circleScale>, zoom: number): number {
  const full = scale.at(-1)?.zoom ?? 0;
  return Math.min(largestRadius, Math.max(smallestRadius, largestRadius * 2 ** (zoom - full)));
}

import { type Mark, stroke } from './marks.ts';
import type { Rectangle } from './papers.ts';
import { roundDown } from './scale-bar.ts';

/** Lines of a coordinate system on the map, and their numbers at its edges. */
export interface Grid {
  /** West, south, east, north in metres. */
  box: readonly [number, number, number, number];
  /** Metres between lines. */
  step: number;
}

/** Between lines, in units of the sheet: no nearer than half of this. */
const apart = 70;

export function gridOf(box: Grid['box'], scale: number, unit: number): Grid {
  return { box, step: roundDown((apart * unit * scale) / 1000) };
}

/** A coordinate with spaces between its thousands. */
export function coordinate(metres: number): string {
  const text = String(Math.round(metres)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return text.replace('-', '\u2212');
}

/** Near corners the numbers of the two axes would lie on each other. */
const free = 14;

export function gridMarks({ box, step }: Grid, map: Rectangle, unit: number): Mark[] {
  const [west, south, east, north] = box;
  const size = 2.1 * unit;
  const look = { size, face: 'regular', ink: 'ink', halo: true } as const;
  const across = multiples(west, east, step).flatMap((value): Mark[] => {
    const x = map.x + ((value - west) / (east - west)) * map.width;
    const line = stroke(x, map.y, x, map.y + map.height, 0.12 * unit, 'grid', 0.45);
    if (x < map.x + free * unit || x > map.x + map.width - free * unit) return [line];
    const text = `E ${coordinate(value)}`;
    return [line, { kind: 'text', x, y: map.y + map.height - 1.2 * unit, text, align: 'middle', ...look }];
  });
  const down = multiples(south, north, step).flatMap((value): Mark[] => {
    const y = map.y + ((north - value) / (north - south)) * map.height;
    const line = stroke(map.x, y, map.x + map.width, y, 0.12 * unit, 'grid', 0.45);
    if (y < map.y + 6 * unit || y > map.y + map.height - 6 * unit) return [line];
    return [line, { kind: 'text', x: map.x + 1.2 * unit, y: y - 0.6 * unit, text: `N ${coordinate(value)}`, ...look }];
  });
  return [...across, ...down];
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, index) => (first + index) * step);
}

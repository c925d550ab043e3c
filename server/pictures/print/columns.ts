import type { Rectangle } from './papers.ts';

const padding = 5;
/** Of a column of words without what is around it, and between two. */
const columnWidth = 56;
const gap = 6;

/** Columns that stand beside each other in an area, as wide as they can be. */
export function columnsIn({ x, y, width, height }: Rectangle, unit: number): Rectangle[] {
  const inner = width - 2 * padding * unit;
  const count = Math.max(1, Math.floor((inner + gap * unit + 1e-6) / ((columnWidth + gap) * unit)));
  const each = (inner - (count - 1) * gap * unit) / count;
  return Array.from({ length: count }, (_, index) => ({
    x: x + padding * unit + index * (each + gap * unit),
    y: y + padding * unit,
    width: each,
    height: height - 2 * padding * unit,
  }));
}

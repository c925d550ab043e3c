import { type Block, beside, lines, together } from '../print/blocks.ts';
import { type Face, type Measure, stroke } from '../print/marks.ts';
import { wrap } from '../print/wrap.ts';
import type { ReportBlock } from '../report.ts';

/** Between lines and words, millimetres. */
const size = 3;
const padding = 0.9;
const gap = 3;
/** Of the width, at least, for the words in the first column. */
const leastWords = 0.28;

/** A table, row by row, so that it goes on over pages. */
export function tableBlocks(
  { heads, rows }: Extract<ReportBlock, { kind: 'table' }>,
  width: number,
  measure: Measure,
): Block[] {
  const figures = Math.max(1, heads.length - 1);
  const widest = Math.max(
    ...heads.slice(1).map((text) => Math.max(...text.split(' ').map((word) => measure(word, 'semibold', size)))),
    ...rows.flatMap((row) => row.slice(1).map((text) => measure(text, 'regular', size))),
  );
  const column = Math.min(Math.max(widest + gap, 14), (width * (1 - leastWords)) / figures);
  const words = width - column * figures;
  const row = (cells: readonly string[], face: Face): Block => {
    const first = together('term', lines('term', cells[0] ?? '', { size, face }, words - gap, measure));
    const others = cells.slice(1).map((text) => figure(text, face, column, measure));
    const all = others.reduce((left, right, index) => beside('row', left, right, words + index * column), first);
    return ruled(all, width);
  };
  return [{ ...row(heads, 'semibold'), isHeading: true }, ...rows.map((cells) => row(cells, 'regular'))];
}

/** To the right of its column. */
function figure(text: string, face: Face, width: number, measure: Measure): Block {
  const texts = wrap(text, face, size, width - gap, measure);
  const leading = size * 1.28;
  return {
    name: 'figure',
    height: texts.length * leading,
    marks: (x, y) =>
      texts.map((line, index) => ({
        ...{ kind: 'text' as const, x: x + width, y: y + size * 0.98 + index * leading, text: line },
        ...{ size, face, ink: 'ink' as const, align: 'right' as const },
      })),
  };
}

/** With a thin line below. */
function ruled(block: Block, width: number): Block {
  const height = block.height + 2 * padding;
  return {
    name: 'row',
    height,
    marks: (x, y) => [...block.marks(x, y + padding), stroke(x, y + height, x + width, y + height, 0.1)],
  };
}

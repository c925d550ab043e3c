import type { Block } from './blocks.ts';
import type { Mark, Placed } from './marks.ts';
import type { Rectangle } from './papers.ts';

export interface Filled {
  marks: Mark[];
  placed: Placed[];
  /** What there was no room for. */
  rest: Block[];
}

/** Puts blocks into columns, one after the other. A heading goes with what follows it. */
export function fill(blocks: readonly Block[], columns: readonly Rectangle[]): Filled {
  const marks: Mark[] = [];
  const placed: Placed[] = [];
  let next = 0;
  for (const { x, y, width, height } of columns) {
    const bottom = y + height;
    let top = y;
    while (next < blocks.length) {
      const block = blocks[next];
      if (!block) break;
      if (block.isSpace && top === y) {
        next += 1;
        continue;
      }
      if (top + neededBy(blocks, next) > bottom + 1e-6) {
        if (!block.isSpace) break;
        next += 1;
        continue;
      }
      marks.push(...block.marks(x, top));
      if (!block.isSpace) placed.push({ name: block.name, x, y: top, width, height: block.height });
      top += block.height;
      next += 1;
    }
  }
  return { marks, placed, rest: blocks.slice(next) };
}

/** The block's height, and where it is a heading, that of what it must not be parted from. */
function neededBy(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (!block) return 0;
  const withNext = block.isHeading || block.isSpace;
  return block.height + (withNext && index + 1 < blocks.length ? neededBy(blocks, index + 1) : 0);
}

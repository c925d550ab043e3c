import type { Face, Ink, Mark, Measure } from './marks.ts';
import { wrap } from './wrap.ts';

/** A piece of a column that is not broken: so high, and drawn with its upper left corner at a place. */
export interface Block {
  name: string;
  height: number;
  marks(x: number, y: number): Mark[];
  /** Never the last of a column: it says what follows. */
  isHeading?: boolean;
  /** Nothing at the top of a column. */
  isSpace?: boolean;
}

export interface TextLook {
  size: number;
  face?: Face;
  ink?: Ink;
}

const leading = 1.28;
/** From the top of a line to where letters stand, in shares of their size. */
const ascent = 0.98;

/** A text as one block for each line. */
export function lines(name: string, text: string, look: TextLook, width: number, measure: Measure): Block[] {
  const { size, face = 'regular', ink = 'ink' } = look;
  return wrap(text, face, size, width, measure).map((line) => ({
    name,
    height: size * leading,
    marks: (x, y) => (line === '' ? [] : [{ kind: 'text', x, y: y + ascent * size, text: line, size, face, ink }]),
  }));
}

export function space(height: number): Block {
  return { name: 'space', height, marks: () => [], isSpace: true };
}

/** Blocks below each other as one. */
export function together(name: string, blocks: readonly Block[]): Block {
  return {
    name,
    height: heightOf(blocks),
    marks(x, y) {
      let top = y;
      return blocks.flatMap((block) => {
        const marks = block.marks(x, top);
        top += block.height;
        return marks;
      });
    },
  };
}

/** One beside the other: the second so far to the right. */
export function beside(name: string, left: Block, right: Block, across: number): Block {
  return {
    name,
    height: Math.max(left.height, right.height),
    marks: (x, y) => [...left.marks(x, y), ...right.marks(x + across, y)],
  };
}

export function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height, 0);
}

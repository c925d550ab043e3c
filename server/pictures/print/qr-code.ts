import qrcode from 'qrcode-generator';
import type { Block } from './blocks.ts';
import type { ShapeMark } from './marks.ts';

/** An address as squares: of each row where dark ones begin, and how many. */
export interface QrCode {
  /** Squares across and down, without the space around them. */
  count: number;
  runs: readonly { row: number; from: number; length: number }[];
}

/** Larger codes have squares too small for a telephone's camera. */
const mostSquares = 105;

/** The code of an address. Undefined: the address is too long to be read by a camera. */
export function qrOf(address: string): QrCode | undefined {
  for (const correction of ['M', 'L'] as const) {
    const code = made(address, correction);
    if (code && code.getModuleCount() <= mostSquares) return squaresOf(code);
  }
  return undefined;
}

function made(address: string, correction: 'M' | 'L') {
  const code = qrcode(0, correction);
  code.addData(address);
  try {
    code.make();
  } catch {
    // It throws a text where no size is enough.
    return undefined;
  }
  return code;
}

function squaresOf(code: ReturnType<typeof qrcode>): QrCode {
  const count = code.getModuleCount();
  const runs: { row: number; from: number; length: number }[] = [];
  for (let row = 0; row < count; row++) {
    let from = -1;
    for (let column = 0; column <= count; column++) {
      const isDark = column < count && code.isDark(row, column);
      if (isDark && from < 0) from = column;
      if (isDark || from < 0) continue;
      runs.push({ row, from, length: column - from });
      from = -1;
    }
  }
  return { count, runs };
}

/** Smaller squares than this (mm) are not read from a printed sheet. */
const leastSquare = 0.36;
/** Squares of white around it (ISO/IEC 18004 §5.3.8). */
const quiet = 4;

/** The side of the code with its white, in millimetres. */
export function sideOf({ count }: QrCode, unit: number): number {
  return Math.max(22 * unit, (count + 2 * quiet) * leastSquare);
}

export function qrBlock(code: QrCode, unit: number): Block {
  const side = sideOf(code, unit);
  const square = side / (code.count + 2 * quiet);
  return {
    name: 'qr code',
    height: side,
    marks(x, y) {
      const at = (corner: number) => corner * square + quiet * square;
      const rings = code.runs.map(({ row, from, length }) => {
        const [left, top] = [x + at(from), y + at(row)];
        const [right, bottom] = [left + length * square, top + square];
        return [left, top, right, top, right, bottom, left, bottom];
      });
      const mark: ShapeMark = { kind: 'shape', rings, closed: true, fill: 'ink' };
      return [mark];
    },
  };
}

import type { FileHandle } from 'node:fs/promises';

/** What is put in order in memory at a time, and read at a time. */
const windowBytes = 16_000_000;
const blockBytes = 1_000_000;

/**
 * The pieces of a file, which stand there one after the other, in another order. Memory does not grow with the file: what
 * comes next is gathered in one pass through it.
 */
export async function* piecesInOrder(
  file: FileHandle,
  lengths: readonly number[],
  order: Uint32Array,
): AsyncGenerator<Buffer> {
  const starts = new Float64Array(lengths.length);
  for (let index = 1; index < lengths.length; index++) {
    starts[index] = (starts[index - 1] ?? 0) + (lengths[index - 1] ?? 0);
  }
  for (let first = 0; first < order.length; ) {
    const places = new Map<number, number>();
    let size = 0;
    for (; first < order.length && (size === 0 || size < windowBytes); first++) {
      const piece = order[first] ?? 0;
      places.set(piece, size);
      size += lengths[piece] ?? 0;
    }
    yield await gathered(file, { starts, lengths, places, size });
  }
}

interface Window {
  starts: Float64Array;
  lengths: readonly number[];
  /** Of a piece, where in the window it goes. */
  places: ReadonlyMap<number, number>;
  size: number;
}

async function gathered(file: FileHandle, { starts, lengths, places, size }: Window): Promise<Buffer> {
  const window = Buffer.allocUnsafe(size);
  const pieces = Uint32Array.from(places.keys()).sort();
  let block = Buffer.alloc(0);
  let blockStart = 0;
  for (const piece of pieces) {
    const start = starts[piece] ?? 0;
    const length = lengths[piece] ?? 0;
    if (start + length > blockStart + block.length) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.max(blockBytes, length)), {
        position: start,
      });
      block = buffer.subarray(0, bytesRead);
      blockStart = start;
    }
    block.copy(window, places.get(piece) ?? 0, start - blockStart, start - blockStart + length);
  }
  return window;
}

import { crc32, deflateSync } from 'node:zlib';

/**
 * Writes PNG (ISO/IEC 15948). A map is areas of one colour: without filters and with little effort it becomes smaller than
 * Skia's own encoder makes it, in a quarter of the time.
 */
const effort = 1;

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const colourTypes = { rgb: 2, palette: 3, rgba: 6 } as const;

export interface Dots {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each, not premultiplied. */
  data: Uint8ClampedArray;
  /** Dots for each metre of paper, so that whoever pastes it has it as large as its scale says. */
  perMetre: number;
}

/** Of colours alone where nothing shines through. */
export function encodePng(dots: Dots): Buffer {
  const { width, height, data } = dots;
  const isOpaque = allOpaque(data);
  const size = isOpaque ? 3 : 4;
  const lines = Buffer.alloc((width * size + 1) * height);
  let to = 0;
  let from = 0;
  for (let y = 0; y < height; y++) {
    // No filter.
    lines[to++] = 0;
    for (let x = 0; x < width; x++) {
      lines[to++] = data[from] ?? 0;
      lines[to++] = data[from + 1] ?? 0;
      lines[to++] = data[from + 2] ?? 0;
      if (!isOpaque) lines[to++] = data[from + 3] ?? 0;
      from += 4;
    }
  }
  return pngOf(dots, isOpaque ? 'rgb' : 'rgba', lines);
}

/** A PNG of lines that are ready, each with its filter before it. `chunks`: what stands before them (PLTE, tRNS). */
export function pngOf(
  { width, height, perMetre }: Omit<Dots, 'data'>,
  colourType: keyof typeof colourTypes,
  lines: Buffer,
  chunks: readonly Buffer[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = colourTypes[colourType];
  const physical = Buffer.alloc(9);
  physical.writeUInt32BE(Math.round(perMetre), 0);
  physical.writeUInt32BE(Math.round(perMetre), 4);
  physical[8] = 1;
  return Buffer.concat([
    signature,
    chunkOf('IHDR', header),
    chunkOf('pHYs', physical),
    ...chunks,
    chunkOf('IDAT', deflateSync(lines, { level: effort })),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
}

export function chunkOf(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function allOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

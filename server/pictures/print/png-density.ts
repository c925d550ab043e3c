import { crc32 } from 'node:zlib';

/** A PNG that says how large it is on paper (PNG §11.3.5.3, pHYs): a document that it is pasted into shows it to scale. */
export function withDensity(png: Buffer, dotsPerInch: number): Buffer {
  const perMetre = Math.round(dotsPerInch / 0.0254);
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  chunk.writeUInt32BE(perMetre, 8);
  chunk.writeUInt32BE(perMetre, 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  // After the signature and IHDR, which is 25 bytes with its length, type and sum.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

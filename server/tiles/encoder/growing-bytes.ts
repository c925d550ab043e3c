/** Under this a loop copies sooner than a call does. */
const shortCopy = 48;

/** Bytes that are written one after the other, with room that grows and is used again after `clear`. */
export class GrowingBytes {
  private bytes = new Uint8Array(65_536);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** A whole number from 0 to 2^53 (Protocol Buffers: groups of seven bits, the lowest first). */
  varint(value: number): void {
    this.reserve(8);
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    for (; rest >= 0x8000_0000; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128;
    for (; rest >= 128; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
    this.length = at;
  }

  /** A 32-bit number whose sign is in its lowest bit. */
  zigzag(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  append(other: GrowingBytes): void {
    this.put(other.bytes, 0, other.length);
  }

  put(source: Uint8Array | readonly number[], from = 0, to = source.length): void {
    const length = to - from;
    this.reserve(length);
    if (length > shortCopy && source instanceof Uint8Array) this.bytes.set(source.subarray(from, to), this.length);
    else {
      const { bytes } = this;
      for (let at = from, into = this.length; at < to; at++, into++) bytes[into] = source[at] ?? 0;
    }
    this.length += length;
  }

  /** A copy of what was written. */
  copy(): Buffer {
    const copied = Buffer.allocUnsafeSlow(this.length);
    copied.set(this.bytes.subarray(0, this.length));
    return copied;
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed > this.bytes.length) this.grow(needed);
  }

  private grow(needed: number): void {
    const wider = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }
}

/** How many bytes a varint takes. */
export function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

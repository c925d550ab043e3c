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
    let rest = value;
    for (; rest >= 0x8000_0000; rest = Math.floor(rest / 128)) bytes[this.length++] = (rest % 128) | 128;
    for (; rest >= 128; rest >>>= 7) bytes[this.length++] = (rest & 127) | 128;
    bytes[this.length++] = rest;
  }

  /** A 32-bit number whose sign is in its lowest bit. */
  zigzag(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  append(other: GrowingBytes): void {
    this.put(other.bytes.subarray(0, other.length));
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A copy of what was written. */
  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }
}

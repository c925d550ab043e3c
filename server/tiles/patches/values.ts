import type { Field } from '../../datasets/definition.ts';
import { GrowingBytes } from '../encoder/growing-bytes.ts';

/** Field numbers of Value in vector_tile.proto, with their wire types. */
const tagOf = { text: 0x0a, double: 0x19, positive: 0x28, negative: 0x30, boolean: 0x38 } as const;

/** The values of a patch's attributes as they stand in a vector tile (Vector Tile Specification 2.1 §4.4), each once. */
export class Values {
  private readonly numbers = new Map<string, number>();
  private readonly starts: number[] = [0];
  private readonly bytes = new GrowingBytes();

  /** The number of a value. A whole number comes as its digits and keeps them, however many. */
  numberOf(value: string | number | boolean, type: Field['type']): number {
    const key = `${typeof value === 'string' && type !== 'integer' ? '"' : ''}${value}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    if (typeof value === 'boolean') this.bytes.put([tagOf.boolean, value ? 1 : 0]);
    else if (type === 'integer' || Number.isSafeInteger(value)) this.wholeNumber(BigInt(value));
    else if (typeof value === 'number') this.double(value);
    else this.text(value);
    this.starts.push(this.bytes.length);
    return number;
  }

  done(): { valueStarts: Uint32Array; valueBytes: Uint8Array } {
    return { valueStarts: Uint32Array.from(this.starts), valueBytes: this.bytes.copy() };
  }

  private text(value: string): void {
    const content = Buffer.from(value);
    this.bytes.varint(tagOf.text);
    this.bytes.varint(content.length);
    this.bytes.put(content);
  }

  private double(value: number): void {
    const bytes = Buffer.alloc(9, tagOf.double);
    bytes.writeDoubleLE(value, 1);
    this.bytes.put(bytes);
  }

  private wholeNumber(value: bigint): void {
    this.bytes.varint(value < 0n ? tagOf.negative : tagOf.positive);
    let rest = value < 0n ? -2n * value - 1n : value;
    for (; rest >= 128n; rest >>= 7n) this.bytes.put([Number(rest & 127n) | 128]);
    this.bytes.put([Number(rest)]);
  }
}

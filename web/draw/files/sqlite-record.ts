/** Records of an SQLite file (https://sqlite.org/fileformat2.html §2). */

export type Value = string | number | Uint8Array | null;

/** A row's values with their kinds before them. */
export function record(values: readonly Value[]): Uint8Array {
  const written = values.map(serial);
  const kindBytes = joined(...written.map(({ kind }) => varint(kind)));
  // Its own size is one byte: no table here has more than a hundred columns.
  return joined(varint(kindBytes.length + 1), kindBytes, ...written.map(({ bytes }) => bytes));
}

function serial(value: Value): { kind: number; bytes: Uint8Array } {
  if (value === null) return { kind: 0, bytes: new Uint8Array() };
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return { kind: 13 + 2 * bytes.length, bytes };
  }
  if (typeof value !== 'number') return { kind: 12 + 2 * value.length, bytes: value };
  const bytes = new Uint8Array(8);
  if (!Number.isSafeInteger(value)) {
    new DataView(bytes.buffer).setFloat64(0, value);
    return { kind: 7, bytes };
  }
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
  return { kind: 6, bytes };
}

/** A number in as few bytes as it takes (§1.6). */
export function varint(value: number): Uint8Array {
  // The one negative number of a row that a GeoPackage has.
  if (value === -1) return new Uint8Array(9).fill(255);
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return Uint8Array.from(bytes);
}

export function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

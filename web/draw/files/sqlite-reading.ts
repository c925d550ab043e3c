import { FileFault } from './fault.ts';
import type { Value } from './sqlite-record.ts';

/**
 * Reads tables of an SQLite file (https://sqlite.org/fileformat2.html): as much as a GeoPackage of drawings needs, in place of a
 * megabyte of SQLite in WebAssembly, which our Content-Security-Policy does not let run (docs/decisions).
 */

export type SqliteRow = Readonly<Record<string, Value>>;

const leaf = 0x0d;
const interior = 0x05;

export function openSqlite(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 512 || text(bytes.subarray(0, 15)) !== 'SQLite format 3') throw new FileFault('notGeoPackage');
  const pageSize = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16);
  const usable = pageSize - view.getUint8(20);
  const encoding = { 2: 'utf-16le', 3: 'utf-16be' }[view.getUint32(56)] ?? 'utf-8';
  const words = new TextDecoder(encoding);

  /** Calls back with the rows of a table's tree, in their order. */
  function* records(root: number, seen = new Set<number>()): Generator<{ rowid: number; values: Value[] }> {
    if (seen.has(root) || root < 1) throw new FileFault('brokenFile');
    seen.add(root);
    const start = (root - 1) * pageSize;
    const header = root === 1 ? start + 100 : start;
    const kind = view.getUint8(header);
    const cells = view.getUint16(header + 3);
    if (kind !== leaf && kind !== interior) throw new FileFault('brokenFile');
    const first = header + (kind === leaf ? 8 : 12);
    for (let cell = 0; cell < cells; cell++) {
      const at = start + view.getUint16(first + 2 * cell);
      if (kind === interior) yield* records(view.getUint32(at), seen);
      else yield record(at);
    }
    if (kind === interior) yield* records(view.getUint32(header + 8), seen);
  }

  function record(at: number): { rowid: number; values: Value[] } {
    const [size, afterSize] = varint(view, at);
    const [rowid, body] = varint(view, afterSize);
    return { rowid, values: valuesOf(payload(body, size)) };
  }

  /** What does not fit into the page goes on in a chain of others (§1.6). */
  function payload(at: number, size: number): Uint8Array {
    const most = usable - 35;
    if (size <= most) return bytes.subarray(at, at + size);
    if (size > bytes.length) throw new FileFault('brokenFile');
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const wished = least + ((size - least) % (usable - 4));
    const local = wished <= most ? wished : least;
    const whole = new Uint8Array(size);
    whole.set(bytes.subarray(at, at + local));
    let next = view.getUint32(at + local);
    for (let filled = local; filled < size; ) {
      if (next === 0) throw new FileFault('brokenFile');
      const start = (next - 1) * pageSize;
      const part = bytes.subarray(start + 4, start + 4 + Math.min(usable - 4, size - filled));
      if (part.length === 0) throw new FileFault('brokenFile');
      whole.set(part, filled);
      filled += part.length;
      next = view.getUint32(start);
    }
    return whole;
  }

  /** A row's values by their kinds (§2.1). */
  function valuesOf(row: Uint8Array): Value[] {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
    const [headerSize, first] = varint(view, 0);
    const values: Value[] = [];
    let body = headerSize;
    for (let at = first; at < headerSize; ) {
      const [kind, next] = varint(view, at);
      const [value, size] = readValue(view, row, body, kind);
      values.push(value);
      body += size;
      at = next;
    }
    return values;
  }

  function readValue(view: DataView, row: Uint8Array, at: number, kind: number): [Value, number] {
    if (kind >= 12) {
      const size = Math.floor((kind - 12) / 2);
      const part = row.subarray(at, at + size);
      return [kind % 2 === 1 ? words.decode(part) : part, size];
    }
    if (kind === 7) return [view.getFloat64(at), 8];
    if (kind === 8 || kind === 9) return [kind - 8, 0];
    if (kind === 0 || kind > 9) return [null, 0];
    const size = [0, 1, 2, 3, 4, 6, 8][kind] ?? 0;
    let number = view.getInt8(at);
    for (let index = 1; index < size; index++) number = number * 256 + view.getUint8(at + index);
    return [number, size];
  }

  const tables = new Map<string, { root: number; columns: Column[] }>();
  for (const { values } of records(1)) {
    const [type, name, , root, definition] = values;
    if (type === 'table' && typeof name === 'string' && typeof root === 'number' && typeof definition === 'string')
      tables.set(name.toLowerCase(), { root, columns: columnsOf(definition) });
  }
  return {
    /** The rows of a table by the names of its columns in small letters. None: there is no such table. */
    *rows(name: string): Generator<SqliteRow> {
      const table = tables.get(name.toLowerCase());
      if (!table) return;
      for (const { rowid, values } of records(table.root))
        yield Object.fromEntries(
          table.columns.map(({ name, isRowid }, index) => [name, isRowid ? rowid : (values[index] ?? null)]),
        );
    },
  };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A number of up to nine bytes, and where it ends (§1.6). */
function varint(view: DataView, from: number): [number, number] {
  let value = 0;
  for (let at = from; at < from + 8; at++) {
    const byte = view.getUint8(at);
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at + 1];
  }
  return [value * 256 + view.getUint8(from + 8), from + 9];
}

interface Column {
  name: string;
  /** Its values are the numbers of the rows: they are not written in them. */
  isRowid: boolean;
}

/** The columns of a CREATE TABLE, in small letters. */
function columnsOf(definition: string): Column[] {
  const body = definition.slice(definition.indexOf('(') + 1, definition.lastIndexOf(')'));
  return partsOf(body)
    .map((part) => part.replaceAll(/--[^\n]*\n/g, ' ').trim())
    .filter((part) => !/^(constraint|primary\s+key|unique|check|foreign\s+key)\b/i.test(part))
    .map((part) => {
      const [, quoted, bare = ''] = /^(?:["`[]([^"`\]]+)["`\]]|(\S+))/.exec(part) ?? [];
      return {
        name: (quoted ?? bare).toLowerCase(),
        isRowid: /^\S+\s+integer\s+(not\s+null\s+)?primary\s+key/i.test(part),
      };
    });
}

/** What stands between commas that are in no parenthesis and in no quotes. */
function partsOf(body: string): string[] {
  const parts = [''];
  let depth = 0;
  let quote: string | undefined;
  for (const sign of body) {
    if (quote) quote = sign === quote ? undefined : quote;
    else if (sign === "'" || sign === '"' || sign === '`') quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0 && !quote) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

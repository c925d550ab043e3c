import { joined, record, uint32, type Value, varint } from './sqlite-record.ts';

/** Writes an SQLite file (https://sqlite.org/fileformat2.html) in one go: tables in the order of their rows, and the indexes of their keys. */

export interface Table {
  name: string;
  /** CREATE TABLE. */
  definition: string;
  /** Values of all columns; null in the place of an INTEGER PRIMARY KEY. */
  rows: readonly (readonly Value[])[];
  /** The numbers of the rows, growing; absent: they count from 1. */
  ids?: readonly number[];
  /** Of each PRIMARY KEY and UNIQUE that is no INTEGER PRIMARY KEY, in their order, the places of its columns. */
  keys?: readonly (readonly number[])[];
}

const pageSize = 4096;
/** Of a row more than that goes on in other pages (§1.6). */
const mostInLeaf = pageSize - 35;
const leastLocal = Math.floor(((pageSize - 12) * 32) / 255) - 23;
const kinds = { tableLeaf: 0x0d, tableInterior: 0x05, indexLeaf: 0x0a };

export function writeSqlite(
  tables: readonly Table[],
  marks: { applicationId: number; userVersion: number },
): Uint8Array {
  const pages: Uint8Array[] = [new Uint8Array(pageSize)];
  const newPage = () => pages.push(new Uint8Array(pageSize));
  const schema: Value[][] = [];
  for (const { name, definition, rows, ids, keys = [] } of tables) {
    const cells = rows.map((row, index) => {
      const rowid = ids?.[index] ?? index + 1;
      return { rowid, bytes: tableCell(rowid, record(row), pages, newPage) };
    });
    schema.push(['table', name, name, tree(cells, pages, newPage), definition]);
    for (const [index, columns] of keys.entries()) {
      const page = newPage();
      // Keys of a GeoPackage's own tables: a few rows each.
      const entries = rows
        .map((row, at) => [...columns.map((column) => row[column] ?? null), at + 1])
        .sort((a, b) => (String(a) < String(b) ? -1 : 1));
      fill(
        pages[page - 1],
        kinds.indexLeaf,
        entries.map((entry) => sized(record(entry))),
      );
      schema.push(['index', `sqlite_autoindex_${name}_${index + 1}`, name, page, null]);
    }
  }
  fill(
    pages[0],
    kinds.tableLeaf,
    schema.map((row, index) => tableCell(index + 1, record(row), pages, newPage)),
    100,
  );
  header(pages[0], pages.length, marks);
  const file = new Uint8Array(pages.length * pageSize);
  for (const [index, page] of pages.entries()) file.set(page, index * pageSize);
  return file;
}

/** §1.3. */
function header(
  page: Uint8Array | undefined,
  count: number,
  marks: { applicationId: number; userVersion: number },
): void {
  if (!page) return;
  const view = new DataView(page.buffer);
  page.set(new TextEncoder().encode('SQLite format 3\0'));
  view.setUint16(16, pageSize);
  page.set([1, 1, 0, 64, 32, 32], 18);
  const fields: [number, number][] = [
    [24, 1],
    [28, count],
    [40, 1],
    [44, 4],
    [56, 1],
    [60, marks.userVersion],
    [68, marks.applicationId],
    [92, 1],
    [96, 3_040_000],
  ];
  for (const [at, value] of fields) view.setUint32(at, value);
}

type NewPage = () => number;

/** Puts rows into leaves, and leaves under as many floors as they need. Gives the number of the topmost page. */
function tree(cells: readonly { rowid: number; bytes: Uint8Array }[], pages: Uint8Array[], newPage: NewPage): number {
  let floor = grouped(cells, 8).map((group) => {
    const page = newPage();
    fill(
      pages[page - 1],
      kinds.tableLeaf,
      group.map(({ bytes }) => bytes),
    );
    return { page, last: group.at(-1)?.rowid ?? 0 };
  });
  while (floor.length > 1) {
    const children = floor.map(({ page, last }) => ({ page, last, bytes: joined(uint32(page), varint(last)) }));
    floor = inPairs(grouped(children, 12)).map((group) => {
      const page = newPage();
      const right = group.at(-1);
      fill(
        pages[page - 1],
        kinds.tableInterior,
        group.slice(0, -1).map(({ bytes }) => bytes),
        0,
        right?.page,
      );
      return { page, last: right?.last ?? 0 };
    });
  }
  return floor[0]?.page ?? 0;
}

/** Cells that fit into a page each, none into the first one where there are none. */
function grouped<C extends { bytes: Uint8Array }>(cells: readonly C[], headerSize: number): C[][] {
  const groups: C[][] = [[]];
  let room = pageSize - headerSize;
  for (const cell of cells) {
    const needed = cell.bytes.length + 2;
    if (needed > room) {
      groups.push([]);
      room = pageSize - headerSize;
    }
    room -= needed;
    groups.at(-1)?.push(cell);
  }
  return groups;
}

/** A page of the upper floors has two below it or more. */
function inPairs<C>(groups: C[][]): C[][] {
  const [before, last] = groups.slice(-2);
  if (last?.length === 1) last.unshift(...(before?.splice(-1) ?? []));
  return groups;
}

/** §1.6. */
function fill(
  page: Uint8Array | undefined,
  kind: number,
  cells: readonly Uint8Array[],
  start = 0,
  right?: number,
): void {
  if (!page) return;
  const view = new DataView(page.buffer);
  let content = pageSize;
  const first = start + (right === undefined ? 8 : 12);
  for (const [index, cell] of cells.entries()) {
    content -= cell.length;
    page.set(cell, content);
    view.setUint16(first + 2 * index, content);
  }
  view.setUint8(start, kind);
  view.setUint16(start + 3, cells.length);
  view.setUint16(start + 5, content);
  if (right !== undefined) view.setUint32(start + 8, right);
}

function tableCell(rowid: number, payload: Uint8Array, pages: Uint8Array[], newPage: NewPage): Uint8Array {
  const start = joined(varint(payload.length), varint(rowid));
  if (payload.length <= mostInLeaf) return joined(start, payload);
  const wished = leastLocal + ((payload.length - leastLocal) % (pageSize - 4));
  const local = wished <= mostInLeaf ? wished : leastLocal;
  const firstPage = pages.length + 1;
  for (let at = local; at < payload.length; at += pageSize - 4) {
    const page = pages[newPage() - 1];
    const isLast = at + pageSize - 4 >= payload.length;
    page?.set(uint32(isLast ? 0 : pages.length + 1));
    page?.set(payload.subarray(at, at + pageSize - 4), 4);
  }
  return joined(start, payload.subarray(0, local), uint32(firstPage));
}

function sized(payload: Uint8Array): Uint8Array {
  return joined(varint(payload.length), payload);
}

import { z } from 'zod';
import type { Queryable, Row } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { Published } from '../geometry/layers.ts';
import type { Crs } from './crs.ts';
import type { Properties } from './properties.ts';
import { pageOf, type Selection, type Slice } from './selection.ts';
import type { Place, Sorting } from './sorting.ts';

/** What somebody asked for: which features, which of their properties, in which order and coordinate system. */
export interface Wanted {
  selection: Selection;
  sorting: Sorting;
  properties: Properties;
  crs: Crs;
}

const placeSchema = z.array(z.string().nullable());

/** A select over a page of features, for one encoding. */
export interface Shape {
  /** Columns of each feature of the page. */
  inner: Sql;
  /** What becomes of them, by columns of `page`. */
  outer: Sql;
}

export interface Page<R extends Row> {
  rows: R[];
  /** Undefined: this is the last page. */
  next: Place | undefined;
}

export const everything: Slice = { limit: Number.POSITIVE_INFINITY };

/** Bytes of rows that are in memory at a time, about: more are read in several statements. */
const batchBytes = 4_000_000;
const largestBatch = 5_000;
/** What a feature of a dataset took last time; one that nobody has read may be large. */
const bytesOfFeature = new Map<string, number>();
const cautiousBytes = 10_000;

/**
 * All pages of at most `limit` features together, each read when it is asked for. Few features at a time where they are
 * large, so that memory does not grow with their number or their size.
 */
export async function* readBatches<R extends Row>(
  database: Queryable,
  published: Published,
  wanted: Wanted,
  shape: Shape,
  { after, offset = 0, limit }: Slice,
): AsyncGenerator<Page<R> & { bytes: number }> {
  const { id } = wanted.selection.definition;
  const ask = (slice: Slice) => {
    const size = Math.floor(batchBytes / (bytesOfFeature.get(id) ?? cautiousBytes));
    const asked = readPage<R>(database, published, wanted, shape, {
      ...slice,
      limit: Math.max(1, Math.min(size, largestBatch, slice.limit)),
    });
    // Whoever has had enough does not wait for the page after it.
    asked.catch(() => {});
    return asked;
  };
  let asked = limit > 0 ? ask({ after, offset, limit }) : undefined;
  for (let left = limit; asked !== undefined; ) {
    const page: Page<R> = await asked;
    const bytes = page.rows.reduce((sum, row) => sum + weightOf(row), 0);
    if (page.rows.length > 0) bytesOfFeature.set(id, 1 + bytes / page.rows.length);
    left -= page.rows.length;
    // The database reads the next page while this one is being written.
    asked = page.next === undefined || left <= 0 ? undefined : ask({ after: page.next, limit: left });
    yield { ...page, bytes };
  }
}

function weightOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 8),
    0,
  );
}

/** The row of one public feature by its key, or undefined. A text that the key's type cannot be is the key of nothing. */
export async function readFeature<R extends Row>(
  database: Queryable,
  published: Published,
  wanted: Wanted,
  shape: Shape,
  key: string,
): Promise<R | undefined> {
  const selection = { definition: wanted.selection.definition, key };
  const one = { limit: 1 };
  const page = await readPage<R>(database, published, { ...wanted, selection }, shape, one).catch((error: unknown) => {
    if (isBadValue(error)) return undefined;
    throw error;
  });
  return page?.rows[0];
}

/** The database could not read a value as the type of its column (SQLSTATE class 22: not a UUID, not a number). */
export function isBadValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22');
}

/** One page of at most `limit` features, by one statement: it never mixes two states of the data. */
export async function readPage<R extends Row>(
  database: Queryable,
  published: Published,
  { selection, sorting }: Wanted,
  shape: Shape,
  { after, offset = 0, limit }: Slice,
): Promise<Page<R>> {
  // One more than asked for tells whether there is a next page.
  const page = pageOf(published, selection, shape.inner, { sorting, after, offset, limit: limit + 1 });
  const rows = await database.query<R & { cursor: string }>(
    sql`select ${shape.outer}, page.cursor from (${page}) page`,
  );
  const isLast = rows.length <= limit;
  const kept = isLast ? rows : rows.slice(0, limit);
  const end = kept.at(-1)?.cursor;
  return { rows: kept, next: isLast || end === undefined ? undefined : placeSchema.parse(JSON.parse(end)) };
}

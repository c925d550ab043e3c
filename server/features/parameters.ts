import { problem } from '../http/problems.ts';

/** One or (over the date line) two rectangles: west, south, east, north in degrees. */
export type Bbox = readonly (readonly [number, number, number, number])[];

export interface ItemsParameters {
  bbox: Bbox | undefined;
  limit: number;
  /** Key after which the page starts. */
  after: string | undefined;
}

const defaultLimit = 10;
const mostFeatures = 10_000;
const known = ['bbox', 'limit', 'cursor', 'f', 'lang'];
/** Latitude at which Web Mercator, in which we search, ends. */
const mercatorEdge = 85.06;

/** Parses the query of /items (OGC API – Features Part 1 §7.15). Throws a 400 problem that names the parameter. */
export function parseItemsParameters(query: URLSearchParams): ItemsParameters {
  refuseUnknown(query, known);
  return {
    bbox: parseBbox(query.get('bbox')),
    limit: parseLimit(query.get('limit')),
    after: parseCursor(query.get('cursor')),
  };
}

/** Throws a 400 problem for a parameter that is not among the known ones (OGC API – Common, /req/core/query-param-unknown). */
export function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw problem('unknown-parameter', { name, known: known.join(', ') });
  }
  const format = query.get('f');
  if (format !== null && format !== 'json') {
    throw problem('bad-parameter', { name: 'f', value: format, expected: { sv: 'json', en: 'json' } });
  }
}

function parseLimit(text: string | null): number {
  if (text === null) return defaultLimit;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit < 1) {
    const expected = { sv: `ett heltal från 1 till ${mostFeatures}`, en: `a whole number from 1 to ${mostFeatures}` };
    throw problem('bad-parameter', { name: 'limit', value: text, expected });
  }
  return Math.min(limit, mostFeatures);
}

function parseBbox(text: string | null): Bbox | undefined {
  if (text === null) return undefined;
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west, south, east, north] = numbers.length === 6 ? [0, 1, 3, 4].map((index) => numbers[index]) : numbers;
  const wrong = (sv: string, en: string) =>
    problem('bad-parameter', { name: 'bbox', value: text, expected: { sv, en } });
  if (
    ![4, 6].includes(numbers.length) ||
    !numbers.every(Number.isFinite) ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  ) {
    throw wrong('fyra tal: väst,syd,öst,nord i grader', 'four numbers: west,south,east,north in degrees');
  }
  if (south > north)
    throw wrong('väst,syd,öst,nord med syd under nord', 'west,south,east,north with south below north');
  const bottom = clamp(south, -mercatorEdge, mercatorEdge);
  const top = clamp(north, -mercatorEdge, mercatorEdge);
  const left = clamp(west, -180, 180);
  const right = clamp(east, -180, 180);
  if (west <= east) return [[left, bottom, right, top]];
  return [
    [left, bottom, 180, top],
    [-180, bottom, right, top],
  ];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Where a page ended, as text that means nothing to its reader. */
export function makeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function parseCursor(text: string | null): string | undefined {
  return text === null ? undefined : Buffer.from(text, 'base64url').toString();
}

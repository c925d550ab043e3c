import type { Feature } from 'geojson';
import { readFrom, ServerError } from '../server.ts';
import { parametersOf, type Question } from './state.ts';

/** Rows of the server, a page at a time, as somebody scrolls to them. */

export interface Row {
  key: string;
  geometry: Feature['geometry'] | null;
  properties: Readonly<Record<string, unknown>>;
}

const pageSize = 100;
/** Milliseconds. */
const countedSoon = 2_000;
/** Deeper nobody scrolls, and the server passes over no more (docs/use-the-api.md, Paging). */
export const deepest = 100_000;

/** A page of features (server/ogc-api/items.ts). */
interface Answer {
  numberMatched?: number;
  features: { id: string | number; geometry: Row['geometry']; properties: Row['properties'] }[];
  links: { rel: string; href: string }[];
}

interface Page {
  rows: Row[];
  /** Path of the page after it. */
  next: string | undefined;
}

export type Trouble = { refused: string } | { away: true };

export interface Rows {
  /** How many there are. Undefined: the server has not told. */
  matched(): number | undefined;
  /** How many can be scrolled to, as far as is known. */
  count(): number | undefined;
  row(index: number): Row | undefined;
  trouble(): Trouble | undefined;
  /** Fetches what is missing from one row up to another. What nobody looks at any more is not waited for. */
  want(from: number, to: number): void;
  stop(): void;
}

/** `heard` is told whenever there is more to show. */
export function rowsOf(question: Question, lang: string, heard: () => void): Rows {
  const pages = new Map<number, Page>();
  const asked = new Map<number, AbortController>();
  let matched: number | undefined;
  let trouble: Trouble | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pathOf = (page: number) => {
    const before = pages.get(page - 1)?.next;
    if (before) return before;
    const query = parametersOf(question);
    for (const [name, value] of [
      ['f', 'json'],
      ['lang', lang],
      ['limit', String(pageSize)],
    ] as const)
      query.set(name, value);
    if (page > 0) query.set('offset', String(page * pageSize));
    return `/geodata/v1/collections/${question.dataset.id}/items?${query}`;
  };

  const fetchPage = async (page: number) => {
    const control = new AbortController();
    asked.set(page, control);
    try {
      const answer = await readFrom<Answer>(pathOf(page), control.signal);
      if (control.signal.aborted) return;
      const next = answer.links.find(({ rel }) => rel === 'next')?.href;
      pages.set(page, {
        rows: answer.features.map(({ id, geometry, properties }) => ({ key: String(id), geometry, properties })),
        next: next && pathAt(next),
      });
      matched = answer.numberMatched ?? matched;
      trouble = undefined;
      // It takes the server long to count, and it goes on by itself: the same page tells soon.
      clearTimeout(timer);
      if (matched === undefined) timer = setTimeout(() => void fetchPage(page), countedSoon);
    } catch (error) {
      if (control.signal.aborted) return;
      const isRefused = error instanceof ServerError && error.status >= 400 && error.status < 500;
      trouble = isRefused ? { refused: error.detail ?? '' } : { away: true };
    } finally {
      asked.delete(page);
    }
    heard();
  };

  return {
    matched: () => matched,
    count() {
      if (matched !== undefined) return Math.min(matched, deepest);
      const known = [...pages].map(([page, { rows, next }]) => ({ end: page * pageSize + rows.length, isLast: !next }));
      const last = known.find(({ isLast }) => isLast);
      if (last || known.length === 0) return last?.end;
      // There is a page more.
      return Math.max(...known.map(({ end }) => end)) + pageSize;
    },
    row: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    trouble: () => trouble,
    want(from, to) {
      const last = Math.floor(Math.max(from, Math.min(to, (matched ?? to) - 1)) / pageSize);
      const first = Math.floor(from / pageSize);
      for (const [page, control] of asked) if (page < first || page > last) control.abort();
      for (let page = first; page <= last; page += 1) if (!pages.has(page) && !asked.has(page)) void fetchPage(page);
    },
    stop() {
      clearTimeout(timer);
      for (const control of asked.values()) control.abort();
    },
  };
}

/** A link tells the server's own name, which may be another here. */
function pathAt(href: string): string {
  const { pathname, search } = new URL(href, location.href);
  return pathname + search;
}

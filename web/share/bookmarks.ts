import { signal } from '@preact/signals';
import { keepHere, keptJson } from '../state/kept-here.ts';

/** Views that a person keeps in this browser. */
export interface Bookmark {
  name: string;
  /** The part of the address after the host. */
  address: string;
}

const place = 'allmanning-bookmarks';

export const bookmarks = signal<readonly Bookmark[]>(read());
/** The browser keeps nothing for this page. */
export const isForbidden = signal(false);

function read(): Bookmark[] {
  const kept = keptJson(place);
  return Array.isArray(kept) ? kept.filter(isBookmark) : [];
}

function isBookmark(one: unknown): one is Bookmark {
  if (typeof one !== 'object' || one === null || !('name' in one && 'address' in one)) return false;
  // An address elsewhere is none of ours, whoever wrote it there.
  return typeof one.name === 'string' && typeof one.address === 'string' && /^\/(?!\/)/.test(one.address);
}

/** The newest first; one of the same name takes the place of the older. */
export function keepBookmark(bookmark: Bookmark): void {
  write([bookmark, ...read().filter(({ name }) => name !== bookmark.name)]);
}

export function removeBookmark(name: string): void {
  write(read().filter((bookmark) => bookmark.name !== name));
}

function write(kept: readonly Bookmark[]): void {
  isForbidden.value = !keepHere(place, JSON.stringify(kept));
  if (!isForbidden.value) bookmarks.value = kept;
}

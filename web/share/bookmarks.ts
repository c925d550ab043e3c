import { signal } from '@preact/signals';

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
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isBookmark) : [];
  } catch {
    return [];
  }
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
  try {
    localStorage.setItem(place, JSON.stringify(kept));
    bookmarks.value = kept;
    isForbidden.value = false;
  } catch {
    isForbidden.value = true;
  }
}

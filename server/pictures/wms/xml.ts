import { type Html, html, textOf } from '../../pages/index.ts';

/** What no XML 1.0 document may hold (§2.2), also where somebody has written it in a request. */
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

export type Xml = Html;
/** As the template of pages: everything that comes from elsewhere is escaped. */
export const xml = html;

export function document(root: Xml, prolog = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${prolog}${textOf(root).replaceAll(unwritable, '\u{fffd}')}\n`;
}

/** A piece, where there is something to say. */
export function where<T>(value: T | undefined, make: (value: T) => Xml): Xml | undefined {
  return value === undefined ? undefined : make(value);
}

/** Pieces below each other, without those that say nothing. */
export function lines(...pieces: readonly (Xml | readonly Xml[] | undefined)[]): Xml[] {
  return pieces.flat().flatMap((piece) => (piece === undefined ? [] : [xml`\n${piece}`]));
}

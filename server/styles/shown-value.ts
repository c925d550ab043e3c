import { type Html, html, type Visit } from '../pages/index.ts';
import type { FieldDescription } from './describe.ts';
import { formatValue } from './format.ts';

/** A field's value as people read it, or undefined when there is none. Only what is surely a web address becomes a link. */
export function shownValue(field: FieldDescription, value: unknown, { lang }: Visit): Html | undefined {
  const text = formatValue(field, value, lang);
  if (text === undefined) return undefined;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return html`<a href="${text}">${new URL(text).hostname}</a>`;
  return html`${text}`;
}

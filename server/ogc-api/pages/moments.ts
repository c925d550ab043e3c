import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, type Visit } from '../../pages/index.ts';

/** How a version came, in a word or two. */
export const kinds: Record<string, Localized> = {
  import: { sv: 'en fil', en: 'a file' },
  rollback: { sv: 'återgång', en: 'rollback' },
  edit: { sv: 'för hand', en: 'by hand' },
  unknown: { sv: 'okänt', en: 'not known' },
};

/** A moment to the second, by the clocks here. */
export function moment(time: string, { lang }: Visit): Html {
  const text = new Date(time).toLocaleString(lang === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: 'Europe/Stockholm' });
  return html`<time datetime="${time}">${text}</time>`;
}

import { type Html, html, type Visit } from '../../pages/index.ts';

/** A moment to the second, by the clocks here. */
export function moment(time: string, { lang }: Visit): Html {
  const text = new Date(time).toLocaleString(lang === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: 'Europe/Stockholm' });
  return html`<time datetime="${time}">${text}</time>`;
}

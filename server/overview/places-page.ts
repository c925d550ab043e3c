import { type Html, html, pageLink, type Visit } from '../pages/index.ts';
import type { Overview } from './overview.ts';
import { overviewWords as words } from './words.ts';

/** Where the forecast and the places part: service by service, each a link to what it is reckoned from. */
export function placesPart(visit: Visit, { places }: Overview): Html | undefined {
  if (places.length === 0) return undefined;
  const href = (query: string) => pageLink(visit, `/behov?${query}`);
  return html`<h2>${words.places[visit.lang]}</h2>
<ul>
${places.map(({ service, text }) => html`<li><a href="${href(`f=html&tjanst=${encodeURIComponent(service)}`)}">${text}</a></li>\n`)}</ul>
<p><a href="${href('f=html')}">${words.why[visit.lang]}</a></p>`;
}

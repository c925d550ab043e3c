import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout } from '../../pages/index.ts';
import { conformance as conformanceDocument } from '../documents.ts';
import { type Asked, formsOf } from './page.ts';

const titles: Record<string, Localized> = {
  conformance: { sv: 'Standarder som följs', en: 'Standards that are followed' },
  'api-info': { sv: 'Om API:et', en: 'About the API' },
  styles: { sv: 'Kartstilar', en: 'Styles' },
  tiles: { sv: 'Kartplattor', en: 'Tiles' },
  tileMatrixSets: { sv: 'Rutnät för kartplattor', en: 'Tile matrix sets' },
};

/** A document that few people read: as it is, with its addresses as links. */
export function anyDocument(document: object, { visit, links }: Asked): Html {
  const last = lastPart(visit.url);
  const own = 'title' in document && typeof document.title === 'string' ? document.title : undefined;
  const title = own ?? titles[last]?.[visit.lang] ?? last;
  const pieces = JSON.stringify(document, null, 2).split(/("https?:\/\/[^"{}\\]+")/);
  const main = html`<pre class="code">${pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    const address = piece.slice(1, -1);
    return html`"<a href="${address}">${address}</a>"`;
  })}</pre>`;
  return layout(visit, { title, above: [], main, forms: formsOf(links) });
}

function lastPart({ pathname }: URL): string {
  return decodeURIComponent(pathname.replace(/\/$/, '').replace(/^.*\//, ''));
}

/** The conformance classes as links, by standard. */
export function conformance(document: object, { visit, links }: Asked): Html {
  const { conformsTo } = conformanceDocument.parse(document);
  const standards = [...new Set(conformsTo.map(standardOf))];
  const main = html`${standards.map(
    (standard) => html`<h2>${standard.replace(/^.*\/spec\//, '')}</h2>
<ul class="plain">${conformsTo
      .filter((uri) => standardOf(uri) === standard)
      .map((uri) => html`<li><a href="${uri}">${uri.slice(standard.length + '/conf/'.length)}</a></li>\n`)}</ul>`,
  )}`;
  return layout(visit, { title: titles.conformance?.[visit.lang] ?? '', above: [], main, forms: formsOf(links) });
}

function standardOf(uri: string): string {
  return uri.replace(/\/conf\/.*$/, '');
}

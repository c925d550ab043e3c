import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import { collections as collectionsDocument } from '../documents.ts';
import { type Asked, formsOf } from './page.ts';

const words = {
  title: { sv: 'Datamängder', en: 'Datasets' },
  items: { sv: 'Bläddra bland objekten', en: 'Browse the features' },
  files: { sv: 'Ladda ner', en: 'Download' },
} satisfies Record<string, Localized>;

/** All datasets for people. */
export function collections(document: object, { visit, links }: Asked): Html {
  const { lang, baseUrl } = visit;
  const main = html`<ul class="cards">
${collectionsDocument.parse(document).collections.map(({ id, title, description }) => {
  const self = `${baseUrl}/geodata/v1/collections/${id}`;
  return html`<li>
<h2><a href="${pageLink(visit, self)}">${title}</a></h2>
<p>${description}</p>
<p class="links"><a href="${pageLink(visit, `${self}/items`)}">${words.items[lang]}<span class="spoken">: ${title}</span></a>
<a href="${pageLink(visit, `${baseUrl}/downloads/${id}`)}">${words.files[lang]}<span class="spoken">: ${title}</span></a></p>
</li>\n`;
})}</ul>`;
  return layout(visit, { title: words.title[lang], above: [], main, forms: formsOf(links) });
}

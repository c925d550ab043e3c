import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import { landingPage } from '../documents.ts';
import { type Asked, formsOf } from './page.ts';

const words = {
  datasets: { sv: 'Datamängder', en: 'Datasets' },
  all: { sv: 'Alla datamängder med beskrivning', en: 'All datasets with descriptions' },
  developers: { sv: 'För utvecklare', en: 'For developers' },
} satisfies Record<string, Localized>;

/** Links that the page has in other places. */
const elsewhere = new Set(['self', 'alternate', 'data', 'http://www.opengis.net/def/rel/ogc/1.0/data']);

/** The landing page for people. */
export function landing(document: object, { service, visit, links }: Asked): Html {
  const { title, description, links: all } = landingPage.parse(document);
  const { lang } = visit;
  const collections = '/geodata/v1/collections';
  const others = all.filter(
    ({ rel, href }, index) => !elsewhere.has(rel) && all.findIndex((one) => one.href === href) === index,
  );
  const main = html`<p class="lead">${description}</p>
<h2>${words.datasets[lang]}</h2>
<ul class="tiles">
${service.published.definitions.map(
  (one) => html`<li><a href="${pageLink(visit, `${collections}/${one.id}`)}">${one.title[lang]}</a></li>\n`,
)}</ul>
<p><a href="${pageLink(visit, collections)}">${words.all[lang]}</a></p>
<h2>${words.developers[lang]}</h2>
<ul class="plain">
${others.map((link) => html`<li><a href="${pageLink(visit, link.href)}">${link.title ?? link.href}</a></li>\n`)}</ul>`;
  return layout(visit, { title, main, forms: formsOf(links) });
}

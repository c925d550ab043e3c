import type { Localized } from '../../datasets/definition.ts';
import { featureShape } from '../../formats/index.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { documents } from '../documents.ts';
import { differencesList } from './differences.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Vad som skiljer', en: 'What differs' },
  between: {
    sv: (from: number, to: number) => `Mellan version ${from} och version ${to}.`,
    en: (from: number, to: number) => `Between version ${from} and version ${to}.`,
  },
  nothing: { sv: 'Inget skiljer.', en: 'Nothing differs.' },
  added: { sv: 'Ny', en: 'New' },
  changed: { sv: 'Ändrad', en: 'Changed' },
  removed: { sv: 'Borttagen', en: 'Removed' },
  place: { sv: 'Läget på kartan är ett annat.', en: 'Its place on the map is another.' },
  history: { sv: 'Hela historien', en: 'All its history' },
  next: { sv: 'Fler', en: 'More' },
};

/** What differs between two states of a dataset, feature by feature. */
export function changes(document: object, dataset: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { from, to, changes: all, links: told } = documents.Changes.parse(document);
  const items = `/geodata/v1/collections/${dataset.id}/items`;
  const next = told.find(({ rel }) => rel === 'next');
  const rows = all.map(({ featureId, change, before, after, differences }) => {
    const feature = after ?? before;
    const name = feature ? nameOf(dataset.fields, dataset.popup.title, featureShape.parse(feature), visit) : featureId;
    const address = `${items}/${encodeURIComponent(featureId)}/history`;
    const hasMoved = before && after && JSON.stringify(before.geometry) !== JSON.stringify(after.geometry);
    return html`<tr><th scope="row"><a href="${pageLink(visit, address)}">${name}<span class="spoken">: ${words.history[lang]}</span></a></th>
<td>${words[change][lang]}</td>
<td>${differencesList(differences, dataset, visit)}${hasMoved ? html`<p>${words.place[lang]}</p>` : undefined}</td></tr>\n`;
  });
  const heads: Localized[] = [
    { sv: 'Namn', en: 'Name' },
    { sv: 'Vad', en: 'What' },
    { sv: 'Skillnad', en: 'Difference' },
  ];
  const main = html`<p>${words.between[lang](from, to)}${all.length === 0 ? ` ${words.nothing[lang]}` : undefined}</p>
${
  all.length === 0
    ? undefined
    : html`<div class="wide" role="region" aria-label="${words.title[lang]}" tabindex="0">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head[lang]}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}
${next ? html`<p><a href="${pageLink(visit, next.href)}">${words.next[lang]}</a></p>` : undefined}`;
  return layout(visit, {
    title: `${dataset.title}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: aboveDataset(visit, dataset),
    main,
    forms: formsOf(links),
  });
}

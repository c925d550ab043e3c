import { placeInWords } from '../../comparing/in-words.ts';
import type { Localized } from '../../datasets/definition.ts';
import { featureShape } from '../../formats/index.ts';
import { kindWords } from '../../history/versions.ts';
import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { documents, type StateDocument } from '../documents.ts';
import { differencesTable } from './differences.ts';
import { moment } from './moments.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Vad som har ändrats', en: 'What has changed' },
  added: { sv: 'Ny', en: 'New' },
  changed: { sv: 'Ändrad', en: 'Changed' },
  removed: { sv: 'Borttagen', en: 'Removed' },
  known: { sv: 'Så långt tillbaka som vi vet', en: 'As far back as we know' },
  was: { sv: 'Så var det', en: 'As it was' },
  silent: { sv: 'Bara något som inte syns i fälten ändrades.', en: 'Only something that no field shows has changed.' },
  older: { sv: 'Tidigare', en: 'Earlier' },
  none: { sv: 'Inget ändrades på den här sidan av historien.', en: 'Nothing has changed on this page of its history.' },
} satisfies Record<string, Localized>;

/** The states of one feature, the newest first, with what differs between them. */
export function featureHistory(document: object, dataset: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { featureId, states, links: told } = documents.FeatureHistory.parse(document);
  const item = `/geodata/v1/collections/${dataset.id}/items/${encodeURIComponent(featureId)}`;
  const known = states.flatMap(({ feature }) => (feature ? [featureShape.parse(feature)] : []));
  const [newest] = known;
  const name = newest ? nameOf(dataset.fields, dataset.popup.title, newest, visit) : featureId;
  const next = told.find(({ rel }) => rel === 'next');
  const main = html`${states.length === 0 ? html`<p>${words.none[lang]}</p>` : undefined}
<ol class="states" reversed>${states.map((state) => html`<li>${stateOf(state, dataset, item, visit)}</li>\n`)}</ol>
${next ? html`<p><a href="${pageLink(visit, next.href)}">${words.older[lang]}</a></p>` : undefined}`;
  return layout(visit, {
    title: `${name}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: [...aboveDataset(visit, dataset), { title: name, href: pageLink(visit, item) }],
    main,
    forms: formsOf(links),
  });
}

function stateOf(state: StateDocument, dataset: DatasetDescription, item: string, visit: Visit): Html {
  const { lang } = visit;
  const { version, time, kind, change, message, feature, differences, geometry } = state;
  const table = differencesTable(differences, dataset, visit);
  const isSilent = change === 'changed' && !table && !geometry;
  return html`<h2>${change ? words[change][lang] : words.known[lang]}${time ? html` ${moment(time, visit)}` : undefined}</h2>
<p class="quiet">${change ? `${kindWords[kind][lang]}${message ? `: ${message}` : ''}` : undefined}</p>
${geometry ? html`<p>${placeInWords(geometry, lang)}</p>` : undefined}
${isSilent ? html`<p>${words.silent[lang]}</p>` : undefined}
${table}
${feature ? html`<p><a href="${pageLink(visit, `${item}?as-of=${version}`)}">${words.was[lang]}<span class="spoken">: ${version}</span></a></p>` : undefined}`;
}

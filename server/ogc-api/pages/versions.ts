import type { Localized } from '../../datasets/definition.ts';
import { kindWords } from '../../history/versions.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { documents } from '../documents.ts';
import { moment } from './moments.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Vad som har ändrats', en: 'What has changed' },
  version: { sv: 'Version', en: 'Version' },
  time: { sv: 'När', en: 'When' },
  how: { sv: 'Hur', en: 'How' },
  added: { sv: 'Nya', en: 'New' },
  changed: { sv: 'Ändrade', en: 'Changed' },
  removed: { sv: 'Borttagna', en: 'Removed' },
  why: { sv: 'Varför', en: 'Why' },
  what: { sv: 'vad som skiljer', en: 'what differs' },
  was: { sv: 'Så var det', en: 'As it was' },
  older: { sv: 'Äldre versioner', en: 'Older versions' },
} satisfies Record<string, Localized>;

/** The versions of a dataset as a table, each with a way to what was. */
export function versions(document: object, { id, title }: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { versions: all, links: told } = documents.Versions.parse(document);
  const heads = [...(['version', 'time', 'how', 'added', 'changed', 'removed', 'why', 'was'] as const)];
  const next = told.find(({ rel }) => rel === 'next');
  const changesLink = (version: number, previous: number | undefined) => {
    if (previous === undefined) return version;
    const address = `/geodata/v1/collections/${id}/changes?since=${previous}&until=${version}`;
    return html`<a href="${pageLink(visit, address)}">${version}<span class="spoken">: ${words.what[lang]}</span></a>`;
  };
  const main = html`<div class="wide" role="region" aria-label="${words.title[lang]}" tabindex="0">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${words[head][lang]}</th>`)}</tr></thead>
<tbody>${all.map(
    (
      { version, time: at, kind, counts, message },
      index,
    ) => html`<tr><th scope="row">${changesLink(version, all[index + 1]?.version)}</th>
<td>${moment(at, visit)}</td>
<td>${kindWords[kind][lang]}</td>
<td>${counts?.added}</td><td>${counts?.changed}</td><td>${counts?.removed}</td>
<td>${message}</td>
<td><a href="${pageLink(visit, `/geodata/v1/collections/${id}/items?as-of=${version}`)}">${words.was[lang]}<span class="spoken">: ${version}</span></a></td></tr>\n`,
  )}</tbody></table></div>
${next ? html`<p><a href="${pageLink(visit, next.href)}">${words.older[lang]}</a></p>` : undefined}`;
  return layout(visit, {
    title: `${title}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: aboveDataset(visit, { id, title }),
    main,
    forms: formsOf(links),
  });
}

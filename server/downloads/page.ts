import type { Localized } from '../datasets/definition.ts';
import { type Html, html, layout, pageLink, type Visit } from '../pages/index.ts';
import { formatNumber, formatTime } from '../styles/format.ts';
import type { FileList } from './list.ts';

const words = {
  title: { sv: 'Filer med hela datamängden', en: 'Files with the whole dataset' },
  lead: {
    sv: 'Filerna görs om när något ändras. Adresserna är desamma, så de kan användas i skript och i kalkylblad.',
    en: 'The files are made anew when something changes. Their addresses stay, so scripts and sheets may use them.',
  },
  data: { sv: 'Datamängder', en: 'Datasets' },
  format: { sv: 'Format', en: 'Format' },
  size: { sv: 'Storlek', en: 'Size' },
  features: { sv: 'Objekt', en: 'Features' },
  date: { sv: 'Data från', en: 'Data from' },
  version: { sv: 'Version', en: 'Version' },
  sha: { sv: 'Kontrollsumma (SHA-256)', en: 'Checksum (SHA-256)' },
  later: { sv: 'Skapas när du hämtar den.', en: 'Made when you ask for it.' },
  choose: {
    sv: 'Behöver du bara en del? Lägg till samma urval som i API:et, till exempel',
    en: 'Only a part of it? Add the same choices as in the API, for instance',
  },
  was: {
    sv: 'Vill du ha det som det var: lägg till ett versionsnummer eller en tid, till exempel',
    en: 'To have it as it was: add a version number or a time, for instance',
  },
  versions: { sv: 'Versionerna', en: 'The versions' },
} satisfies Record<string, Localized>;

/** Bytes as people read them: 12 kB, 3,4 MB. */
export function formatBytes(bytes: number, lang: Visit['lang']): string {
  if (bytes < 1000) return `${formatNumber(bytes, lang)} byte`;
  return bytes < 1_000_000
    ? `${formatNumber(bytes / 1000, lang, 0)} kB`
    : `${formatNumber(bytes / 1_000_000, lang, 1)} MB`;
}

/** `/downloads/{dataset}` for people. */
export function filesPage({ id, title, files }: FileList, visit: Visit, isRemembered: boolean): Html {
  const { lang, baseUrl } = visit;
  const collections = '/geodata/v1/collections';
  const figures: readonly Localized[] = [words.size, words.features];
  const heads = [words.format, ...figures, words.date, words.version, words.sha];
  const rows = files.map(
    (file) => html`<tr>
<th scope="row"><a href="${file.href}" type="${file.type}" download>${file.title}</a> <span class="quiet">.${file.extension}</span></th>
${
  file.size === undefined
    ? html`<td colspan="5" class="quiet">${words.later[lang]}</td>`
    : html`<td class="figure">${formatBytes(file.size, lang)}</td>
<td class="figure">${formatNumber(file.features ?? 0, lang)}</td>
<td>${file.date && formatTime(file.date, lang)}</td>
<td class="code">${file.version}</td>
<td class="code checksum">${file.sha256}</td>`
}
</tr>`,
  );
  const main = html`<p class="lead">${words.lead[lang]}</p>
<div class="wide" role="region" aria-label="${words.title[lang]}" tabindex="0">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col"${figures.includes(head) ? html` class="figure"` : undefined}>${head[lang]}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>
</div>
<p>${words.choose[lang]} <code>${files[0]?.href}?bbox=17.05,59.62,17.1,59.65</code></p>
${
  isRemembered
    ? html`<p>${words.was[lang]} <code>${files[0]?.href}?as-of=2026-11-30T12:00:00Z</code>. <a href="${pageLink(visit, `${collections}/${id}/versions`)}">${words.versions[lang]}</a></p>`
    : undefined
}`;
  return layout(visit, {
    title: `${title}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: [
      { title: words.data[lang], href: pageLink(visit, collections) },
      { title, href: pageLink(visit, `${collections}/${id}`) },
    ],
    main,
    forms: [{ href: `${baseUrl}/downloads/${id}?f=json`, type: 'application/json', title: 'JSON' }],
  });
}

import type { Localized } from '../../datasets/definition.ts';
import type { FileList } from '../../downloads/list.ts';
import { formatBytes } from '../../downloads/page.ts';
import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { formatDate, formatTime } from '../../styles/format.ts';
import type { CollectionDocument } from '../documents.ts';
import { type Link, qualityRelation } from '../links.ts';
import { aboveDataset, formsOf } from './page.ts';
import { datasetPicture, mapOf } from './picture-address.ts';
import { smallMap } from './small-map.ts';
import { howToUse } from './use.ts';

const words = {
  items: { sv: 'Bläddra bland objekten', en: 'Browse the features' },
  map: { sv: 'Visa på kartan', en: 'Show on the map' },
  about: { sv: 'Om datamängden', en: 'About the dataset' },
  owner: { sv: 'Informationsägare', en: 'Information owner' },
  steward: { sv: 'Förvaltare', en: 'Steward' },
  licence: { sv: 'Licens', en: 'Licence' },
  source: { sv: 'Källa', en: 'Source' },
  frequency: { sv: 'Uppdateras', en: 'Updated' },
  time: { sv: 'Tid', en: 'Time' },
  system: { sv: 'Koordinatsystem', en: 'Coordinate systems' },
  stored: { sv: 'lagras i', en: 'stored in' },
  keywords: { sv: 'Nyckelord', en: 'Keywords' },
  files: { sv: 'Ladda ner', en: 'Download' },
  format: { sv: 'Format', en: 'Format' },
  size: { sv: 'Storlek', en: 'Size' },
  date: { sv: 'Data från', en: 'Data from' },
  later: { sv: 'Skapas när du hämtar den.', en: 'Made when you ask for it.' },
  checksums: { sv: 'Versioner och kontrollsummor', en: 'Versions and checksums' },
  fields: { sv: 'Fält', en: 'Fields' },
  tiles: { sv: 'Kartplattor', en: 'Tiles' },
} satisfies Record<string, Localized>;

const ogc = 'http://www.opengis.net/def/rel/ogc/1.0/';

/** One dataset for people: what it is, who answers for it, and every way to have it. */
export function collection(
  document: CollectionDocument,
  { dataset, files }: { dataset: DatasetDescription; files: FileList },
  { visit, links }: { visit: Visit; links: readonly Link[] },
): Html {
  const { id, title, description, extent } = document;
  const { lang } = visit;
  const withRel = (...rels: string[]) => document.links.filter(({ rel }) => rels.includes(rel));
  const list = (found: typeof document.links) =>
    html`<ul class="plain">${found.map((link) => html`<li><a href="${pageLink(visit, link.href)}">${link.title ?? link.href}</a></li>\n`)}</ul>`;
  const tiles = withRel(`${ogc}tilesets-vector`, 'describedby');
  const [box] = extent?.spatial?.bbox ?? [];
  const picture = box && datasetPicture(visit, dataset, box);
  const items = `/geodata/v1/collections/${id}/items`;
  const main = html`<p class="lead">${description}</p>
<p class="actions"><a class="main-action" href="${pageLink(visit, items)}">${words.items[lang]}</a>
${dataset.subject === 'background' ? undefined : html`<a href="${pageLink(visit, `/?lager=${dataset.subject}`)}">${words.map[lang]}</a>`}</p>
<div class="beside">
<section><h2>${words.about[lang]}</h2>${about(document, dataset, visit)}</section>
${box && picture ? smallMap(visit, { box, still: { href: picture, alt: mapOf(title, visit) } }) : undefined}
</div>
<h2 id="filer">${words.files[lang]}</h2>
${fileTable(files, visit)}
<p><a href="${pageLink(visit, `/downloads/${id}`)}">${words.checksums[lang]}</a></p>
<h2>${words.fields[lang]}</h2>
${list(withRel(`${ogc}schema`, `${ogc}queryables`, `${ogc}sortables`))}
${list(withRel('version-history', qualityRelation))}
${howToUse(dataset, files, visit)}
${tiles.length > 0 ? html`<h2>${words.tiles[lang]}</h2>${list(tiles)}` : undefined}`;
  return layout(visit, {
    title,
    description,
    picture,
    above: aboveDataset(visit),
    main,
    forms: formsOf(links),
    hasScript: box !== undefined,
  });
}

function about(
  { extent, keywords, crs, storageCrs }: CollectionDocument,
  dataset: DatasetDescription,
  { lang }: Visit,
): Html {
  const [interval] = extent?.temporal?.interval ?? [];
  const time = interval?.map((end) => (end === null ? '…' : formatDate(end, lang))).join(' – ');
  const codes = crs?.map(nameOfSystem).join(', ');
  const line = (term: Localized, value: string | Html | undefined) =>
    value ? html`<div><dt>${term[lang]}</dt><dd>${value}</dd></div>\n` : undefined;
  return html`<dl class="values">
${line(words.owner, dataset.informationsagare)}${line(words.steward, dataset.forvaltare)}${line(
  words.licence,
  html`<a href="${dataset.licence.url}" rel="license">${dataset.licence.title}</a>`,
)}${line(words.source, dataset.source)}${line(words.frequency, dataset.updateFrequency)}${line(words.time, time)}${line(
  words.system,
  codes && `${codes}${storageCrs ? ` (${words.stored[lang]} ${nameOfSystem(storageCrs)})` : ''}`,
)}${line(words.keywords, keywords?.join(', '))}</dl>`;
}

/** `EPSG:3006` of http://www.opengis.net/def/crs/EPSG/0/3006. */
function nameOfSystem(uri: string): string {
  return uri.replace(/^.*\/EPSG\/\w+\//, 'EPSG:').replace(/^.*\//, '');
}

function fileTable({ files }: FileList, { lang }: Visit): Html {
  return html`<div class="wide" role="region" aria-labelledby="filer" tabindex="0">
<table>
<thead><tr>${[words.format, words.size, words.date].map((head) => html`<th scope="col"${head === words.size ? html` class="figure"` : undefined}>${head[lang]}</th>`)}</tr></thead>
<tbody>${files.map(
    (file) =>
      html`<tr><th scope="row"><a href="${file.href}" type="${file.type}" download>${file.title}</a></th>${
        file.size === undefined
          ? html`<td colspan="2" class="quiet">${words.later[lang]}</td>`
          : html`<td class="figure">${formatBytes(file.size, lang)}</td><td>${file.date && formatTime(file.date, lang)}</td>`
      }</tr>\n`,
  )}</tbody></table></div>`;
}

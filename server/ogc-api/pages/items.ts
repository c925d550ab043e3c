import type { Localized } from '../../datasets/definition.ts';
import { boxAround, positions } from '../../geometry/positions.ts';
import { type Problem, problemDocument } from '../../http/problems.ts';
import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { formatNumber } from '../../styles/format.ts';
import type { Link } from '../links.ts';
import { type Choices, choose, withQuery } from './choose.ts';
import type { FeaturesDocument } from './documents.ts';
import { itemsTable } from './items-table.ts';
import { aboveDataset, formsOf } from './page.ts';
import { smallMap } from './small-map.ts';

const words = {
  title: { sv: 'objekt', en: 'features' },
  none: { sv: 'Inget objekt motsvarar urvalet.', en: 'No feature matches.' },
  shown: { sv: 'Sidan visar', en: 'The page shows' },
  of: { sv: 'av', en: 'of' },
  features: { sv: 'objekt', en: 'features' },
  pages: { sv: 'Sidor', en: 'Pages' },
  next: { sv: 'Nästa sida', en: 'Next page' },
  first: { sv: 'Första sidan', en: 'First page' },
  all: { sv: 'Visa alla fält i tabellen', en: 'Show all fields in the table' },
  few: { sv: 'Visa de viktigaste fälten', en: 'Show the most important fields' },
  file: { sv: 'Hela urvalet som fil:', en: 'All that match as a file:' },
} satisfies Record<string, Localized>;

/** What a page of features is made of besides the features. */
export interface ItemsContext {
  dataset: DatasetDescription;
  choices: Choices;
  /** Formats that the choice can be had in as one file. */
  files: readonly { extension: string; title: Localized }[];
  /** The parameters that files have too. */
  selecting: readonly string[];
  visit: Visit;
  links: readonly Link[];
  /** Coordinates are CRS84. */
  inDegrees: boolean;
}

/** A page of features for people, or what is wrong with what was asked, beside the fields to put it right in. */
export function items(found: FeaturesDocument | Problem, context: ItemsContext): Html {
  const { dataset, choices, visit, links } = context;
  const { lang } = visit;
  const isProblem = found instanceof Error;
  const error = isProblem ? problemDocument(found, lang).body : undefined;
  const main = html`${
    error
      ? html`<div class="error" id="fel" role="alert"><h2>${error.title}</h2><p>${error.detail}</p></div>`
      : undefined
  }
${choose(dataset, choices, visit, isProblem ? found : undefined)}
${isProblem ? undefined : page(found, context)}`;
  return layout(visit, {
    title: `${dataset.title}: ${words.title[lang]}`,
    above: aboveDataset(visit, dataset),
    main,
    forms: isProblem ? [] : formsOf(links),
    hasScript: dataset.hasGeometry,
  });
}

function page({ features, numberMatched, numberReturned, links }: FeaturesDocument, context: ItemsContext): Html {
  const { dataset, visit, inDegrees } = context;
  const { lang, url } = visit;
  if (features.length === 0) return html`<p class="lead">${words.none[lang]}</p>`;
  const isLater = url.searchParams.has('cursor') || url.searchParams.has('offset');
  const next = links.find(({ rel }) => rel === 'next');
  const [geojson] = context.links.filter(({ type }) => type === 'application/geo+json');
  const box = inDegrees ? boxAround(features.flatMap(({ geometry }) => positions(geometry))) : undefined;
  const count = (many: number) => formatNumber(many, lang);
  return html`${geojson && dataset.hasGeometry ? smallMap(visit, { box, features: forMap(geojson.href, dataset) }) : undefined}
<p id="antal">${words.shown[lang]} ${count(numberReturned)}${
    numberMatched === undefined ? undefined : html` ${words.of[lang]} ${count(numberMatched)}`
  } ${words.features[lang]}. ${columnsLink(dataset, visit)}</p>
<div class="wide" role="region" aria-labelledby="antal" tabindex="0">${itemsTable(features, dataset, context.choices.sortable, visit)}</div>
${
  next || isLater
    ? html`<nav class="pages" aria-label="${words.pages[lang]}">
${isLater ? html`<a href="${withQuery(url, { offset: undefined, cursor: undefined })}">${words.first[lang]}</a>` : undefined}
${next ? html`<a class="main-action" href="${pageLink(visit, next.href)}" rel="next">${words.next[lang]}</a>` : undefined}
</nav>`
    : undefined
}
${wholeChoice(context)}`;
}

/** Names and shapes are enough for the map, in degrees. */
function forMap(address: string, { popup }: DatasetDescription): string {
  const url = new URL(address);
  url.searchParams.delete('crs');
  if (popup.title.length > 0) url.searchParams.set('properties', popup.title.join());
  return url.href;
}

function columnsLink({ fields }: DatasetDescription, { lang, url }: Visit): Html {
  if (url.searchParams.has('properties'))
    return html`<a href="${withQuery(url, { properties: undefined })}">${words.few[lang]}</a>`;
  return html`<a href="${withQuery(url, { properties: fields.map(({ name }) => name).join() })}">${words.all[lang]}</a>`;
}

function wholeChoice({ files, selecting, dataset, visit }: ItemsContext): Html {
  const { lang, url, baseUrl } = visit;
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => selecting.includes(name)));
  const query = search.size > 0 ? `?${search}` : '';
  return html`<p class="forms">${words.file[lang]} ${files.map(
    ({ extension, title }) =>
      html`<a href="${baseUrl}/downloads/${dataset.id}.${extension}${query}" download>${title[lang]}</a> `,
  )}</p>`;
}

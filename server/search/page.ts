import { backgroundSubject } from '../datasets/subjects.ts';
import { type Html, html, layout, pageLink, type Visit } from '../pages/index.ts';
import { formatNumber } from '../styles/format.ts';
import type { Found, SearchDocument } from './document.ts';
import { words } from './words.ts';

/** The field, on any page. What else the page's own address says of the search stays. */
export function searchForm({ lang, url }: Visit, text = ''): Html {
  const kept = [...url.searchParams].filter(([name]) => ['lang', 'bbox', 'datasets', 'limit'].includes(name));
  return html`<form class="search" action="/sok" method="get" role="search">
<p class="field"><label for="q">${words.label[lang]}</label>
<input id="q" name="q" type="search" value="${text}" maxlength="200" autocomplete="off"></p>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit" class="plain-button">${words.title[lang]}</button>
</form>`;
}

/** `/sok` for people: a form and what was found, without scripts. */
export function searchPage(visit: Visit, text: string, answer: SearchDocument | undefined): Html {
  const { lang, url } = visit;
  const main = html`${searchForm(visit, text)}
${answer ? results(visit, answer) : html`<p>${words.hint[lang]}</p>`}`;
  const json = new URL(url);
  json.searchParams.set('f', 'json');
  return layout(visit, {
    title: text ? `${words.title[lang]}: ${text}` : words.title[lang],
    above: [],
    main,
    forms: answer ? [{ href: json.href, type: 'application/geo+json', title: 'GeoJSON' }] : [],
  });
}

function results(visit: Visit, { features, groups, notes }: SearchDocument): Html {
  const { lang } = visit;
  const count = (number: number) => formatNumber(number, lang);
  return html`${notes.map((note) => html`<p class="quiet">${note}</p>\n`)}
${features.length === 0 ? html`<p class="lead">${words.none[lang]}</p>` : undefined}
${groups.map(
  ({ id, title, numberMatched = 0, numberReturned }) => html`<h2>${title}</h2>
${
  numberMatched > numberReturned
    ? html`<p class="quiet">${words.shown[lang].replace('{n}', count(numberReturned)).replace('{all}', count(numberMatched))}</p>`
    : undefined
}
<ul class="hits">
${features.filter(({ properties }) => properties.group === id).map((hit) => html`<li>${oneHit(visit, hit)}</li>\n`)}</ul>
`,
)}`;
}

function oneHit(visit: Visit, hit: Found): Html {
  const { lang } = visit;
  const { href, title, subtitle, matched, alike } = hit.properties;
  const isSaid = matched === undefined || title.includes(matched.text);
  const isNear = visit.url.searchParams.has('bbox');
  const more = [
    subtitle,
    isSaid ? undefined : `${matched.title}: ${matched.text}`,
    alike === undefined
      ? undefined
      : (isNear ? words.alike : words.alikeAnywhere)[lang].replace('{n}', formatNumber(alike, lang)),
  ].filter(Boolean);
  const map = hit.geometry ? mapAddress(hit) : undefined;
  return html`${href ? html`<a href="${pageLink(visit, href)}">${title}</a>` : html`<strong>${title}</strong>`}
${more.length > 0 ? html`<span class="quiet">${more.join(' · ')}</span>` : undefined}
${map ? html`<a href="${pageLink(visit, map)}" aria-label="${words.onMap[lang]}: ${title}">${words.onMap[lang]}</a>` : undefined}`;
}

/** A place without extent is shown as near as a house is. */
const nearest = 17;

/** The map around a hit, opened on it (web/state/url.ts). */
function mapAddress({ geometry, bbox, properties: { dataset, key, subject } }: Found): string {
  const [longitude = 0, latitude = 0] = geometry?.coordinates ?? [];
  const [west, south, east, north] = bbox ?? [longitude, latitude, longitude, latitude];
  const widest = Math.max(east - west, 2 * (north - south));
  const zoom = widest === 0 ? nearest : Math.min(nearest, Math.log2(360 / widest));
  const query = new URLSearchParams({
    ...(subject && subject !== backgroundSubject ? { lager: subject } : {}),
    ...(dataset && key ? { valt: `${dataset}/${key}` } : {}),
  });
  return `/${query.size > 0 ? `?${query}` : ''}#${zoom.toFixed(2)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}

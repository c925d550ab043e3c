import type { Localized } from '../http/language.ts';
import { type Html, html } from './html.ts';
import { previewTags } from './preview.ts';
import { pageLink, type Visit } from './visit.ts';

/** A link to the same in another form. */
export interface OtherForm {
  href: string;
  type?: string | undefined;
  title?: string | undefined;
}

export interface Content {
  title: string;
  /** The pages above this one, the highest first; the landing page of the API stands before them. */
  above?: readonly { title: string; href: string }[];
  /** For lists of search results. Absent: what the service is. */
  description?: string | undefined;
  /** Follows on the heading, which is the title. */
  main: Html;
  forms?: readonly OtherForm[] | undefined;
  /** Address of a picture of what the page is about, absolute. */
  picture?: string | undefined;
  /** The page has a box for a map, or fields that a script makes easier. */
  hasScript?: boolean;
}

const words = {
  service: { sv: 'Allmänning', en: 'Allmänning' },
  skip: { sv: 'Hoppa till innehållet', en: 'Skip to content' },
  map: { sv: 'Kartan', en: 'The map' },
  search: { sv: 'Sök', en: 'Search' },
  overview: { sv: 'Läget', en: 'Overview' },
  data: { sv: 'Öppna geodata', en: 'Open geodata' },
  api: { sv: 'Prova API:et', en: 'Try the API' },
  openapi: { sv: 'API-beskrivning (OpenAPI)', en: 'API definition (OpenAPI)' },
  menu: { sv: 'Huvudmeny', en: 'Main menu' },
  path: { sv: 'Du är här', en: 'You are here' },
  other: { sv: 'In English', en: 'På svenska' },
  forms: { sv: 'Sidan som data:', en: 'This page as data:' },
  licence: {
    sv: 'Data är fria att använda: CC0 om inget annat står vid datamängden.',
    en: 'The data are free to use: CC0 unless the dataset says otherwise.',
  },
} satisfies Record<string, Localized>;

/** A whole page of the service, around what it is about. */
export function layout(visit: Visit, content: Content): Html {
  const { title, above, main, forms = [], hasScript, picture } = content;
  const { lang } = visit;
  const description = content.description || `${title}. ${words.licence[lang]}`;
  const home = '/geodata/v1';
  const isHome = above === undefined;
  const crumbs = isHome ? [] : [{ title: words.data[lang], href: pageLink(visit, home) }, ...above];
  const heads = isHome ? [title] : [title, words.data[lang]];
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${[...heads, words.service[lang]].join(' – ')}</title>
<meta name="description" content="${description}">
${picture ? previewTags({ title, description, url: visit.url.href, lang, picture }) : undefined}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/pages.css">
${hasScript ? html`<script type="module" src="/pages.js"></script>` : undefined}
${forms.map(({ href, type, title: name }) => html`<link rel="alternate" href="${href}" type="${type}" title="${name}">\n`)}</head>
<body>
<a class="skip" href="#innehall">${words.skip[lang]}</a>
<header class="top">
<a class="service" href="${pageLink(visit, '/')}">${words.service[lang]}</a>
<nav aria-label="${words.menu[lang]}"><ul>
<li><a href="${pageLink(visit, '/')}">${words.map[lang]}</a></li>
<li><a href="${pageLink(visit, '/sok')}"${visit.url.pathname === '/sok' ? html` aria-current="page"` : undefined}>${words.search[lang]}</a></li>
<li><a href="${pageLink(visit, '/laget')}"${visit.url.pathname === '/laget' ? html` aria-current="page"` : undefined}>${words.overview[lang]}</a></li>
<li><a href="${pageLink(visit, home)}"${isHome ? html` aria-current="page"` : undefined}>${words.data[lang]}</a></li>
<li><a href="${pageLink(visit, '/api')}">${words.api[lang]}</a></li>
</ul></nav>
${otherLanguage(visit)}
</header>
${
  crumbs.length === 0
    ? undefined
    : html`<nav class="path" aria-label="${words.path[lang]}"><ol>
${crumbs.map((crumb) => html`<li><a href="${crumb.href}">${crumb.title}</a></li>\n`)}<li aria-current="page">${title}</li>
</ol></nav>`
}
<main id="innehall" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer>
${
  forms.length === 0
    ? undefined
    : html`<p class="forms">${words.forms[lang]} ${forms.map((form) => html`<a href="${form.href}" rel="alternate" type="${form.type}">${form.title}</a> `)}</p>`
}
<p>${words.licence[lang]}</p>
<p><a href="${home}/api">${words.openapi[lang]}</a></p>
</footer>
</body>
</html>
`;
}

function otherLanguage({ lang, url }: Visit): Html {
  const other = lang === 'sv' ? 'en' : 'sv';
  const target = new URL(url);
  target.searchParams.set('lang', other);
  return html`<a class="language" href="${target.pathname}${target.search}" hreflang="${other}" lang="${other}">${words.other[lang]}</a>`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Localized } from '../http/language.ts';
import { queryOf } from '../http/query.ts';
import { type Html, html, pageLink, previewSize, previewTags, textOf, type Visit, visitOf } from '../pages/index.ts';
import { searchForm } from '../search/index.ts';
import { describeDatasets } from '../styles/describe.ts';
import { type ShownOnMap, shownOnMap } from './address/shown.ts';
import type { PictureService } from './kept.ts';

/**
 * The page of the map, with what its address shows told to those who do not run it: as a picture for whoever shows the link
 * (Open Graph) and for readers without scripts. What is after the # of the address no server hears of.
 */

const words = {
  title: { sv: 'Allmänning', en: 'Allmänning' },
  description: {
    sv: 'Detaljplaner, exploateringsområden och befolkningsprognos på en karta, fria att använda för alla.',
    en: 'Development plans, development areas and population forecast on a map, free for all to use.',
  },
  noScript: {
    sv: 'Kartan går att flytta och fråga med JavaScript. Utan det finns den som bild, och allt innehåll som data.',
    en: 'With JavaScript the map can be moved and asked. Without it, it is a picture, and all it holds is data.',
  },
  map: { sv: 'Karta', en: 'Map' },
  subjects: { sv: 'Visa ett ämne', en: 'Show one subject' },
  datasets: { sv: 'Data på kartan', en: 'Data on the map' },
  larger: { sv: 'Större bild', en: 'Larger picture' },
  paper: { sv: 'Som PDF', en: 'As PDF' },
} satisfies Record<string, Localized>;

const places = {
  preview: '<!-- server/pictures/map-page.ts: description and preview -->',
  still: '<!-- server/pictures/map-page.ts: the map without scripts -->',
};

/** The page does not wait for a database that is slow or away: it is then told of as the map in general. */
const knownWithinMs = 1_000;

export function mapPage(service: PictureService, webFolder: string): RequestHandler {
  let template: string | undefined;
  return async (request, response) => {
    template ??= readTemplate(webFolder);
    const visit = visitOf(service.config, request, response);
    const known = shownOnMap(service, queryOf(request), visit.lang).catch(() => undefined);
    const shown = (await Promise.race([known, sleep(knownWithinMs, undefined, { ref: false })])) ?? nothingKnown(visit);
    const page = template
      .replace('<html lang="sv">', () => `<html lang="${visit.lang}">`)
      .replace(places.preview, () => textOf(head(visit, shown)))
      .replace(places.still, () => textOf(withoutScripts(service, visit, shown)));
    response.type('html').send(page);
  };
}

function readTemplate(webFolder: string): string {
  const template = readFileSync(join(webFolder, 'index.html'), 'utf8');
  for (const place of Object.values(places))
    if (!template.includes(place)) throw new Error(`${webFolder}/index.html: ${place} saknas`);
  return template;
}

function nothingKnown({ lang }: Visit): ShownOnMap {
  return { query: new URLSearchParams({ lang }), names: [] };
}

function pictureOf({ baseUrl }: Visit, { query }: ShownOnMap, size: string, ending = '@2x.png'): string {
  return `${baseUrl}/karta${ending}?${new URLSearchParams([...query, ['storlek', size]])}`;
}

function head(visit: Visit, shown: ShownOnMap): Html {
  const { lang, url } = visit;
  const description = words.description[lang];
  const title = [...shown.names, words.title[lang]].join(' – ');
  const picture = pictureOf(visit, shown, `${previewSize.width}x${previewSize.height}`);
  return html`<meta name="description" content="${description}">
${previewTags({ title, description, url: url.href, lang, picture })}`;
}

function withoutScripts({ published, organisations }: PictureService, visit: Visit, shown: ShownOnMap): Html {
  const { lang } = visit;
  const { subjects, datasets } = describeDatasets(published.definitions, organisations, lang);
  const alt = `${words.map[lang]}: ${shown.names.join(', ') || words.title[lang]}`;
  const list = (links: readonly { href: string; title: string }[]) =>
    html`<ul>${links.map(({ href, title }) => html`<li><a href="${pageLink(visit, href)}">${title}</a></li>\n`)}</ul>`;
  return html`<main class="without-scripts">
<h1>${shown.names.join(' – ') || words.title[lang]}</h1>
<p>${words.noScript[lang]}</p>
${searchForm(visit)}
<picture>
<source media="(max-width: 719px)" srcset="${pictureOf(visit, shown, '390x390')}" width="390" height="390">
<img src="${pictureOf(visit, shown, '1080x720')}" alt="${alt}" width="1080" height="720">
</picture>
${list([
  { href: pictureOf(visit, shown, '2400x1600', '.png'), title: words.larger[lang] },
  { href: pictureOf(visit, shown, '1080x720', '.pdf'), title: words.paper[lang] },
])}
<h2>${words.subjects[lang]}</h2>
${list(subjects.map(({ id, title }) => ({ href: `/?lager=${id}`, title })))}
<h2>${words.datasets[lang]}</h2>
${list(datasets.map(({ id, title }) => ({ href: `/geodata/v1/collections/${id}`, title })))}
</main>`;
}

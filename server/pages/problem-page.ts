import type { ErrorRequestHandler } from 'express';
import type { Config } from '../config.ts';
import type { Localized } from '../http/language.ts';
import { type Problem, problemDocument } from '../http/problems.ts';
import { toProblem } from '../http/send.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { sendPage } from './send.ts';
import { pageLink, prefersPage, type Visit, visitOf } from './visit.ts';

const words = {
  status: { sv: 'Felkod', en: 'Status' },
  onwards: { sv: 'Vidare', en: 'Onwards' },
  datasets: { sv: 'Alla datamängder', en: 'All datasets' },
  map: { sv: 'Kartan', en: 'The map' },
} satisfies Record<string, Localized>;

function problemPage(visit: Visit, error: Problem): Html {
  const { lang } = visit;
  const { title, detail, status } = problemDocument(error, lang).body;
  const main = html`<p class="lead">${detail}</p>
<p class="quiet">${words.status[lang]} ${status}</p>
<h2>${words.onwards[lang]}</h2>
<ul class="plain">
<li><a href="${pageLink(visit, '/geodata/v1/collections')}">${words.datasets[lang]}</a></li>
<li><a href="${pageLink(visit, '/')}">${words.map[lang]}</a></li>
</ul>`;
  return layout(visit, { title, above: [], main });
}

/** Tells an error as a page to those who asked for one; the others get problem+json from whoever comes next. */
export function problemPages(config: Config): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent || !prefersPage(request)) return next(error);
    const told = toProblem(error);
    const { status } = problemDocument(told, 'sv');
    response.status(status).set('Cache-Control', 'no-store');
    if (status === 503) response.set('Retry-After', '5');
    if (status === 405) response.set('Allow', 'GET, HEAD, OPTIONS');
    sendPage(response, problemPage(visitOf(config, request, response), told));
  };
}

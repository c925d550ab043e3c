import { Router } from 'express';
import { swedishDay } from '../here/words.ts';
import { linkHeader } from '../http/link-header.ts';
import { checkQuery, valueIn } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { pageOrJson, sendPage, visitOf } from '../pages/index.ts';
import { overviewDocument } from './document.ts';
import { overviewOf } from './overview.ts';
import { overviewPage } from './page.ts';
import { overviewParameters, sinceParameter, untilParameter, usualSince } from './parameters.ts';

/** `/laget`: how it stands with the whole municipality, for those who answer for it. */
export function overviewRoutes(service: OpenData): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const query = queryOf(request);
    const day = swedishDay(new Date());
    const now = Number(day.slice(0, 4));
    checkQuery(query, overviewParameters(now));
    const form = pageOrJson(request, response);
    const visit = visitOf(service.config, request, response);
    const overview = await overviewOf(service, {
      day,
      since: valueIn(query, sinceParameter) ?? usualSince(day),
      until: valueIn(query, untilParameter(now)),
      lang: visit.lang,
    });
    const other = new URL(visit.url);
    other.searchParams.set('f', form === 'page' ? 'json' : 'html');
    const alternate = {
      href: other.href,
      rel: 'alternate',
      type: form === 'page' ? 'application/json' : 'text/html',
      title: form === 'page' ? 'JSON' : 'HTML',
    };
    response.set('Link', linkHeader([alternate]));
    if (form === 'json') response.json(overviewDocument(overview, visit.baseUrl));
    else sendPage(response, overviewPage(visit, overview, [alternate]));
  });
  return router;
}

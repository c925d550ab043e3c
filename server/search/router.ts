import { Router } from 'express';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { linkHeader } from '../http/link-header.ts';
import { checkQuery, valueIn } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import { pageOrJson, sendPage, visitOf } from '../pages/index.ts';
import { type SearchService, search } from './answer.ts';
import type { SearchDocument } from './document.ts';
import { addressServices } from './geocoders/index.ts';
import { searchPage } from './page.ts';
import { datasetsParameter, limitParameter, searchParameters, textParameter, viewParameter } from './parameters.ts';

/** Who has asked for nothing yet. */
const nothing: SearchDocument = { type: 'FeatureCollection', numberReturned: 0, groups: [], features: [], notes: [] };

/** The same answer as a page and as GeoJSON. */
function otherForms(baseUrl: string, query: URLSearchParams) {
  const as = (f: string) =>
    `${baseUrl}/sok?${new URLSearchParams([...[...query].filter(([name]) => name !== 'f'), ['f', f]])}`;
  return [
    { href: as('json'), rel: 'alternate', type: 'application/geo+json' },
    { href: as('html'), rel: 'alternate', type: 'text/html' },
  ];
}

/** `GET /sok?q=`: what a text may mean, as GeoJSON or as a page with a form. */
export function searchRoutes(service: SearchService): Router {
  const ask = addressServices(service.config);
  const router = Router();
  router.get('/', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, searchParameters);
    const form = pageOrJson(request, response);
    const text = valueIn(query, textParameter)?.trim() ?? '';
    const lang = inLanguage(request, response);
    const [west, south = 0, east = 0, north = 0] = valueIn(query, viewParameter) ?? [];
    const asked = {
      ...{ text, lang, baseUrl: baseUrlOf(service.config, request) },
      view: west === undefined ? undefined : ([west, south, east, north] as const),
      datasets: valueIn(query, datasetsParameter),
      limit: valueIn(query, limitParameter),
    };
    const answer = text === '' ? undefined : await search(service, ask, asked);
    response.set('Link', linkHeader(otherForms(asked.baseUrl, query)));
    if (form === 'page') sendPage(response, searchPage(visitOf(service.config, request, response), text, answer));
    else response.type('application/geo+json').json(answer ?? nothing);
  });
  return router;
}

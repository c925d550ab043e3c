import { type Request, type Response, Router } from 'express';
import { counting, filterFields, flatColumns, sortables } from '../features/index.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { checkQuery } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import type { Service } from '../service.ts';
import { answerDocument, type MakeDocument } from './answer-document.ts';
import { apiInfo } from './api-info.ts';
import { collection, collections, keptExtents } from './collections.ts';
import { conformance } from './conformance.ts';
import { type FeaturesAnswer, itemsPage, oneItem } from './items.ts';
import { landingPage } from './landing-page.ts';
import { collectionUrl, linkHeader, type Place } from './links.ts';
import { apiDefinition } from './openapi/route.ts';
import { sendFeaturesPage, tidyAddress } from './pages/index.ts';
import {
  documentParameters,
  featuresAsPage,
  itemOffered,
  itemParameters,
  itemsOffered,
  itemsParameters,
} from './parameters.ts';
import {
  chosen,
  html,
  json,
  type Representation,
  schemaJson,
  selfAndAlternates,
  styleJson,
} from './representations.ts';
import { collectionSchema } from './schema.ts';
import { styleList, styleMetadata, stylesheet } from './styles.ts';

/** A count that is not there by then is left out of the answer. */
const countWithinMs = 2_000;

/** OGC API – Features, and what is common to all OGC APIs, under /geodata/v1. */
export function ogcApi(service: Service): Router {
  const router = Router();
  const extents = keptExtents();
  const count = counting(countWithinMs);
  router.use(tidyAddress);

  /** A resource that is one JSON document, with no parameters but `f` and `lang`. */
  function resource(
    path: string,
    make: MakeDocument,
    offered: readonly [Representation, ...Representation[]] = [json, html],
  ): void {
    const parameters = documentParameters(offered);
    router.get(path, (request, response) => {
      checkQuery(queryOf(request), parameters);
      return answerDocument(service, make, request, response, offered);
    });
  }

  function placeOf(request: Request, response: Response): Place {
    return { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
  }

  resource('/', (place, links) => landingPage(place, links));
  resource('/conformance', (_place, links) => ({ ...conformance(), links }));
  resource('/api-info', (place) => apiInfo(place));
  router.get('/api', apiDefinition(service, extents));
  resource('/collections', (place, links) => collections(service, extents, place, links));
  resource('/collections/:id', async (place, links, request) => {
    const definition = service.published.dataset(String(request.params.id));
    return collection(definition, await extents(service, definition), place, links);
  });

  resource('/styles', (place, links) => styleList(place, links));
  resource('/styles/:style', (place, _links, request) => stylesheet(service, place, String(request.params.style)), [
    styleJson,
  ]);
  resource('/styles/:style/metadata', (place, links, request) =>
    styleMetadata(service, place, String(request.params.style), links),
  );

  resource(
    '/collections/:id/schema',
    async ({ baseUrl, lang }, _links, request) => {
      const definition = service.published.dataset(String(request.params.id));
      const { columns } = await flatColumns(service.database, definition, 'all');
      const url = `${collectionUrl({ baseUrl }, definition.id)}/schema`;
      return collectionSchema(definition, columns, { url, lang, geometry: 'geometry', of: 'values' });
    },
    [schemaJson, html],
  );
  resource(
    '/collections/:id/queryables',
    ({ baseUrl, lang }, _links, request) => {
      const definition = service.published.dataset(String(request.params.id));
      const url = `${collectionUrl({ baseUrl }, definition.id)}/queryables`;
      return collectionSchema(definition, filterFields(definition), {
        url,
        lang,
        geometry: 'geometry',
        of: 'questions',
      });
    },
    [schemaJson, html],
  );
  resource(
    '/collections/:id/sortables',
    ({ baseUrl, lang }, _links, request) => {
      const definition = service.published.dataset(String(request.params.id));
      const url = `${collectionUrl({ baseUrl }, definition.id)}/sortables`;
      const columns = sortables(definition).map(({ field }) => field);
      return collectionSchema(definition, columns, { url, lang, of: 'questions' });
    },
    [schemaJson, html],
  );

  router.get('/collections/:id/items', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    const query = queryOf(request);
    const place = placeOf(request, response);
    const offered = itemsOffered(definition);
    const format = chosen(request, query, offered);
    const links = selfAndAlternates(`${collectionUrl(place, definition.id)}/items`, query, format, offered, place);
    const ask = async () => {
      checkQuery(query, itemsParameters(definition));
      return itemsPage(service, definition, count, { place, query, format, links });
    };
    if (format === featuresAsPage)
      return sendFeaturesPage(service, definition, { of: 'items', ask, links }, request, response);
    send(response, format, await ask());
  });
  router.get('/collections/:id/items/:feature', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    const query = queryOf(request);
    const place = placeOf(request, response);
    const format = chosen(request, query, itemOffered);
    const key = request.params.feature;
    const url = `${collectionUrl(place, definition.id)}/items/${encodeURIComponent(key)}`;
    const links = selfAndAlternates(url, query, format, itemOffered, place);
    const ask = async () => {
      checkQuery(query, itemParameters(definition));
      return oneItem(service, definition, key, { place, query, format, links });
    };
    if (format === featuresAsPage)
      return sendFeaturesPage(service, definition, { of: 'item', ask, links }, request, response);
    send(response, format, await ask());
  });
  return router;
}

function send(response: Response, { mediaType }: Representation, answer: FeaturesAnswer): void {
  response.vary('Accept').set({
    'Content-Type': mediaType,
    'Content-Crs': `<${answer.contentCrs}>`,
    Link: linkHeader(answer.links),
    ...(answer.matched === undefined ? {} : { 'OGC-NumberMatched': String(answer.matched) }),
    ...(answer.returned === undefined ? {} : { 'OGC-NumberReturned': String(answer.returned) }),
  });
  response.send(answer.body);
}

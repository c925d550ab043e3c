import { type Request, type Response, Router } from 'express';
import type { MapService } from '../catalogue/map-style.ts';
import { goneProblem } from '../comparing/gone.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { totalFields } from '../datasets/totals.ts';
import { counting, filterFields, flatColumns, sortables } from '../features/index.ts';
import { asOf, cacheControlOf } from '../history/as-of.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { linkHeader } from '../http/link-header.ts';
import { checkQuery } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import type { PictureService } from '../pictures/kept.ts';
import type { FindLayers } from '../tiles/layer-sets.ts';
import { aggregateRoutes } from './aggregate/routes.ts';
import { answerDocument, type MakeDocument } from './answer-document.ts';
import { apiInfo } from './api-info.ts';
import { collection, collections, keptExtents } from './collections.ts';
import { conformance } from './conformance.ts';
import { facetsRoutes } from './facets/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { itemPictureRoutes } from './item-picture.ts';
import { type FeaturesAnswer, itemsPage, oneItem } from './items.ts';
import { landingPage } from './landing-page.ts';
import { collectionUrl, type Place } from './links.ts';
import { mapsRoutes } from './maps/routes.ts';
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
import { qualityRoutes } from './quality/routes.ts';
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
import { tilesRoutes } from './tiles/routes.ts';

/** A count that is not there by then is left out of the answer. */
const countWithinMs = 2_000;
/** What was is counted row by row, once for each version. */
const countPastWithinMs = 50;

/** OGC API – Features, Tiles and Styles, and what is common to all OGC APIs, under /geodata/v1. */
export function ogcApi(service: MapService & PictureService, findLayers: FindLayers): Router {
  const router = Router();
  const extents = keptExtents();
  const count = counting(countWithinMs);
  const countPast = counting(countPastWithinMs);
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

  async function totals(definition: Definition): Promise<Field[]> {
    return (await totalFields(service.database, definition)).map(({ field }) => field);
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
    async ({ baseUrl, lang }, _links, request) => {
      const definition = service.published.dataset(String(request.params.id));
      const url = `${collectionUrl({ baseUrl }, definition.id)}/queryables`;
      const columns = [...filterFields(definition), ...(await totals(definition))];
      return collectionSchema(definition, columns, { url, lang, geometry: 'geometry', of: 'questions' });
    },
    [schemaJson, html],
  );
  resource(
    '/collections/:id/sortables',
    async ({ baseUrl, lang }, _links, request) => {
      const definition = service.published.dataset(String(request.params.id));
      const url = `${collectionUrl({ baseUrl }, definition.id)}/sortables`;
      const columns = [...sortables(definition).map(({ field }) => field), ...(await totals(definition))];
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
      checkQuery(query, itemsParameters(definition, query));
      const past = await asOf(service, definition, query);
      const [read, counted] = past ? [past.definition, countPast] : [definition, count];
      return itemsPage(service, read, counted, { place, query, format, links });
    };
    if (format === featuresAsPage)
      return sendFeaturesPage(service, definition, { of: 'items', ask, links }, request, response);
    send(response, format, await ask(), cacheControlOf(query));
  });
  itemPictureRoutes(router, service);
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
      const past = await asOf(service, definition, query);
      const read = past?.definition ?? definition;
      return oneItem(service, read, key, { place, query, format, links }).catch(async (error: unknown) => {
        throw past ? error : await goneProblem(service, definition, key, place, error);
      });
    };
    if (format === featuresAsPage)
      return sendFeaturesPage(service, definition, { of: 'item', ask, links }, request, response);
    send(response, format, await ask(), cacheControlOf(query));
  });
  historyRoutes(router, service);
  facetsRoutes(router, service);
  aggregateRoutes(router, service);
  qualityRoutes(router, service);
  mapsRoutes(router, service, extents);
  tilesRoutes(router, service, findLayers);
  return router;
}

function send(
  response: Response,
  { mediaType }: Representation,
  answer: FeaturesAnswer,
  cacheControl: string | undefined,
): void {
  if (cacheControl) response.set('Cache-Control', cacheControl);
  response.vary('Accept').set({
    'Content-Type': mediaType,
    'Content-Crs': `<${answer.contentCrs}>`,
    Link: linkHeader(answer.links),
    ...(answer.matched === undefined ? {} : { 'OGC-NumberMatched': String(answer.matched) }),
    ...(answer.returned === undefined ? {} : { 'OGC-NumberReturned': String(answer.returned) }),
  });
  response.send(answer.body);
}

import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Definition } from '../../datasets/definition.ts';
import { fileList } from '../../downloads/list.ts';
import { crs84, filterFields, selecting, sortables } from '../../features/index.ts';
import { featureShape, formatsOf } from '../../formats/index.ts';
import { aboutFeature } from '../../here/about-feature.ts';
import { linkHeader } from '../../http/link-header.ts';
import { Problem, problemDocument } from '../../http/problems.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { type Html, prefersPage, sendPage, visitOf } from '../../pages/index.ts';
import { collection as collectionDocument } from '../documents.ts';
import type { FeaturesAnswer } from '../items.ts';
import type { Link } from '../links.ts';
import { aggregate } from './aggregate.ts';
import { anyDocument, conformance } from './any-document.ts';
import { changes } from './changes.ts';
import { collection } from './collection.ts';
import { collections } from './collections.ts';
import { featuresShape } from './documents.ts';
import { facets } from './facets.ts';
import { featureHistory } from './feature-history.ts';
import { type FieldsOf, fields } from './fields.ts';
import { item } from './item.ts';
import { items } from './items.ts';
import { landing } from './landing.ts';
import { type Asked, described } from './page.ts';
import { quality } from './quality.ts';
import { versions } from './versions.ts';

/** Pages are made of the documents that the API answers programs with, so they tell nothing else. */

type MakePage = (document: object, asked: Asked, definition: () => Definition) => Html | Promise<Html>;

function fieldsOf(of: FieldsOf): MakePage {
  return (document, asked, definition) =>
    fields(of, document, described(asked.service, definition(), asked.visit), asked);
}

/** By route. What is not here is shown as it is. */
const pages: Record<string, MakePage> = {
  '/': landing,
  '/conformance': conformance,
  '/collections': collections,
  '/collections/:id': async (document, { service, visit, links }, definition) => {
    const dataset = described(service, definition(), visit);
    const files = await fileList(service, definition(), visit);
    return collection(collectionDocument.parse(document), { dataset, files }, { visit, links });
  },
  '/collections/:id/versions': (document, asked, definition) =>
    versions(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/changes': (document, asked, definition) =>
    changes(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/items/:feature/history': (document, asked, definition) =>
    featureHistory(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/facets': (document, asked, definition) =>
    facets(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/aggregate': (document, asked, definition) =>
    aggregate(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/quality': (document, asked, definition) =>
    quality(document, described(asked.service, definition(), asked.visit), asked),
  '/collections/:id/schema': fieldsOf('schema'),
  '/collections/:id/queryables': fieldsOf('queryables'),
  '/collections/:id/sortables': fieldsOf('sortables'),
};

/** Answers with the page of a JSON document. */
export async function sendDocumentPage(
  service: OpenData,
  body: string,
  links: readonly Link[],
  request: Request,
  response: Response,
): Promise<void> {
  const visit = visitOf(service.config, request, response);
  const route: string = request.route.path;
  const make = pages[route] ?? anyDocument;
  const document = z.looseObject({}).parse(JSON.parse(body));
  const page = await make(document, { service, visit, links }, () =>
    service.published.dataset(String(request.params.id)),
  );
  sendPage(response, page);
}

/**
 * Answers with a page of features (`of: 'items'`) or of one. What is wrong with the choice of features is told on the same
 * page, with the problem's status.
 */
export async function sendFeaturesPage(
  service: OpenData,
  definition: Definition,
  { of, ask, links }: { of: 'items' | 'item'; ask: () => Promise<FeaturesAnswer>; links: readonly Link[] },
  request: Request,
  response: Response,
): Promise<void> {
  const visit = visitOf(service.config, request, response);
  const dataset = described(service, definition, visit);
  if (of === 'item') {
    const { body, contentCrs, links: all } = await ask();
    response.set('Link', linkHeader(all));
    const feature = featureShape.parse(JSON.parse(body.toString()));
    const hasHistory = service.published.remembered(definition.id) !== undefined;
    const inDegrees = contentCrs === crs84.uri;
    const about = isPast(request) ? undefined : await aboutFeature(service, definition, feature, visit.lang);
    return sendPage(response, item(feature, dataset, { visit, links, inDegrees, hasHistory, about }));
  }
  const found = await ask().catch((error: unknown) => {
    if (error instanceof Problem && problemDocument(error, visit.lang).status === 400) return error;
    throw error;
  });
  if (found instanceof Problem) response.status(400).set('Cache-Control', 'no-store');
  else response.set('Link', linkHeader(found.links));
  const choices = {
    sortable: sortables(definition).map(({ field }) => field.name),
    filterable: filterFields(definition).map(({ name }) => name),
  };
  const page = items(found instanceof Problem ? found : featuresShape.parse(JSON.parse(found.body.toString())), {
    dataset,
    choices,
    files: formatsOf(definition),
    selecting: selecting(definition).map(({ name }) => name),
    visit,
    links,
    inDegrees: !(found instanceof Problem) && found.contentCrs === crs84.uri,
  });
  sendPage(response, page);
}

function isPast(request: Request): boolean {
  return queryOf(request).has('as-of');
}

/** More features than this are no page to read. */
const mostOnPage = 1000;

/** Browsers send the empty fields of a form too: the address of a page goes on without them, and with a limit that can be read. */
export const tidyAddress: RequestHandler = (request, response, next) => {
  if (!prefersPage(request)) return next();
  const query = queryOf(request);
  const tidy = [...query]
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string] => [
      name,
      name === 'limit' && Number(value) > mostOnPage ? String(mostOnPage) : value,
    ]);
  if (JSON.stringify(tidy) === JSON.stringify([...query])) return next();
  const path = request.originalUrl.replace(/\?.*$/, '');
  response.vary('Accept').redirect(tidy.length > 0 ? `${path}?${new URLSearchParams(tidy)}` : path);
};

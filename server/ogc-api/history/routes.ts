import type { Request, Response, Router } from 'express';
import { changeAsJson, changesBetween } from '../../comparing/changes.ts';
import { parseMoment, pastOf } from '../../history/past.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { inLanguage } from '../../http/language.ts';
import { checkQuery, valueIn } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { answerDocument } from '../answer-document.ts';
import { collectionUrl, type Link, linkHeader } from '../links.ts';
import {
  after,
  before,
  changesLimit,
  changesParameters,
  since,
  until,
  versionParameters,
  versionsLimit,
  versionsParameters,
} from './parameters.ts';
import { oneVersion, versionList } from './versions.ts';

/** What a dataset was, and what has changed in it. */
export function historyRoutes(router: Router, service: OpenData): void {
  const { database } = service;

  router.get('/collections/:id/versions', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, versionsParameters);
    const definition = service.published.dataset(request.params.id);
    const page = { limit: valueIn(query, versionsLimit), after: valueIn(query, before) };
    await answerDocument(
      service,
      (place, links) => versionList(service, definition, page, place, links),
      request,
      response,
    );
  });

  router.get('/collections/:id/versions/:version', async (request, response) => {
    checkQuery(queryOf(request), versionParameters);
    const definition = service.published.dataset(request.params.id);
    const { version } = request.params;
    await answerDocument(
      service,
      (place, links) => oneVersion(service, definition, version, place, links),
      request,
      response,
    );
  });

  router.get('/collections/:id/changes', (request, response) => sendChanges(request, response, request.params.id));

  async function sendChanges(request: Request, response: Response, id: string): Promise<void> {
    const query = queryOf(request);
    const definition = service.published.dataset(id);
    checkQuery(query, changesParameters(definition, query));
    const state = (name: string, text: string | undefined, otherwise: 'start' | 'now') =>
      pastOf(database, service.published, definition, text === undefined ? otherwise : parseMoment(name, text));
    const from = await state('since', valueIn(query, since), 'start');
    const to = await state('until', valueIn(query, until), 'now');
    const lang = inLanguage(request, response);
    const between = { from, until: to, query, lang };
    const page = { limit: valueIn(query, changesLimit), after: valueIn(query, after) };
    const { changes, next } = await changesBetween(service, between, page);
    const self = `${collectionUrl({ baseUrl: baseUrlOf(service.config, request) }, definition.id)}/changes`;
    const links: Link[] = [{ href: `${self}?${query}`, rel: 'self', type: 'application/json' }];
    if (next !== undefined) {
      const search = new URLSearchParams(query);
      search.set('after', next);
      // The next page is of the same two states.
      search.set('until', String(to.version));
      links.push({ href: `${self}?${search}`, rel: 'next', type: 'application/json' });
    }
    const head = JSON.stringify({ from: from.version, to: to.version, links }).slice(0, -1);
    response.set('Link', linkHeader(links)).type('application/json');
    response.send(`${head},"changes":[${changes.map(changeAsJson).join(',\n')}]}\n`);
  }
}

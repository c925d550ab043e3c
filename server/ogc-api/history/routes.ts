import type { Request, Response, Router } from 'express';
import { changeAsJson, changesBetween } from '../../comparing/changes.ts';
import { refuseUnknown, selecting } from '../../features/index.ts';
import { parseMoment, pastOf } from '../../history/past.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { inLanguage } from '../../http/language.ts';
import { problem } from '../../http/problems.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { answerDocument } from '../answer-document.ts';
import { collectionUrl, type Link, linkHeader } from '../links.ts';
import { parsePage } from './page.ts';
import { oneVersion, versionList } from './versions.ts';

/** What a dataset was, and what has changed in it. */
export function historyRoutes(router: Router, service: OpenData): void {
  const { database } = service;

  router.get('/collections/:id/versions', async (request, response) => {
    const query = queryOf(request);
    refuseUnknown(query, ['limit', 'before', 'f', 'lang']);
    const definition = service.published.dataset(request.params.id);
    const page = parsePage(query, 'before', { most: 100, otherwise: 10 });
    await answerDocument(
      service,
      (place, links) => versionList(service, definition, page, place, links),
      request,
      response,
    );
  });

  router.get('/collections/:id/versions/:version', async (request, response) => {
    refuseUnknown(queryOf(request), ['f', 'lang']);
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
    refuseUnknown(query, [...selecting(definition), 'since', 'until', 'limit', 'after', 'lang']);
    const since = query.get('since');
    if (since === null) {
      const expected = { sv: 'ett versionsnummer eller en tid', en: 'a version number or a time' };
      throw problem('bad-parameter', { name: 'since', value: '', expected });
    }
    const until = query.get('until');
    const state = (name: string, text: string | null) =>
      pastOf(database, service.published, definition, text === null ? 'now' : parseMoment(name, text));
    const [from, to] = [await state('since', since), await state('until', until)];
    const lang = inLanguage(request, response);
    const between = { from, until: to, query, lang };
    const page = parsePage(query, 'after', { most: 1_000, otherwise: 100 });
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

import type { Router } from 'express';
import { changeAsJson, changesBetween } from '../../comparing/changes.ts';
import { withDifferences } from '../../comparing/differences.ts';
import { featureHistory } from '../../comparing/feature-history.ts';
import { parseMoment, pastOf } from '../../history/past.ts';
import { checkQuery, valueIn } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { answerDocument, answerJson } from '../answer-document.ts';
import type { Link, Place } from '../links.ts';
import { statesAsJson } from './feature.ts';
import {
  after,
  before,
  changesLimit,
  changesParameters,
  featureHistoryParameters,
  since,
  statesLimit,
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
    const page = { limit: valueIn(query, versionsLimit), before: valueIn(query, before) };
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

  router.get('/collections/:id/changes', async (request, response) => {
    const query = queryOf(request);
    const definition = service.published.dataset(request.params.id);
    checkQuery(query, changesParameters(definition, query));
    const state = (name: string, text: string | undefined, otherwise: 'start' | 'now') =>
      pastOf(database, service.published, definition, text === undefined ? otherwise : parseMoment(name, text));
    const from = await state('since', valueIn(query, since), 'start');
    const to = await state('until', valueIn(query, until), 'now');
    const page = { limit: valueIn(query, changesLimit), after: valueIn(query, after) };
    const answer = async ({ lang }: Place, links: Link[]) => {
      const { changes: found, next } = await changesBetween(service, { from, until: to, query, lang }, page);
      const changes = await withDifferences(database, found);
      // The next page is of the same two states.
      const more = next === undefined ? [] : [nextLink(links, { after: next, until: String(to.version) })];
      const all = [...links, ...more];
      const head = JSON.stringify({ from: from.version, to: to.version, links: all }).slice(0, -1);
      return { links: all, body: `${head},"changes":[${changes.map(changeAsJson).join(',\n')}]}\n` };
    };
    await answerJson(service, answer, request, response);
  });

  router.get('/collections/:id/items/:feature/history', async (request, response) => {
    const query = queryOf(request);
    const definition = service.published.dataset(request.params.id);
    checkQuery(query, featureHistoryParameters(definition));
    const key = request.params.feature;
    const page = { limit: valueIn(query, statesLimit), before: valueIn(query, before) };
    const answer = async ({ lang }: Place, links: Link[]) => {
      const { states, next } = await featureHistory(service, definition, key, { ...page, query, lang });
      const more = next === undefined ? [] : [nextLink(links, { before: String(next) })];
      const all = [...links, ...more];
      const body = `{"featureId":${JSON.stringify(key)},"states":${statesAsJson(states)},"links":${JSON.stringify(all)}}\n`;
      return { links: all, body };
    };
    await answerJson(service, answer, request, response);
  });
}

/** The same address with some parameters otherwise. */
function nextLink([self]: readonly Link[], parameters: Readonly<Record<string, string>>): Link {
  const url = new URL(self?.href ?? '');
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { href: url.href, rel: 'next', ...(self?.type ? { type: self.type } : {}) };
}

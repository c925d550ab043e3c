import type { Router } from 'express';
import { versionOf } from '../../changes/versions.ts';
import { asOf, cacheControlOf } from '../../history/as-of.ts';
import { immutable } from '../../http/caching.ts';
import { checkQuery } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { aggregating, parseAsked, tableOf } from '../../statistics/index.ts';
import { answerDocument } from '../answer-document.ts';
import { aggregateDocument } from './document.ts';
import { aggregateOffered, aggregateParameters } from './parameters.ts';

/** Later than this the answer is 503: whoever asks again has it. */
const answerWithinMs = 10_000;

/** Sums of a table of statistics. */
export function aggregateRoutes(router: Router, service: OpenData): void {
  const findAggregate = aggregating(answerWithinMs);
  router.get('/collections/:id/aggregate', async (request, response) => {
    const query = queryOf(request);
    const definition = service.published.dataset(request.params.id);
    checkQuery(query, aggregateParameters(tableOf(definition)));
    const past = await asOf(service, definition, query);
    const asked = parseAsked(tableOf(past?.definition ?? definition), query);
    const version = versionOf(service.changes, [past?.definition ?? definition], '');
    const found = await findAggregate(service, asked);
    const control = query.get('v') === version ? immutable : cacheControlOf(query);
    if (control) response.set('Cache-Control', control);
    const make = (...[place, links]: Parameters<Parameters<typeof answerDocument>[1]>) =>
      aggregateDocument(asked, found, version, place, links);
    await answerDocument(service, make, request, response, aggregateOffered);
  });
}

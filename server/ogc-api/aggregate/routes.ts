import type { Router } from 'express';
import { versionOf } from '../../changes/versions.ts';
import { asOf, cacheControlOf } from '../../history/as-of.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { immutable } from '../../http/caching.ts';
import { inLanguage } from '../../http/language.ts';
import { linkHeader } from '../../http/link-header.ts';
import { checkQuery } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { aggregating, parseAsked, tableOf } from '../../statistics/index.ts';
import { answerDocument } from '../answer-document.ts';
import { collectionUrl } from '../links.ts';
import { chosen, selfAndAlternates } from '../representations.ts';
import { aggregateDocument } from './document.ts';
import { aggregateFile } from './file.ts';
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
    const format = chosen(request, query, aggregateOffered);
    if (format.id === 'csv' || format.id === 'xlsx' || format.id === 'jsonstat') {
      const place = { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
      const url = `${collectionUrl(place, definition.id)}/aggregate`;
      const { name, body } = await aggregateFile(asked, found, format.id, place.lang);
      response
        .vary('Accept')
        .attachment(name)
        .set({
          'Content-Type': format.mediaType,
          Link: linkHeader(selfAndAlternates(url, query, format, aggregateOffered, place)),
        });
      response.send(body);
      return;
    }
    const make: Parameters<typeof answerDocument>[1] = (place, links) =>
      aggregateDocument(asked, found, version, place, links);
    await answerDocument(service, make, request, response, aggregateOffered);
  });
}

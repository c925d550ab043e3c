import type { Router } from 'express';
import { facetsParameter, findingFacets, parseSelection } from '../../features/index.ts';
import { checkQuery, valueIn } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { answerDocument } from '../answer-document.ts';
import { facetsDocument } from './document.ts';
import { facetsParameters } from './parameters.ts';

/** Later than this the answer is 503: whoever asks again has it. */
const answerWithinMs = 10_000;

/** How many features have which values. */
export function facetsRoutes(router: Router, service: OpenData): void {
  const findFacets = findingFacets(answerWithinMs);
  router.get('/collections/:id/facets', async (request, response) => {
    const query = queryOf(request);
    const definition = service.published.dataset(request.params.id);
    checkQuery(query, facetsParameters(definition, query));
    const selection = parseSelection(definition, query);
    const found = await findFacets(service, selection, valueIn(query, facetsParameter(definition)));
    await answerDocument(service, (place, links) => facetsDocument(found, definition, place, links), request, response);
  });
}

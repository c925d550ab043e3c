import type { Router } from 'express';
import { checkQuery, valueIn } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { answerDocument } from '../answer-document.ts';
import { limit, offset, qualityParameters } from './parameters.ts';
import { keptQuality, qualityDocument } from './quality.ts';

/** Whether the data are right. */
export function qualityRoutes(router: Router, service: OpenData): void {
  const findQuality = keptQuality();
  router.get('/collections/:id/quality', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, qualityParameters);
    const definition = service.published.dataset(request.params.id);
    const page = { limit: valueIn(query, limit), offset: valueIn(query, offset) };
    const told = await findQuality(service, definition);
    await answerDocument(
      service,
      (place, links) => qualityDocument(told, definition, page, place, links),
      request,
      response,
    );
  });
}

import { Router } from 'express';
import { baseUrlOf } from '../../http/base-url.ts';
import { shortLived } from '../../http/caching.ts';
import { inLanguage } from '../../http/language.ts';
import { checkQuery } from '../../http/parameters.ts';
import { problem } from '../../http/problems.ts';
import { queryOf } from '../../http/query.ts';
import { goneSignal } from '../answer.ts';
import { pictureTypes } from '../content.ts';
import type { PictureService } from '../kept.ts';
import { askedSheet } from './asked.ts';
import { makeSheet } from './make-sheet.ts';
import { pageParameter, sheetParameters } from './parameters.ts';

/** `/utskrift`: a sheet of paper with the map to scale. */
export function printRoutes(service: PictureService): Router {
  const router = Router();
  router.get('/utskrift', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, sheetParameters(service.published.definitions));
    const lang = inLanguage(request, response);
    const asked = await askedSheet(service, query, lang);
    const baseUrl = baseUrlOf(service.config, request);
    const isLarge = asked.sheet.paper === 'A0' || asked.sheet.paper === 'A1';
    const bytes = await service.pictures.drawSheet(
      () => makeSheet(service, asked, { baseUrl, query, now: new Date() }),
      isLarge,
      goneSignal(response),
    );
    if (bytes.length === 0) {
      const expected = { sv: 'en sida som finns', en: 'a page that there is' };
      const { name } = pageParameter;
      throw problem('bad-parameter', { name, value: query.get(name) ?? '', expected });
    }
    const { paper } = asked.sheet;
    const { type } = asked.output;
    response.type(pictureTypes[type]);
    response.set({
      'Cache-Control': shortLived,
      'Content-Disposition': `inline; filename="karta-${paper}-1-${asked.scale}.${type}"`,
    });
    response.send(bytes);
  });
  return router;
}

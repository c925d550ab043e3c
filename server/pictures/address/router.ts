import { type RequestHandler, Router } from 'express';
import { inLanguage } from '../../http/language.ts';
import { checkQuery } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import { answerWithPicture } from '../answer.ts';
import type { PictureType } from '../content.ts';
import type { PictureService } from '../kept.ts';
import { askedBy } from './asked.ts';
import { addressParameters } from './parameters.ts';

/** What a picture is by the end of its address. Those of lines have no dots to have more of. */
const endings: Readonly<Record<string, PictureType>> = {
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  webp: 'webp',
  svg: 'svg',
  pdf: 'pdf',
};
const ofDots = new Set(['png', 'jpg', 'jpeg', 'webp']);

/** `/karta.png`, `/karta@2x.png`, `/karta.pdf` …: what the map shows at an address, as a picture. */
export function addressRoutes(service: PictureService): Router {
  const router = Router();
  for (const [ending, type] of Object.entries(endings)) {
    router.get(`/karta.${ending}`, answer(service, type, 1));
    if (ofDots.has(ending)) router.get(`/karta@2x.${ending}`, answer(service, type, 2));
  }
  return router;
}

function answer(service: PictureService, type: PictureType, pixelRatio: number): RequestHandler {
  return async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, addressParameters(service.published.definitions));
    const lang = inLanguage(request, response);
    const asked = await askedBy(service, query, { lang, type, pixelRatio });
    await answerWithPicture(service, response, undefined, () => asked);
  };
}

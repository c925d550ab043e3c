import type { Router } from 'express';
import { goneProblem } from '../comparing/gone.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { checkQuery } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import { answerWithPicture } from '../pictures/answer.ts';
import { findFeature } from '../pictures/extent.ts';
import { featureAsked, featurePictureParameters } from '../pictures/feature.ts';
import type { PictureService } from '../pictures/kept.ts';

/** How the address of a feature's picture goes on after its key. */
const ending = /^(?<key>.+?)(?<double>@2x)?\.png$/s;

/**
 * A small map of each feature at its own address and `.png` (`@2x.png`: twice the dots). A key may end in the same letters:
 * where there is such a feature the address is the feature's, and its picture has the ending once more.
 */
export function itemPictureRoutes(router: Router, service: PictureService): void {
  router.get('/collections/:id/items/:feature', async (request, response, next) => {
    const whole = request.params.feature;
    const { key = '', double } = ending.exec(whole)?.groups ?? {};
    const definition = service.published.dataset(request.params.id);
    if (!key || !definition.geometry || (await findFeature(service, definition.id, whole))) return next();
    const query = queryOf(request);
    checkQuery(query, featurePictureParameters);
    const lang = inLanguage(request, response);
    const named: [string, number][] = double
      ? [
          [key + double, 1],
          [key, 2],
        ]
      : [[key, 1]];
    for (const [one, pixelRatio] of named) {
      const found = await findFeature(service, definition.id, one);
      if (!found) continue;
      const asked = await featureAsked(service, definition, found, query, { lang, pixelRatio });
      return answerWithPicture(service, response, undefined, () => asked);
    }
    const missing = problem('no-such-feature', { id: key, dataset: definition.id });
    throw await goneProblem(service, definition, key, { baseUrl: baseUrlOf(service.config, request), lang }, missing);
  });
}

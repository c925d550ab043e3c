import type { RequestHandler } from 'express';
import { refuseUnknown } from '../../features/index.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { inLanguage } from '../../http/language.ts';
import { queryOf } from '../../http/query.ts';
import type { Service } from '../../service.ts';
import type { Extents } from '../collections.ts';
import { chosen, html } from '../representations.ts';
import { openApiDocument } from './document.ts';
import { openApiFormat } from './parts.ts';
import { keptSamples } from './sample.ts';

/** The definition of the API for programs; people are led to the page where they can try it. */
export function apiDefinition(service: Service, extents: Extents): RequestHandler {
  const samples = keptSamples();
  return async (request, response) => {
    const query = queryOf(request);
    refuseUnknown(query, ['f', 'lang']);
    const place = { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
    response.vary('Accept');
    if (chosen(request, query, [openApiFormat, html]) === html) {
      response.redirect(303, `${place.baseUrl}/api?lang=${place.lang}`);
      return;
    }
    const document = await openApiDocument(service, extents, samples, place);
    // As bytes: Express would add a charset, which the media type does not have.
    response.setHeader('Content-Type', openApiFormat.mediaType);
    response.send(Buffer.from(JSON.stringify(document)));
  };
}

import type { Request, Response } from 'express';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { queryOf } from '../http/query.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Link, linkHeader, type Place } from './links.ts';
import { sendDocumentPage } from './pages/index.ts';
import { chosen, html, json, type Representation, selfAndAlternates } from './representations.ts';

/** Makes a document; `links` are its `self` and `alternate`. */
export type MakeDocument = (place: Place, links: Link[], request: Request) => object | Promise<object>;

/** Answers with a document as what the reader likes best: JSON, or a page of it. */
export async function answerDocument(
  service: OpenData,
  make: MakeDocument,
  request: Request,
  response: Response,
  offered: readonly [Representation, ...Representation[]] = [json, html],
): Promise<void> {
  const query = queryOf(request);
  const place = { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
  const current = chosen(request, query, offered);
  const url = `${place.baseUrl}${request.baseUrl}${request.path.replace(/\/$/, '')}`;
  const links = selfAndAlternates(url, query, current, offered, place);
  const document = await make(place, links, request);
  response.vary('Accept').set('Link', linkHeader(links));
  if (current === html) return sendDocumentPage(service, document, links, request, response);
  response.type(current.mediaType).send(JSON.stringify(document));
}

import type { Request, Response } from 'express';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { linkHeader } from '../http/link-header.ts';
import { queryOf } from '../http/query.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { Link, Place } from './links.ts';
import { sendDocumentPage } from './pages/index.ts';
import { chosen, html, json, type Representation, selfAndAlternates } from './representations.ts';

/** Makes a document; `links` are its `self` and `alternate`. */
export type MakeDocument = (place: Place, links: Link[], request: Request) => object | Promise<object>;

type Offered = readonly [Representation, ...Representation[]];

/** Answers with a document as what the reader likes best: JSON, or a page of it. */
export function answerDocument(
  service: OpenData,
  make: MakeDocument,
  request: Request,
  response: Response,
  offered?: Offered,
): Promise<void> {
  const asText = async (place: Place, links: Link[]) => {
    return { body: JSON.stringify(await make(place, links, request)), links };
  };
  return answerJson(service, asText, request, response, offered);
}

/** The same for a document that is text already, with all the links that it has. */
export async function answerJson(
  service: OpenData,
  make: (place: Place, links: Link[]) => Promise<{ body: string; links: readonly Link[] }>,
  request: Request,
  response: Response,
  offered: Offered = [json, html],
): Promise<void> {
  const query = queryOf(request);
  const place = { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
  const current = chosen(request, query, offered);
  const url = `${place.baseUrl}${request.baseUrl}${request.path.replace(/\/$/, '')}`;
  const links = selfAndAlternates(url, query, current, offered, place);
  const made = await make(place, links);
  response.vary('Accept').set('Link', linkHeader(made.links));
  if (current === html) return sendDocumentPage(service, made.body, links, request, response);
  response.type(current.mediaType).send(made.body);
}

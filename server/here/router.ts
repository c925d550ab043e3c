import { type Request, Router } from 'express';
import { parseMoment, versionNumber } from '../history/past.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { immutable } from '../http/caching.ts';
import { inLanguage, type Language } from '../http/language.ts';
import { linkHeader } from '../http/link-header.ts';
import { checkQuery, valueIn } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import { sendPage, visitOf } from '../pages/index.ts';
import { goneSignal } from '../pictures/answer.ts';
import type { PictureService } from '../pictures/kept.ts';
import { cards } from '../styles/describe.ts';
import { type Answer, answerTo } from './answer.ts';
import { documentText } from './document.ts';
import { queryOf as addressOf, linksOf, mediaTypeOf, permanentLink } from './links.ts';
import { noticesOf } from './notices.ts';
import { herePage } from './page.ts';
import { dayParameter, type Form, formParameter, forms, hereParameters, withinParameter } from './parameters.ts';
import { pictureAddress } from './picture.ts';
import { parseQuestion } from './question.ts';
import { drawAnswer } from './sheet.ts';
import { takingPart } from './taking-part.ts';
import { swedishDay } from './words.ts';

/** `/har`: what applies at a place, in an area or for a feature. */
export function hereRoutes(service: PictureService): Router {
  const router = Router();
  router.get('/har', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, hereParameters);
    const lang = inLanguage(request, response);
    const form = formOf(request, query);
    const site = { baseUrl: baseUrlOf(service.config, request), lang };
    const answer = await answerTo(service, { ...askedBy(service, query), ...site });
    const notices = noticesOf(answer, service.published.definitions, lang);
    const links = linksOf(answer, form, site);
    response.vary('Accept').set('Link', linkHeader(links));
    if (isLasting(query)) response.set('Cache-Control', immutable);
    if (form === 'json') {
      response.type(mediaTypeOf(form)).send(documentText(answer, { notices, links, site }));
      return;
    }
    const layers = layersOf(service);
    if (form === 'pdf') {
      const permanent = permanentLink(answer, site);
      const bytes = await drawAnswer(service, answer, { notices, permanent, layers, lang }, goneSignal(response));
      response.type(mediaTypeOf(form)).set('Content-Disposition', 'inline; filename="vad-galler-har.pdf"').send(bytes);
      return;
    }
    const visit = visitOf(service.config, request, response);
    sendPage(response, herePage(visit, answer, { notices, links, ...around(service, answer, site) }));
  });
  return router;
}

function askedBy({ config }: PictureService, query: URLSearchParams) {
  const wanted = query.get('as-of');
  const moment = wanted === null ? undefined : parseMoment('as-of', wanted);
  const time = typeof moment === 'object' && 'time' in moment ? new Date(moment.time) : new Date();
  return {
    question: parseQuestion(query, config.mapView.center),
    within: valueIn(query, withinParameter),
    moment: typeof moment === 'object' ? moment : undefined,
    day: valueIn(query, dayParameter) ?? swedishDay(time),
  };
}

/** What the page shows besides the answer. */
function around(service: PictureService, answer: Answer, site: { baseUrl: string; lang: Language }) {
  const { question, within } = answer;
  const { lang } = site;
  const titles = cards(service.published.definitions, lang);
  return {
    picture: pictureAddress(answer, layersOf(service), site),
    nowHref: `/har?${addressOf(question, { [withinParameter.name]: within, lang })}`,
    subjectTitle: (subject: string) => titles.find(({ id }) => id === subject)?.title,
  };
}

/** What the map of an answer shows. A choropleth would lie over all else. */
function layersOf({ published }: PictureService): string[] {
  return takingPart(published)
    .filter(({ map }) => !map?.measures)
    .map(({ id }) => id);
}

/** A state by its number on a day that is told: neither will be otherwise. */
function isLasting(query: URLSearchParams): boolean {
  return versionNumber(query.get('as-of') ?? '') !== undefined && query.has(dayParameter.name);
}

/** `f`, else what the reader likes best (RFC 9110 §12.5.1). */
function formOf(request: Request, query: URLSearchParams): Form {
  const f = valueIn(query, formParameter);
  if (f) return f;
  const liked = request.accepts(['json', 'html', 'pdf']);
  return forms.find((one) => one === liked) ?? 'json';
}

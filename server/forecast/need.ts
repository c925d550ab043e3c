import { type Request, Router } from 'express';
import { inLanguage } from '../http/language.ts';
import { checkQuery, valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import { sendPage, visitOf } from '../pages/index.ts';
import { goneSignal } from '../pictures/answer.ts';
import type { PictureService } from '../pictures/kept.ts';
import { basisOf, type NeedBasis } from './need-answer/answer.ts';
import { needWords } from './need-answer/answer-words.ts';
import { needCsv } from './need-answer/csv.ts';
import { documentOf } from './need-answer/document.ts';
import { forecastInWords } from './need-answer/forecast-in-words.ts';
import { fileName, linksOf } from './need-answer/links.ts';
import { needPage } from './need-answer/page.ts';
import { answerTo, parseQuestion } from './need-answer/question.ts';
import { type NeedData, needData } from './need-answer/roles.ts';
import { drawNeed } from './need-answer/sheet.ts';
import { needWorkbook } from './need-answer/workbook.ts';
import { type Form, formParameter, forms, needParameters } from './need-parameters.ts';

/** `/behov`: where and when places in schools, preschools and care run short. */
export function needRoutes(service: PictureService): Router {
  const router = Router();
  router.get('/behov', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, needParameters);
    const lang = inLanguage(request, response);
    const form = formOf(request, query);
    const data = needData(service.published.definitions);
    if (!data) throw problem('no-such-page', { path: request.path });
    const question = parseQuestion(query);
    const answer = answerTo(question, await basisOf(service, data, question.which), needWords.whole[lang]);
    const forecast = forecastInWords(data, answer.basis, lang);
    response.vary('Accept');
    if (form !== 'html' && form !== 'json') response.attachment(fileName(query, form));
    const about = { query, forecast, lang };
    switch (form) {
      case 'html':
        return sendPage(response, needPage(visitOf(service.config, request, response), answer, about));
      case 'json':
        return response.json(
          documentOf(answer, { forecast, lang, places: placesOf(data, answer.basis), links: linksOf(query, lang) }),
        );
      case 'csv':
        return response.type('text/csv; charset=utf-8').send(needCsv(answer, lang));
      case 'xlsx':
        return response.type('xlsx').send(await needWorkbook(answer, about));
      case 'pdf':
        return response
          .type('application/pdf')
          .set('Content-Disposition', `inline; filename="${fileName(query, form)}"`)
          .send(await drawNeed(service, data, answer, { ...about, gone: goneSignal(response) }));
    }
  });
  return router;
}

/** Where a map finds the areas that the answer is about. */
function placesOf({ areas, statistics }: NeedData, { assumed }: NeedBasis) {
  const { [statistics.geo ?? '']: code = '', ...others } = areas.on;
  const shown = Object.entries(others).flatMap(([ours, theirs]) =>
    assumed[ours] === undefined ? [] : [[theirs, String(assumed[ours])] as const],
  );
  return { dataset: areas.definition.id, code, shown: Object.fromEntries(shown) };
}

/** `f`, else what the reader likes best (RFC 9110 §12.5.1). */
function formOf(request: Request, query: URLSearchParams): Form {
  const f = valueIn(query, formParameter);
  if (f) return f;
  const liked = request.accepts(['json', 'html', 'pdf', 'csv', 'xlsx']);
  return forms.find((one) => one === liked) ?? 'json';
}

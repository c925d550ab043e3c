import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { sentenceOf } from './need/words.ts';
import { basisOf } from './need-answer/answer.ts';
import { needWords } from './need-answer/answer-words.ts';
import { answerTo, parseQuestion } from './need-answer/question.ts';
import { needData } from './need-answer/roles.ts';

/** Where and when places of a service run short first, as `/behov` has it. */
export interface FirstShort {
  service: string;
  title: string;
  /** A sentence. */
  text: string;
  /** Undefined: nowhere, as far as is reckoned. */
  short: { year: number; missing: number } | undefined;
}

/** Service by service. Empty where nothing is published that need is reckoned from. */
export async function firstShort(service: OpenData, lang: Language): Promise<FirstShort[]> {
  const data = needData(service.published.definitions);
  if (!data) return [];
  const question = parseQuestion(new URLSearchParams());
  const { lists } = answerTo(question, await basisOf(service, data, question.which), needWords.whole[lang]);
  return lists.flatMap(({ service: { id, title }, catchments: [first] }) =>
    first ? [{ service: id, title: title[lang], text: sentenceOf(first, title[lang], lang), short: first.short }] : [],
  );
}

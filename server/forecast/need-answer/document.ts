import type { Language } from '../../http/language.ts';
import { withTried } from '../need/tried.ts';
import { sentenceOf } from '../need/words.ts';
import type { NeedDocument } from '../need-shape.ts';
import { needWords, notesOf } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';

interface Around {
  /** Which forecast, in words. */
  forecast: string;
  places: NeedDocument['places'];
  links: NeedDocument['links'];
  lang: Language;
}

/** The answer as JSON: all that it is reckoned from, and what comes of it. */
export function documentOf(answer: NeedAnswer, { lang, ...around }: Around): NeedDocument {
  const { basis, lists, question } = answer;
  const { services, years, areas, rates, people, supply, assumed, version } = basis;
  return {
    ...{ title: needWords.title[lang], ...around, assumed, version, whole: needWords.whole[lang], years },
    services: services.map(({ id, title }) => ({ id, title: title[lang] })),
    ...{ areas, rates: withTried(rates, question.chosen.tried), people, supply },
    results: lists.map(({ service, grouping, catchments }) => ({
      ...{ service: service.id, title: service.title[lang], grouping: grouping.kind },
      catchments: catchments.map((one) => ({
        ...{ id: one.catchment.id, name: one.catchment.name, areas: [...one.catchment.areas] },
        text: sentenceOf(one, service.title[lang], lang),
        short: one.short ?? null,
        need: one.years.map((year) => year.need ?? null),
        capacity: one.years.map((year) => year.capacity),
        balance: one.years.map((year) => year.balance ?? null),
      })),
    })),
    notices: notesOf(answer, lang),
  };
}

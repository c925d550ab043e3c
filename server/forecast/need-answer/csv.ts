import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../http/language.ts';
import { needWords } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';

/** One row for each service, catchment and year: UTF-8 with a mark, semicolons and decimal points, as our other CSV for Excel. */
export function needCsv({ lists }: NeedAnswer, lang: Language): string {
  const head = [
    needWords.service,
    needWords.area,
    needWords.year,
    needWords.need,
    needWords.capacity,
    needWords.balance,
  ];
  const rows = lists.flatMap(({ service, catchments }) =>
    catchments.flatMap(({ catchment, years }) =>
      years.map(({ year, need, capacity, balance }) => [
        ...[service.title[lang], catchment.name, year, need ?? '', capacity, balance ?? ''],
      ]),
    ),
  );
  return stringify([head.map((word) => word[lang]), ...rows], { delimiter: ';', bom: true, escape_formulas: true });
}

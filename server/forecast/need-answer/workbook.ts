import { type SheetCell, type WorkbookSheet, writeWorkbook } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import { needWords, notesOf } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';
import { needSheet } from './workbook-need.ts';
import { peopleSheet, placesSheet, ratesSheet } from './workbook-sources.ts';

interface About {
  forecast: string;
  lang: Language;
}

/**
 * The answer as a workbook: people, rates and places on sheets of their own, and the need as formulas that refer to them, so that
 * whoever changes a rate or a year sees what becomes of it.
 */
export async function needWorkbook(answer: NeedAnswer, { forecast, lang }: About): Promise<Buffer> {
  const people = peopleSheet(answer, lang);
  const rates = ratesSheet(answer, lang);
  const places = placesSheet(answer, lang);
  return writeWorkbook([
    aboutSheet(answer, forecast, lang),
    needSheet(answer, { people, rates, places }, lang),
    people.sheet,
    rates.sheet,
    places.sheet,
  ]);
}

const words = {
  title: { sv: 'Läs först', en: 'Read first' },
  how: {
    sv: 'Behov = personer × behovstal, avrundat till hela platser. Platser = de som är öppna under året. Ändra de gula cellerna: år och brist räknas om.',
    en: 'Need = people × rate, rounded to whole places. Places = those that are open in the year. Change the yellow cells: years and lack are reckoned anew.',
  },
};

function aboutSheet(answer: NeedAnswer, forecast: string, lang: Language): WorkbookSheet {
  const lines = [needWords.lead[lang], forecast, words.how[lang], ...notesOf(answer, lang)];
  const line = (text: string): SheetCell[] => [{ kind: 'text', text }];
  return {
    title: words.title[lang],
    rows: [[{ kind: 'text', text: needWords.title[lang], look: 'header' }], ...lines.map(line)],
    widths: [120],
  };
}

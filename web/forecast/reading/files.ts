import { filled } from '../../../server/styles/filled.ts';
import type { ChartFile } from '../../charts/ChartFigure.tsx';
import { datasetOf } from '../../state/state.ts';
import { aggregatePath, type Question } from '../ask.ts';
import type { Reading } from './reading.ts';

/** What a chart is made of, as files: each of its questions to the server as a table. */
export function filesOf({ told: { words, lang } }: Reading, ...questions: readonly Question[]): ChartFile[] {
  return questions.flatMap((question) => {
    const title = datasetOf(question.dataset)?.title ?? question.dataset;
    return [
      { title: filled(words.file, { title }), href: aggregatePath(question, { lang, f: 'csv' }) },
      { title: filled(words.sheet, { title }), href: aggregatePath(question, { lang, f: 'xlsx' }) },
    ];
  });
}

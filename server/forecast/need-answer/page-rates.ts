import { type Html, html, type Visit } from '../../pages/index.ts';
import { formatNumber } from '../../styles/format.ts';
import type { Rate } from '../need/basis.ts';
import { withTried } from '../need/tried.ts';
import { agesInWords } from '../need/words.ts';
import { needWords } from './answer-words.ts';
import { pageTable } from './page-table.ts';
import type { NeedAnswer } from './question.ts';

/** By which rates the need is reckoned, and where they come from. */
export function ratesSection({ lang }: Visit, { basis, lists, question }: NeedAnswer): Html {
  const titles = new Map(lists.map(({ service }) => [service.id, service.title[lang]]));
  const rates = withTried(basis.rates, question.chosen.tried).filter(({ service }) => titles.has(service));
  const title = needWords.rates[lang];
  const heads = [
    { text: needWords.service[lang] },
    { text: needWords.ages[lang] },
    { text: needWords.rate[lang], isFigure: true },
    { text: needWords.since[lang], isFigure: true },
    { text: needWords.source[lang] },
  ];
  const inTable = ({ official }: Rate) =>
    official === undefined ? '' : ` (${needWords.tried[lang].replace('{value}', formatNumber(official, lang, 4))})`;
  return html`<h2>${title}</h2>
${pageTable(
  title,
  heads,
  rates.map((rate) => [
    titles.get(rate.service) ?? '',
    agesInWords(rate, lang),
    `${formatNumber(rate.value, lang, 4)}${inTable(rate)}`,
    rate.validFrom,
    [rate.source, rate.note].filter(Boolean).join('. '),
  ]),
)}`;
}

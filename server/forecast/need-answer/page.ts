import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import { formatNumber } from '../../styles/format.ts';
import type { Reckoned } from '../need/reckon.ts';
import { sentenceOf } from '../need/words.ts';
import { groupingNote, needWords, notesOf } from './answer-words.ts';
import { addressWith } from './links.ts';
import { catchmentSection } from './page-catchment.ts';
import { choiceForm } from './page-form.ts';
import { ratesSection } from './page-rates.ts';
import { pageTable } from './page-table.ts';
import type { NeedAnswer } from './question.ts';

interface Around {
  query: URLSearchParams;
  /** Which forecast, in words. */
  forecast: string;
}

/** The answer for people, without scripts. */
export function needPage(visit: Visit, answer: NeedAnswer, around: Around): Html {
  const { lang } = visit;
  const { query, forecast } = around;
  const { lists, question } = answer;
  const title = needWords.title[lang];
  const link = (other: Record<string, string | undefined>) => pageLink(visit, addressWith(query, other));
  const main = html`<p class="lead">${needWords.lead[lang]}</p>
<p>${forecast}</p>
<p class="actions"><a class="main-action" href="${link({ f: 'pdf' })}">${needWords.print[lang]}</a> <a href="${link({ f: 'xlsx' })}">${needWords.workbook[lang]}</a> <a href="${link({ f: 'csv' })}">CSV</a> <a href="${mapAddress(visit, answer)}">${needWords.map[lang]}</a></p>
${choiceForm(visit, answer, query)}
${lists.map((list) => listSection(visit, list, link))}
${question.catchment === undefined ? undefined : catchmentSection(visit, answer, question.catchment)}
${ratesSection(visit, answer)}
<h2>${needWords.know[lang]}</h2>
<ul>${notesOf(answer, lang).map((note) => html`<li>${note}</li>\n`)}</ul>
`;
  return layout(visit, {
    title,
    above: [],
    description: needWords.lead[lang],
    main,
    forms: [
      { href: link({ f: 'json' }), type: 'application/json', title: 'JSON' },
      { href: link({ f: 'csv' }), type: 'text/csv', title: 'CSV' },
    ],
  });
}

function mapAddress(visit: Visit, { question }: NeedAnswer): string {
  return pageLink(visit, `/?vy=platser${question.service === undefined ? '' : `&tjanst=${question.service}`}`);
}

/** One service: the catchments, those that run short first on top. */
function listSection(
  { lang }: Visit,
  { service, catchments, grouping }: NeedAnswer['lists'][number],
  link: (other: Record<string, string | undefined>) => string,
): Html {
  const title = service.title[lang];
  const [first] = catchments;
  return html`<h2 id="${service.id}">${title}</h2>
${first ? html`<p>${sentenceOf(first, title, lang)} ${groupingNote(grouping, lang)}</p>` : undefined}
${pageTable(
  title,
  [
    { text: needWords.area[lang] },
    ...[needWords.short, needWords.missing, needWords.worst].map((text) => ({ text: text[lang], isFigure: true })),
  ],
  catchments.map((one) => row(one, lang, link({ tjanst: service.id, omrade: one.catchment.id }))),
)}`;
}

function row(reckoned: Reckoned, lang: 'sv' | 'en', href: string): (Html | string | number)[] {
  const { catchment, short, years, isUnknown } = reckoned;
  const last = years.at(-1)?.year ?? '';
  const never = isUnknown ? needWords.unknown[lang] : needWords.enough[lang].replace('{year}', String(last));
  const least = Math.min(...years.flatMap(({ balance }) => balance ?? []));
  return [
    html`<a href="${href}#ar-for-ar">${catchment.name}</a>`,
    short?.year ?? never,
    short ? formatNumber(short.missing, lang, 0) : '',
    short ? formatNumber(-least, lang, 0) : '',
  ];
}

import { type Html, html, pageLink, type Visit } from '../../pages/index.ts';
import { formatChange, formatNumber } from '../../styles/format.ts';
import type { Supply } from '../need/basis.ts';
import type { Reckoned, YearOfNeed } from '../need/reckon.ts';
import { partInWords, sentenceOf } from '../need/words.ts';
import { needWords } from './answer-words.ts';
import { featureAddress } from './links.ts';
import { pageTable } from './page-table.ts';
import type { NeedAnswer } from './question.ts';

/** One catchment, year by year, for each service of the answer, with what each number is made of. */
export function catchmentSection(visit: Visit, { lists }: NeedAnswer, id: string): Html {
  return html`${lists.map(({ service, catchments }) => {
    const found = catchments.find(({ catchment }) => catchment.id === id);
    return found && yearByYear(visit, found, service.title[visit.lang]);
  })}`;
}

function yearByYear(visit: Visit, reckoned: Reckoned, service: string): Html {
  const { lang } = visit;
  const { catchment, years, supply } = reckoned;
  const title = `${catchment.name}: ${service}`;
  return html`<h2 id="ar-for-ar">${title}</h2>
<p>${sentenceOf(reckoned, service, lang)}</p>
${pageTable(
  title,
  [
    { text: needWords.year[lang] },
    ...[needWords.need, needWords.capacity, needWords.balance].map((text) => ({ text: text[lang], isFigure: true })),
    { text: needWords.made[lang] },
  ],
  years.map((year) => yearRow(year, lang)),
)}<h3>${needWords.supply[lang]}</h3>
${supplyTable(visit, supply)}
`;
}

function yearRow({ year, need, capacity, balance, parts }: YearOfNeed, lang: 'sv' | 'en'): (string | number)[] {
  const unknown = needWords.unknown[lang];
  return [
    year,
    need === undefined ? unknown : formatNumber(need, lang, 0),
    formatNumber(capacity, lang, 0),
    balance === undefined ? unknown : formatChange(balance, lang),
    parts.map((part) => partInWords(part, lang)).join('; '),
  ];
}

function supplyTable(visit: Visit, supply: readonly Supply[]): Html {
  const { lang } = visit;
  if (supply.length === 0) return html`<p>${needWords.noSupply[lang]}</p>`;
  const name = ({ dataset, key, kind, name: text }: Supply) =>
    html`<a href="${pageLink(visit, featureAddress(dataset, key))}">${text}</a>${kind === 'project' ? ` (${needWords.project[lang]})` : ''}`;
  return pageTable(
    needWords.supply[lang],
    [
      { text: needWords.supply[lang] },
      ...[needWords.capacity, needWords.from, needWords.till].map((text) => ({ text: text[lang], isFigure: true })),
    ],
    supply.map((one) => [name(one), placesInWords(one, lang), one.from ?? '', one.till ?? '']),
  );
}

/** `72 (4 × 18)` for what a project brings. */
export function placesInWords({ places, units }: Supply, lang: 'sv' | 'en'): string {
  const count = formatNumber(places, lang, 0);
  if (!units) return count;
  const [many, each] = [formatNumber(units.count, lang, 0), formatNumber(units.each, lang, 2)];
  return `${count} (${needWords.units[lang].replace('{count}', many).replace('{each}', each)})`;
}

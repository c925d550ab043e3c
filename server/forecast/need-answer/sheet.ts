import type { Language, Localized } from '../../http/language.ts';
import { problem } from '../../http/problems.ts';
import type { Content } from '../../pictures/content.ts';
import { creditOf } from '../../pictures/credit.ts';
import type { PictureService } from '../../pictures/kept.ts';
import type { Report, ReportBlock } from '../../pictures/report.ts';
import { formatChange, formatNumber } from '../../styles/format.ts';
import type { Reckoned } from '../need/reckon.ts';
import { withTried } from '../need/tried.ts';
import { agesInWords, partInWords, sentenceOf } from '../need/words.ts';
import { editionOf } from './answer.ts';
import { needWords, notesOf } from './answer-words.ts';
import { placesInWords } from './page-catchment.ts';
import type { NeedAnswer } from './question.ts';
import { boxOfAreas } from './read-supply.ts';
import type { NeedData } from './roles.ts';

const words = {
  page: { sv: 'sida {page} av {pages}', en: 'page {page} of {pages}' },
  years: { sv: 'År, och vad behovet består av', en: 'Year, and what the need is made of' },
  list: { sv: '{service}: när platserna tar slut', en: '{service}: when places run out' },
} satisfies Record<string, Localized>;

interface About {
  forecast: string;
  lang: Language;
  /** Of whoever asks. */
  gone: AbortSignal;
}

/** The answer on paper for a committee: a PDF. */
export async function drawNeed(
  service: PictureService,
  data: NeedData,
  answer: NeedAnswer,
  { forecast, lang, gone }: About,
): Promise<Buffer> {
  const content: Content = {
    datasets: data.premises.map(({ definition }) => definition.id),
    ...{ paper: true, transparent: false, theme: 'light', lang, ended: false, filters: new Map() },
  };
  const credit = (await creditOf(service, content, { isWanted: true })) ?? '';
  const box = await boxOfAreas(service.database, data, editionOf(data, answer.basis.assumed));
  if (!box) throw problem('unavailable');
  return service.pictures.drawReport(
    service,
    { report: reportOf(answer, { forecast, credit, lang }), content, box },
    gone,
  );
}

function reportOf(answer: NeedAnswer, { forecast, credit, lang }: Omit<About, 'gone'> & { credit: string }): Report {
  const { lists, question } = answer;
  const title = needWords.title[lang];
  return {
    ...{ title, lang, credit, author: 'Allmänning' },
    lead: [needWords.lead[lang], forecast],
    blocks: [
      ...lists.flatMap(({ service, catchments }) => {
        const name = service.title[lang];
        const detailed = question.service === undefined ? [] : detailedOf(catchments, question.catchment);
        return [...listBlocks(name, catchments, lang), ...detailed.flatMap((one) => yearBlocks(one, name, lang))];
      }),
      ...rateBlocks(answer, lang),
      heading(needWords.know[lang]),
      ...notesOf(answer, lang).map((text): ReportBlock => ({ kind: 'text', text })),
    ],
    foot: `${title} · ${forecast} · ${words.page[lang]}`,
  };
}

const heading = (text: string): ReportBlock => ({ kind: 'heading', text });

/** The catchment that is asked about, else all that run short. */
function detailedOf(catchments: readonly Reckoned[], id: string | undefined): readonly Reckoned[] {
  return catchments.filter(({ catchment, short }) => (id === undefined ? short !== undefined : catchment.id === id));
}

function listBlocks(service: string, catchments: readonly Reckoned[], lang: Language): ReportBlock[] {
  const [first] = catchments;
  const last = first?.years.at(-1)?.year ?? '';
  return [
    heading(words.list[lang].replace('{service}', service)),
    ...(first ? [{ kind: 'text', text: sentenceOf(first, service, lang) } as const] : []),
    {
      kind: 'table',
      heads: [needWords.area, needWords.short, needWords.missing, needWords.worst].map((word) => word[lang]),
      rows: catchments.map(({ catchment, short, years, isUnknown }) => {
        const least = Math.min(...years.flatMap(({ balance }) => balance ?? []));
        const never = isUnknown ? needWords.unknown[lang] : needWords.enough[lang].replace('{year}', String(last));
        return [
          ...[catchment.name, short ? String(short.year) : never],
          ...(short ? [formatNumber(short.missing, lang, 0), formatNumber(-least, lang, 0)] : ['', '']),
        ];
      }),
    },
  ];
}

function yearBlocks({ catchment, years, supply }: Reckoned, service: string, lang: Language): ReportBlock[] {
  const unknown = needWords.unknown[lang];
  return [
    { kind: 'name', text: `${catchment.name}: ${service}` },
    {
      kind: 'table',
      heads: [words.years, needWords.need, needWords.capacity, needWords.balance].map((word) => word[lang]),
      rows: years.map(({ year, need, capacity, balance, parts }) => [
        `${year}: ${parts.map((part) => partInWords(part, lang)).join(' + ')}`,
        ...[need === undefined ? unknown : formatNumber(need, lang, 0)],
        ...[formatNumber(capacity, lang, 0), balance === undefined ? unknown : formatChange(balance, lang)],
      ]),
    },
    { kind: 'label', text: needWords.supply[lang] },
    ...(supply.length === 0 ? [{ kind: 'text', text: needWords.noSupply[lang] } as const] : []),
    {
      kind: 'table',
      heads: [needWords.supply, needWords.from, needWords.till, needWords.capacity].map((word) => word[lang]),
      rows: supply.map((one) => [
        one.kind === 'project' ? `${one.name} (${needWords.project[lang]})` : one.name,
        ...[String(one.from ?? ''), String(one.till ?? ''), placesInWords(one, lang)],
      ]),
    },
  ];
}

function rateBlocks({ basis, lists, question }: NeedAnswer, lang: Language): ReportBlock[] {
  const titles = new Map(lists.map(({ service }) => [service.id, service.title[lang]]));
  const rates = withTried(basis.rates, question.chosen.tried).filter(({ service }) => titles.has(service));
  return [
    heading(needWords.rates[lang]),
    ...rates.map((rate): ReportBlock => {
      const tried =
        rate.official === undefined
          ? []
          : [needWords.tried[lang].replace('{value}', formatNumber(rate.official, lang, 4))];
      const told = [`${formatNumber(rate.value, lang, 4)}`, ...tried, rate.source, rate.note].filter(Boolean);
      return { kind: 'pair', term: `${titles.get(rate.service)}, ${agesInWords(rate, lang)}`, text: told.join('. ') };
    }),
  ];
}

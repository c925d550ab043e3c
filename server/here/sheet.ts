import type { Language, Localized } from '../http/language.ts';
import type { Content } from '../pictures/content.ts';
import { creditOf } from '../pictures/credit.ts';
import type { PictureService } from '../pictures/kept.ts';
import type { Report, ReportBlock } from '../pictures/report.ts';
import { formatNumber } from '../styles/format.ts';
import type { Answer } from './answer.ts';
import type { Related } from './relations.ts';
import { type Shown, withoutRepeats } from './without-repeats.ts';
import { answerWords, percent, placeInWords, standingWords, titleOf, versionInWords, whenInWords } from './words.ts';

const words = {
  day: { sv: 'Så här var det {day}.', en: 'It was like this on {day}.' },
  lasting: { sv: 'Svaret finns kvar på', en: 'The answer stays at' },
  page: { sv: 'sida {page} av {pages}', en: 'page {page} of {pages}' },
} satisfies Record<string, Localized>;

/** Of a kind of relatives that is named on paper. */
const mostNamed = 20;

interface Around {
  notices: readonly string[];
  permanent: string;
  /** Datasets that the map shows. */
  layers: readonly string[];
  lang: Language;
}

/** The answer on paper: a PDF. */
export async function drawAnswer(
  service: PictureService,
  answer: Answer,
  around: Around,
  abandoned: AbortSignal,
): Promise<Buffer> {
  const { lang, layers } = around;
  const content: Content = {
    datasets: layers,
    paper: true,
    transparent: false,
    theme: 'light',
    lang,
    ended: true,
    filters: new Map(),
    mark: answer.place.outline,
    asOf: answer.asOf,
  };
  const credit = (await creditOf(service, content, { isWanted: true })) ?? '';
  const report = reportOf(answer, { ...around, credit });
  return service.pictures.drawReport(service, { report, content, box: answer.place.box }, abandoned);
}

function reportOf(answer: Answer, { notices, permanent, credit, lang }: Around & { credit: string }): Report {
  const { question, place, within, day, datasets } = answer;
  const told = withoutRepeats(answer.told);
  const [asked] = question.kind === 'object' ? told : [];
  const rest = asked ? told.slice(1) : told;
  const there = rest.filter(({ isThere }) => isThere);
  const near = rest.filter(({ isThere }) => !isThere);
  const title = titleOf(question, asked?.name, lang);
  const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
  return {
    title,
    lang,
    author: [...new Set(answer.told.map(({ contact }) => contact.name))].join('; ') || 'Allmänning',
    lead: [placeInWords(place, lang), words.day[lang].replace('{day}', whenInWords(day, lang))],
    credit,
    blocks: [
      ...(asked ? [heading(answerWords.own[lang]), ...blocksOf(asked, lang)] : []),
      heading((asked ? answerWords.where : answerWords.here)[lang]),
      ...(there.length === 0 ? [{ kind: 'text', text: answerWords.nothing[lang] } as const] : []),
      ...there.flatMap((one) => blocksOf(one, lang)),
      ...(near.length > 0 ? [heading(answerWords.near[lang].replace('{metres}', String(within)))] : []),
      ...near.flatMap((one) => blocksOf(one, lang)),
      heading(answerWords.know[lang]),
      ...notices.map((text): ReportBlock => ({ kind: 'text', text })),
      heading(answerWords.truth[lang]),
      ...datasets.map((one): ReportBlock => ({ kind: 'pair', term: one.title, text: versionInWords(one, lang) })),
      { kind: 'pair', term: words.lasting[lang], text: permanent },
    ],
    foot: `${title} · ${placeInWords(place, lang)} · ${whenInWords(day, lang)} · ${words.page[lang]}`,
  };
}

function blocksOf(told: Shown, lang: Language): ReportBlock[] {
  const { name, title, subtitle, standing, isExample, isThere, shares, where, progress } = told;
  const marks = [
    ...(standing ? [standingWords[standing][lang]] : []),
    ...(!isThere || shares ? [where] : []),
    ...(isExample ? [answerWords.invented[lang]] : []),
    title,
    ...(subtitle ? [subtitle] : []),
  ];
  return [
    { kind: 'name', text: name },
    { kind: 'small', text: marks.join(' · ') },
    ...(progress ? [{ kind: 'text', text: progress.means } as const] : []),
    ...(progress ? [{ kind: 'label', text: answerWords.way[lang] } as const] : []),
    ...(progress?.steps ?? []).map(
      (step): ReportBlock => ({
        kind: 'pair',
        term: step.title,
        text: [...(step.when ? [whenInWords(step.when, lang)] : []), answerWords[step.state][lang]].join(', '),
      }),
    ),
    ...(progress ? [{ kind: 'label', text: title } as const] : []),
    ...told.values.map(({ field, text }): ReportBlock => ({ kind: 'pair', term: field.title, text })),
    ...told.series.flatMap(({ title: measure, unit, values }): ReportBlock[] => [
      { kind: 'label', text: `${measure} (${unit})` },
      { kind: 'text', text: values.map(({ year, value }) => `${year}: ${formatNumber(value, lang, 0)}`).join('   ') },
    ]),
    ...told.related.flatMap((one) => relatedBlocks(one, lang)),
    ...(told.contact
      ? [
          {
            kind: 'small',
            text: `${answerWords.contact[lang]}: ${[told.contact.name, told.contact.email].filter(Boolean).join(', ')}`,
          } as const,
        ]
      : []),
  ];
}

function relatedBlocks({ title, features }: Related, lang: Language): ReportBlock[] {
  const named = new Map<string, number>();
  for (const { name, share } of features) {
    const text = share === undefined ? name : `${name} (${percent(share, lang)} %)`;
    named.set(text, (named.get(text) ?? 0) + 1);
  }
  const texts = [...named].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
  const left = texts.length - mostNamed;
  return [
    { kind: 'label', text: title },
    { kind: 'text', text: texts.slice(0, mostNamed).join('; ') + (left > 0 ? ` … + ${left}` : '') },
  ];
}

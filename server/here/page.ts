import type { Localized } from '../http/language.ts';
import { type Html, html, layout, pageLink, previewSize, type Visit } from '../pages/index.ts';
import { seriesTable } from '../styles/series-table.ts';
import { shownValue } from '../styles/shown-value.ts';
import type { Answer } from './answer.ts';
import { contactHtml, relatedHtml, wayHtml } from './feature-html.ts';
import { featurePath, type HereLink } from './links.ts';
import { type Shown, withoutRepeats } from './without-repeats.ts';
import { answerWords, placeInWords, standingWords, titleOf, versionInWords, whenInWords } from './words.ts';

const words = {
  map: { sv: 'Karta: {place}', en: 'Map: {place}' },
  mapNow: { sv: 'Bilden visar kartan som den är nu.', en: 'The picture shows the map as it is now.' },
  data: { sv: 'Som öppna data', en: 'As open data' },
  day: { sv: 'Dag', en: 'Day' },
  state: { sv: 'Datas version', en: 'Version of the data' },
  lasting: { sv: 'Länk som alltid svarar så här', en: 'Link that always answers like this' },
  now: { sv: 'Se vad som gäller nu', en: 'See what applies now' },
  past: {
    sv: 'Så här var det {day}. Det kan vara annorlunda nu.',
    en: 'It was like this on {day}. It may be otherwise now.',
  },
  pdf: { sv: 'Spara som PDF', en: 'Save as PDF' },
} satisfies Record<string, Localized>;

interface Around {
  notices: readonly string[];
  links: readonly HereLink[];
  picture: string;
  nowHref: string;
  /** Undefined: it has no card. */
  subjectTitle(subject: string): string | undefined;
}

/** The answer for people. */
export function herePage(visit: Visit, answer: Answer, around: Around): Html {
  const { lang } = visit;
  const { question, place, within, isPast, day } = answer;
  const told = withoutRepeats(answer.told);
  const { notices, links, picture, nowHref } = around;
  const [asked] = question.kind === 'object' ? told : [];
  const rest = asked ? told.slice(1) : told;
  const title = titleOf(question, asked?.name, lang);
  const where = placeInWords(place, lang);
  const there = rest.filter(({ isThere }) => isThere);
  const near = rest.filter(({ isThere }) => !isThere);
  const href = (rel: string, type?: string) =>
    links.find((one) => one.rel === rel && (!type || one.type === type))?.href ?? '';
  const main = html`${isPast ? html`<p class="lead">${words.past[lang].replace('{day}', whenInWords(day, lang))} <a href="${nowHref}">${words.now[lang]}</a></p>\n` : undefined}<p>${where}</p>
<p class="actions"><a class="main-action" href="${href('alternate', 'application/pdf')}">${words.pdf[lang]}</a> <a href="${href('related')}">${links.find(({ rel }) => rel === 'related')?.title}</a> <a href="${href('permalink')}" rel="bookmark">${words.lasting[lang]}</a></p>
<figure class="map-figure"><img class="still" src="${picture}" alt="${words.map[lang].replace('{place}', where)}" width="${previewSize.width}" height="${previewSize.height}">${isPast ? html`<figcaption>${words.mapNow[lang]}</figcaption>` : undefined}</figure>
${asked ? html`<h2>${answerWords.own[lang]}</h2>\n${one(asked, 0, visit)}` : undefined}
<h2>${(asked ? answerWords.where : answerWords.here)[lang]}</h2>
${there.length === 0 ? html`<p>${answerWords.nothing[lang]}</p>\n` : groups(there, visit, around, asked ? 1 : 0)}
${near.length === 0 ? undefined : html`<h2>${answerWords.near[lang].replace('{metres}', String(within))}</h2>\n${near.map((told, index) => one(told, 1000 + index, visit))}`}
<h2>${answerWords.know[lang]}</h2>
<ul>${notices.map((notice) => html`<li>${notice}</li>\n`)}</ul>
${truth(answer, visit, href('permalink'))}`;
  return layout(visit, {
    title,
    above: [],
    description: `${title} ${where}`,
    picture,
    main,
    forms: links.filter(({ rel }) => rel === 'alternate'),
  });
}

function groups(there: readonly Shown[], visit: Visit, { subjectTitle }: Around, from: number): Html {
  const subjects = [...new Set(there.map(({ subject }) => subject))];
  return html`${subjects.map((subject) => {
    const members = there.filter((told) => told.subject === subject);
    return html`<section class="subject">
<h3 class="subject-title">${subjectTitle(subject) ?? members[0]?.title}</h3>
${members.map((told) => one(told, from + there.indexOf(told), visit))}</section>
`;
  })}`;
}

/** `number`: of the answer on its page. */
function one(told: Shown, number: number, visit: Visit): Html {
  const { lang } = visit;
  const { dataset, title, key, name, subtitle, standing, isExample, isThere, shares, where } = told;
  const isSomewhere = !isThere || shares !== undefined;
  return html`<article class="told ${standing}">
<h4 class="told-name"><a href="${pageLink(visit, featurePath(dataset, key))}">${name}</a></h4>
<p class="marks">${standing ? html`<strong class="mark ${standing}">${standingWords[standing][lang]}</strong> ` : undefined}${isSomewhere ? html`<span class="mark">${where}</span> ` : undefined}${isExample ? html`<span class="mark">${answerWords.invented[lang]}</span> ` : undefined}<span class="quiet">${title}${subtitle ? html` · ${subtitle}` : undefined}</span></p>
${wayHtml(told.progress, visit)}
<dl class="values">
${told.values.map(
  ({ field }) =>
    html`<div${field.format === 'multiline' ? html` class="long"` : undefined}><dt>${field.title}</dt><dd>${shownValue(field, told.properties[field.name], visit)}</dd></div>\n`,
)}</dl>
${seriesTable(told.series, visit, { id: `serie-${number}`, level: 'h5' })}
${relatedHtml(told.related, visit, 'h5')}
${told.contact ? contactHtml(told.contact, visit) : undefined}</article>
`;
}

/** The versions that the answer is true of, and the link that answers the same later. */
function truth({ datasets, day, number }: Answer, { lang }: Visit, permanent: string): Html {
  return html`<h2 id="gallde">${answerWords.truth[lang]}</h2>
<dl class="values">
<div><dt>${words.day[lang]}</dt><dd>${whenInWords(day, lang)}</dd></div>
<div><dt>${words.state[lang]}</dt><dd>${number}</dd></div>
${datasets.map((one) => html`<div><dt>${one.title}</dt><dd>${versionInWords(one, lang)}</dd></div>\n`)}</dl>
<p><a href="${permanent}" rel="bookmark">${words.lasting[lang]}</a></p>
`;
}

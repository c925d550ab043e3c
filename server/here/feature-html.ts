import type { Localized } from '../http/language.ts';
import { type Html, html, pageLink, type Visit } from '../pages/index.ts';
import { featurePath } from './links.ts';
import type { Related, Relative } from './relations.ts';
import type { Told } from './told.ts';
import type { Progress, Step } from './way.ts';
import { answerWords, percent, standingWords, whenInWords } from './words.ts';

/** What a page tells of a feature besides its values: how far it has come, what it belongs together with, whom to ask. */

const words = {
  share: { sv: '{share} % av ytan', en: '{share} % of the area' },
  times: { sv: '{count} ytor', en: '{count} places' },
  more: { sv: 'och {count} till', en: 'and {count} more' },
} satisfies Record<string, Localized>;

/** Whether it applies, and its second line. */
export function standingHtml(
  { standing, subtitle }: Pick<Told, 'standing' | 'subtitle'>,
  { lang }: Visit,
): Html | undefined {
  if (!standing && !subtitle) return undefined;
  return html`<p class="marks">${standing ? html`<strong class="mark ${standing}">${standingWords[standing][lang]}</strong> ` : undefined}${subtitle}</p>\n`;
}

/** A timeline, and in words what the step where it is means. */
export function wayHtml(progress: Progress | undefined, { lang }: Visit): Html | undefined {
  if (!progress) return undefined;
  const step = ({ title, when, state }: Step) =>
    html`<li class="${state}"${state === 'now' ? html` aria-current="step"` : undefined}><span class="step">${title}</span> ${
      when === undefined ? undefined : html`<span class="when">${whenInWords(when, lang)}</span> `
    }<span class="quiet">${answerWords[state][lang]}</span></li>\n`;
  return html`<p>${progress.means}</p>
<ol class="way" aria-label="${answerWords.way[lang]}">
${progress.steps.map(step)}</ol>
`;
}

/** More of one kind are counted, not named. */
const mostNamed = 30;

/** Lists of related features, each a link to its own page. Those of one name stand once. */
export function relatedHtml(related: readonly Related[], visit: Visit, level: 'h2' | 'h5' = 'h5'): Html | undefined {
  if (related.length === 0) return undefined;
  return html`${related.map(({ title, dataset, features }) => {
    const heading = level === 'h2' ? html`<h2>${title}</h2>` : html`<h5>${title}</h5>`;
    const names = [...byName(features)];
    const left = names.length - mostNamed;
    return html`${heading}
<ul class="related">
${names.slice(0, mostNamed).map((one) => html`<li>${relative(dataset, one, visit)}</li>\n`)}${
  left > 0 ? html`<li class="quiet">${words.more[visit.lang].replace('{count}', String(left))}</li>\n` : undefined
}</ul>
`;
  })}`;
}

function byName(features: readonly Relative[]): Relative[][] {
  const found = new Map<string, Relative[]>();
  for (const one of features) {
    const key = `${one.name} ${one.standing}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

function relative(dataset: string, alike: readonly Relative[], visit: Visit): Html | undefined {
  const [first] = alike;
  if (!first) return undefined;
  const { lang } = visit;
  const facts = [
    ...(first.standing ? [standingWords[first.standing][lang]] : []),
    ...(alike.length > 1 ? [words.times[lang].replace('{count}', String(alike.length))] : []),
    ...(first.share !== undefined && alike.length === 1
      ? [words.share[lang].replace('{share}', percent(first.share, lang))]
      : []),
  ];
  return html`<a href="${pageLink(visit, featurePath(dataset, first.key))}">${first.name}</a>${
    facts.length > 0 ? html` <span class="quiet">${facts.join(' · ')}</span>` : undefined
  }`;
}

export function contactHtml({ name, email }: { name: string; email?: string }, { lang }: Visit): Html {
  const who = email ? html`<a href="mailto:${email}">${name}</a>` : html`${name}`;
  return html`<p class="contact">${answerWords.contact[lang]}: ${who}</p>\n`;
}

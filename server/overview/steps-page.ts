import { type Html, html, type Visit } from '../pages/index.ts';
import { formatNumber } from '../styles/format.ts';
import { behind } from './links.ts';
import type { Overview } from './overview.ts';
import { overviewWords as words } from './words.ts';

/** How many features have come how far on their way, and how long the steps take. */
export function stepsPart(visit: Visit, way: Overview['ways'][number]): Html {
  const { lang } = visit;
  const { title, field, steps } = way;
  const heading = words.steps[lang].replace('{title}', title);
  const number = (value: number) => formatNumber(value, lang, 0);
  return html`<h2>${heading}</h2>
<div class="wide" role="region" aria-label="${heading}" tabindex="0"><table>
<thead><tr><th scope="col">${words.step[lang]}</th><th scope="col" class="figure">${words.count[lang]}</th><td></td></tr></thead>
<tbody>
${steps.counts.map((one) => {
  const links = one.count > 0 ? behind(visit, way, field, one.codes) : undefined;
  return html`<tr><th scope="row">${one.title}</th><td class="figure">${number(one.count)}</td><td>${
    links
      ? html`<a href="${links.list}" aria-label="${one.title}: ${words.list[lang]}">${words.list[lang]}</a> · <a href="${links.map}" aria-label="${one.title}: ${words.map[lang]}">${words.map[lang]}</a>`
      : undefined
  }</td></tr>\n`;
})}</tbody></table></div>
${steps.durations.length === 0 ? undefined : durations(visit, steps.durations)}`;
}

function durations({ lang }: Visit, rows: Overview['ways'][number]['steps']['durations']): Html {
  const months = (value: number) => formatNumber(value, lang, 0);
  return html`<h3>${words.durations[lang]}</h3>
<p>${words.durationsLead[lang]}</p>
<div class="wide" role="region" aria-label="${words.durations[lang]}" tabindex="0"><table>
<thead><tr><th scope="col">${words.from[lang]}</th><th scope="col">${words.until[lang]}</th><th scope="col" class="figure">${words.median[lang]}</th><th scope="col" class="figure">${words.middle[lang]}</th><th scope="col" class="figure">${words.count[lang]}</th></tr></thead>
<tbody>
${rows.map(
  (one) =>
    html`<tr><th scope="row">${one.from}</th><td>${one.until}</td><td class="figure">${months(one.median)}</td><td class="figure">${months(one.quarter)}–${months(one.threeQuarters)}</td><td class="figure">${months(one.count)}</td></tr>\n`,
)}</tbody></table></div>`;
}

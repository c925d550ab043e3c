import { featurePath } from '../here/links.ts';
import { type Html, html, pageLink, type Visit } from '../pages/index.ts';
import { formatChange, formatNumber } from '../styles/format.ts';
import { projectLinks } from './building-page.ts';
import { expected } from './figures.ts';
import type { Growth, Overview } from './overview.ts';
import { surenessWords, overviewWords as words } from './words.ts';

/** Areas, the strongest growth first, and which dwellings carry it. */
export function growthPart(visit: Visit, { growth, building }: Overview): Html | undefined {
  const { lang } = visit;
  const [first] = growth;
  const dataset = building[0]?.dataset;
  if (!first || dataset === undefined) return undefined;
  const inYears = (text: string) =>
    text.replace('{from}', String(first.years.from)).replace('{until}', String(first.years.until));
  const people = (year: number) => words.people[lang].replace('{year}', String(year));
  return html`<h2>${words.growth[lang]}</h2>
<p>${inYears(words.growthLead[lang])}</p>
<div class="wide" role="region" aria-label="${words.growth[lang]}" tabindex="0"><table>
<thead><tr><th scope="col">${words.area[lang]}</th><th scope="col" class="figure">${people(first.years.from)}</th><th scope="col" class="figure">${people(first.years.until)}</th><th scope="col" class="figure">${words.change[lang]}</th>${expected.map((one) => html`<th scope="col" class="figure">${words.dwellings[lang]}: ${surenessWords[one][lang]}</th>`)}<th scope="col">${words.carriedBy[lang]}</th></tr></thead>
<tbody>
${growth.map((one) => row(visit, one, dataset))}</tbody></table></div>`;
}

function row(visit: Visit, { dataset, key, title, people, dwellings, projects }: Growth, of: string): Html {
  const { lang } = visit;
  const number = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, lang, 0));
  const change = people ? people.until - people.from : undefined;
  const carried =
    projects.length > 0
      ? projectLinks(
          visit,
          of,
          projects.map(({ project }) => project),
          3,
        )
      : (change ?? 0) > 0
        ? html`<span class="quiet">${words.nothingCarries[lang]}</span>`
        : undefined;
  return html`<tr><th scope="row"><a href="${pageLink(visit, featurePath(dataset, key))}">${title}</a></th><td class="figure">${number(people?.from)}</td><td class="figure">${number(people?.until)}</td><td class="figure">${change === undefined ? '–' : formatChange(change, lang)}</td>${expected.map((each) => html`<td class="figure">${dwellings[each] === 0 ? '–' : number(dwellings[each])}</td>`)}<td class="long">${carried}</td></tr>\n`;
}

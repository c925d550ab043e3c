import type { BuildingProject } from '../building/projects.ts';
import { chartFigure } from '../charts/figure.ts';
import { featurePath } from '../here/links.ts';
import { type Html, html, pageLink, type Visit } from '../pages/index.ts';
import { formatNumber } from '../styles/format.ts';
import { expected, type YearOfBuilding } from './figures.ts';
import { behind } from './links.ts';
import type { Asked, BuildingOverview } from './overview.ts';
import { surenessWords, overviewWords as words } from './words.ts';

/** Dwellings to come: how sure they are, and year by year. */
export function dwellingsPart(visit: Visit, building: BuildingOverview, asked: Asked): Html {
  return html`${readinessPart(visit, building)}\n${yearsPart(building, asked)}\n`;
}

/** Projects that are late, and what projects bring besides dwellings. */
export function premisesPart(visit: Visit, building: BuildingOverview, asked: Asked): Html {
  return html`${latePart(visit, building, asked)}\n${broughtPart(visit, building)}\n`;
}

/** Names of projects, each a link to its page. */
export function projectLinks(visit: Visit, dataset: string, projects: readonly BuildingProject[], most = 4): Html {
  const left = projects.length - most;
  const link = ({ key, name }: BuildingProject) =>
    html`<a href="${pageLink(visit, featurePath(dataset, key))}">${name}</a>`;
  return html`${projects.slice(0, most).map((one, index) => html`${index > 0 ? ', ' : undefined}${link(one)}`)}${
    left > 0 ? ` ${words.more[visit.lang].replace('{count}', formatNumber(left, visit.lang, 0))}` : undefined
  }`;
}

/** Links to the list and the map of some features. */
function behindLinks(visit: Visit, building: BuildingOverview, projects: readonly BuildingProject[]): Html | undefined {
  const links = behind(
    visit,
    building,
    building.keyField,
    projects.map(({ key }) => key),
  );
  if (!links) return undefined;
  return html`<a href="${links.list}">${words.list[visit.lang]}</a> · <a href="${links.map}">${words.map[visit.lang]}</a>`;
}

function readinessPart(visit: Visit, building: BuildingOverview): Html {
  const { lang } = visit;
  const number = (value: number) => formatNumber(value, lang, 0);
  const total = building.readiness.reduce((sum, { dwellings }) => sum + dwellings, 0);
  const count = building.readiness.reduce((sum, { projects }) => sum + projects.length, 0);
  return html`<h2>${words.readiness[lang]}</h2>
<p>${words.readinessLead[lang]}</p>
<div class="wide" role="region" aria-label="${words.readiness[lang]}" tabindex="0"><table>
<thead><tr><th scope="col">${words.sureness[lang]}</th><th scope="col" class="figure">${words.dwellings[lang]}</th><th scope="col" class="figure">${words.projects[lang]}</th><th scope="col">${words.project[lang]}</th><td></td></tr></thead>
<tbody>
${building.readiness.map(
  ({ sureness, dwellings, projects }) =>
    html`<tr><th scope="row">${surenessWords[sureness][lang]}</th><td class="figure">${number(dwellings)}</td><td class="figure">${number(projects.length)}</td><td class="long">${projectLinks(
      visit,
      building.dataset,
      projects.map(({ project }) => project),
    )}</td><td>${behindLinks(
      visit,
      building,
      projects.map(({ project }) => project),
    )}</td></tr>\n`,
)}<tr><th scope="row">${words.all[lang]}</th><td class="figure">${number(total)}</td><td class="figure">${number(count)}</td><td></td><td></td></tr>
</tbody></table></div>`;
}

function yearsPart({ years, withoutYear, dataset }: BuildingOverview, asked: Asked): Html {
  const { lang } = asked;
  const targets = years.map(({ target }) => target ?? null);
  const hasTarget = targets.some((target) => target !== null);
  const chart = {
    kind: 'stacked',
    lang,
    title: words.byYear[lang],
    sentence: `${words.byYearLead[lang]}${hasTarget ? ` ${againstTarget(years, asked)}` : ''}`,
    unit: words.dwellings[lang].toLowerCase(),
    categoryTitle: words.year[lang],
    categories: years.map(({ year }) => String(year)),
    series: [
      ...(['done', ...expected] as const).map((sureness) => ({
        name: surenessWords[sureness][lang],
        values: years.map(({ dwellings }) => dwellings[sureness]),
      })),
      ...(hasTarget ? [{ name: words.target[lang], values: targets, isLine: true }] : []),
    ],
  } as const;
  return html`${chartFigure(chart, `ar-${dataset}`)}
${withoutYear > 0 ? html`<p>${words.withoutYear[lang].replace('{count}', formatNumber(withoutYear, lang, 0))}</p>` : undefined}`;
}

/** The years ahead that have a target, together. */
function againstTarget(years: readonly YearOfBuilding[], { day, lang }: Asked): string {
  const ahead = years.filter(({ year, target }) => target !== undefined && year >= Number(day.slice(0, 4)));
  const sum = (of: (one: YearOfBuilding) => number) =>
    formatNumber(
      ahead.reduce((total, one) => total + of(one), 0),
      lang,
      0,
    );
  return words.meanOfTarget[lang]
    .replace(
      '{target}',
      sum(({ target }) => target ?? 0),
    )
    .replace('{years}', `${ahead[0]?.year ?? ''}–${ahead.at(-1)?.year ?? ''}`)
    .replace(
      '{decided}',
      sum(({ dwellings }) => dwellings.decided + dwellings.done),
    )
    .replace(
      '{all}',
      sum(({ total }) => total),
    );
}

function latePart(visit: Visit, building: BuildingOverview, { day }: Asked): Html {
  const { lang } = visit;
  const line = (sentence: string, projects: readonly BuildingProject[]) =>
    html`<p>${sentence.replace('{count}', formatNumber(projects.length, lang, 0)).replace('{year}', day.slice(0, 4))}${
      projects.length > 0
        ? html`: ${projectLinks(visit, building.dataset, projects, 10)}. ${behindLinks(visit, building, projects)}`
        : '.'
    }</p>\n`;
  return html`<h2>${words.late[lang]}</h2>
${line(words.notBegun[lang], building.late.notBegun)}${line(words.notFinished[lang], building.late.notFinished)}`;
}

function broughtPart(visit: Visit, { dataset, premises: { fields, years } }: BuildingOverview): Html | undefined {
  const { lang } = visit;
  if (fields.length === 0) return undefined;
  return html`<h2>${words.premises[lang]}</h2>
${
  years.length === 0
    ? html`<p>${words.none[lang]}</p>`
    : html`<p>${words.premisesLead[lang]}</p>
<div class="wide" role="region" aria-label="${words.premises[lang]}" tabindex="0"><table>
<thead><tr><th scope="col">${words.year[lang]}</th>${fields.map(({ title, unit }) => html`<th scope="col" class="figure">${title}${unit ? `, ${unit}` : undefined}</th>`)}<th scope="col">${words.project[lang]}</th></tr></thead>
<tbody>
${years.map(
  ({ year, counts, projects }) =>
    html`<tr><th scope="row">${year ?? words.noYear[lang]}</th>${counts.map((count) => html`<td class="figure">${count === 0 ? '–' : formatNumber(count, lang, 0)}</td>`)}<td class="long">${projectLinks(visit, dataset, projects)}</td></tr>\n`,
)}</tbody></table></div>`
}`;
}

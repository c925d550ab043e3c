import type { Localized } from '../http/language.ts';
import { type Html, html, type Visit } from '../pages/index.ts';
import { formatNumber } from './format.ts';
import type { SeriesValues } from './series-values.ts';

const words = {
  year: { sv: 'År', en: 'Year' },
  series: { sv: 'År för år', en: 'Year by year' },
} satisfies Record<string, Localized>;

interface Placing {
  /** Of the heading: another for each table of a page. */
  id?: string;
  level?: 'h2' | 'h5';
}

/** Yearly totals with a heading, a column for each measure. Undefined: there are none. */
export function seriesTable(
  series: readonly SeriesValues[],
  { lang }: Visit,
  { id = 'serie', level = 'h2' }: Placing = {},
): Html | undefined {
  const years = [...new Set(series.flatMap(({ values }) => values.map(({ year }) => year)))].sort((a, b) => a - b);
  if (years.length === 0) return undefined;
  const figure = ({ values }: SeriesValues, year: number) => {
    const found = values.find((one) => one.year === year);
    return found ? formatNumber(found.value, lang) : '';
  };
  const heading =
    level === 'h2' ? html`<h2 id="${id}">${words.series[lang]}</h2>` : html`<h5 id="${id}">${words.series[lang]}</h5>`;
  return html`${heading}
<div class="wide" role="region" aria-labelledby="${id}" tabindex="0">
<table>
<thead><tr><th scope="col">${words.year[lang]}</th>${series.map(({ title, unit }) => html`<th scope="col" class="figure">${title} <span class="quiet">${unit}</span></th>`)}</tr></thead>
<tbody>${years.map(
    (year) =>
      html`<tr><th scope="row">${year}</th>${series.map((one) => html`<td class="figure">${figure(one, year)}</td>`)}</tr>\n`,
  )}</tbody>
</table></div>`;
}

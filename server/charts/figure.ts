import { drawing, type Html, html } from '../pages/index.ts';
import type { Chart } from './chart.ts';
import { chartSize, chartSvg } from './svg.ts';
import { chartTable } from './table.ts';
import { chartWords, howToRead } from './words.ts';

/**
 * A chart on a page of the server: its title, its sentence, the drawing for light and for dark paper (web/pages/pages.css shows
 * the one that fits) and its table, which can be opened. `id`: of its title, another for each chart of a page.
 */
export function chartFigure(
  chart: Omit<Chart, 'theme'>,
  id: string,
  size: { width: number; height: number } = chartSize,
): Html {
  const { title, sentence, lang, kind } = chart;
  const read = howToRead({ ...chart, theme: 'light' });
  const drawn = (theme: Chart['theme']) =>
    html`<div class="chart-drawn for-${theme}" role="img" aria-labelledby="${id}">${drawing(chartSvg({ ...chart, theme }, size))}</div>`;
  return html`<figure class="chart chart-${kind}" aria-labelledby="${id}">
<figcaption><strong id="${id}">${title}</strong><p>${sentence}</p></figcaption>
<div class="wide" role="region" aria-labelledby="${id}" tabindex="0">${drawn('light')}${drawn('dark')}</div>
${read ? html`<p class="quiet">${read}</p>` : undefined}
<details><summary>${chartWords.table[lang]}</summary>
${tableOf(chart, id)}
</details>
</figure>`;
}

function tableOf(chart: Omit<Chart, 'theme'>, id: string): Html {
  const { head, rows } = chartTable({ ...chart, theme: 'light' });
  const [first = '', ...others] = head;
  return html`<div class="wide" role="region" aria-labelledby="${id}" tabindex="0"><table>
<thead><tr><th scope="col">${first}</th>${others.map((name) => html`<th scope="col" class="figure">${name}</th>`)}</tr></thead>
<tbody>${rows.map(({ title, cells }) => html`<tr><th scope="row">${title}</th>${cells.map((cell) => html`<td class="figure">${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}

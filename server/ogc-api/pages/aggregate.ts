import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { formatNumber } from '../../styles/format.ts';
import { type AggregateDocument, aggregate as aggregateShape } from '../documents.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Summor', en: 'Sums' },
  assumed: { sv: 'När inget annat sägs gäller', en: 'Where nothing else is said' },
  none: { sv: 'Det finns inga värden för detta.', en: 'There are no values for this.' },
  total: { sv: 'Alla', en: 'All' },
} satisfies Record<string, Localized>;

/** The sums as a table in words, with what was taken for granted. */
export function aggregate(document: object, dataset: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { id, title, fields } = dataset;
  const found = aggregateShape.parse(document);
  const assumed = Object.entries(found.assumed).map(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    const meaning = field?.codes?.find((code) => code.value === value)?.title ?? value;
    return html`<div><dt>${field?.title ?? name}</dt><dd>${meaning}</dd></div>\n`;
  });
  const rows = found.rows.map((row) => {
    const [first, ...others] = found.columns.map((column) => meaningOf(column, row[column.name] ?? null, lang));
    const value = typeof row.value === 'number' ? formatNumber(row.value, lang) : '–';
    return html`<tr><th scope="row">${first ?? words.total[lang]}</th>${others.map((cell) => html`<td>${cell}</td>`)}<td class="figure">${value}</td></tr>\n`;
  });
  const name = `${title}: ${words.title[lang].toLocaleLowerCase(lang)}`;
  return layout(visit, {
    title: name,
    above: aboveDataset(visit, { id, title }),
    main: html`${assumed.length > 0 ? html`<h2>${words.assumed[lang]}</h2>\n<dl class="values">${assumed}</dl>` : ''}
${found.protection ? html`<p>${found.protection}</p>` : ''}
${
  rows.length === 0
    ? html`<p>${words.none[lang]}</p>`
    : html`<div class="wide" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr>${found.columns.map(({ title: head }) => html`<th scope="col">${head}</th>`)}<th scope="col" class="figure">${found.value}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}`,
    forms: formsOf(links),
  });
}

/** A key as people read it: what a code means; years without a gap in them. */
function meaningOf(
  { values }: AggregateDocument['columns'][number],
  value: string | number | null,
  lang: keyof Localized,
): string {
  if (value === null) return words.total[lang];
  return values?.find((one) => one.value === value)?.title ?? String(value);
}

import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { formatNumber } from '../../styles/format.ts';
import { type FacetsDocument, facets as facetsShape } from '../documents.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Värden att välja bland', en: 'Values to choose from' },
  matched: { sv: 'objekt motsvarar filtret.', en: 'features match the filter.' },
  value: { sv: 'Värde', en: 'Value' },
  count: { sv: 'Antal', en: 'Number' },
  missing: { sv: 'Inget värde', en: 'No value' },
  others: { sv: 'Andra värden', en: 'Other values' },
  until: { sv: 'till före', en: 'until before' },
} satisfies Record<string, Localized>;

type Facet = FacetsDocument['facets'][number];

/** A table for each field: its values with how many have them, each with a way to them. */
export function facets(document: object, { id, title }: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const found = facetsShape.parse(document);
  const items = (condition: string, name: string) => {
    const address = `/geodata/v1/collections/${id}/items?${new URLSearchParams({ filter: condition })}`;
    return html`<a href="${pageLink(visit, address)}">${name}</a>`;
  };
  const row = (head: string | Html, count: number) =>
    html`<tr><th scope="row">${head}</th><td>${formatNumber(count, lang)}</td></tr>\n`;
  const tables = found.facets.map((facet) => {
    const name = facet.unit ? `${facet.title} (${facet.unit})` : facet.title;
    const others = [
      ...(facet.missing > 0 ? [row(words.missing[lang], facet.missing)] : []),
      ...(facet.others > 0 ? [row(words.others[lang], facet.others)] : []),
    ];
    const rows = linesOf(facet).map((line) =>
      row(items(line.condition, line.title.replace(untilMark, words.until[lang])), line.count),
    );
    if (rows.length + others.length === 0) return undefined;
    return html`<h2>${name}</h2>
<div class="wide" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr><th scope="col">${words.value[lang]}</th><th scope="col">${words.count[lang]}</th></tr></thead>
<tbody>${[...rows, ...others]}</tbody></table></div>`;
  });
  return layout(visit, {
    title: `${title}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: aboveDataset(visit, { id, title }),
    main: html`<p>${formatNumber(found.numberMatched, lang)} ${words.matched[lang]}</p>
${tables}`,
    forms: formsOf(links),
  });
}

const untilMark = '→';

/** What somebody could choose, each with its condition in CQL2. */
function linesOf(facet: Facet): { title: string; condition: string; count: number }[] {
  const name = `"${facet.property}"`;
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  switch (facet.kind) {
    case 'text':
      return [];
    case 'values':
      return facet.values.map(({ value, title, count }) => {
        const literal = typeof value === 'boolean' ? String(value) : text(value);
        const condition = facet.type === 'list' ? `A_CONTAINS(${name}, (${literal}))` : `${name} = ${literal}`;
        return { title, condition, count };
      });
    case 'numbers':
      return facet.bars.map(({ from, to, count }) => ({
        title: `${from} ${untilMark} ${to}`,
        condition: `${name} >= ${from} AND ${name} < ${to}`,
        count,
      }));
    case 'days':
      return facet.bars.map(({ from, to, count }) => ({
        title: `${from} ${untilMark} ${to}`,
        condition: `${name} >= DATE('${from}') AND ${name} < DATE('${to}')`,
        count,
      }));
  }
}

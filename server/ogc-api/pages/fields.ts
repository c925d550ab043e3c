import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { type PropertyDocument, schemaShape } from './documents.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  schema: { sv: 'Fälten', en: 'The fields' },
  queryables: { sv: 'Fält att filtrera på', en: 'Fields to filter by' },
  sortables: { sv: 'Fält att sortera efter', en: 'Fields to sort by' },
  name: { sv: 'Namn', en: 'Name' },
  title: { sv: 'Betyder', en: 'Means' },
  type: { sv: 'Typ', en: 'Type' },
  values: { sv: 'Värden', en: 'Values' },
} satisfies Record<string, Localized>;
export type FieldsOf = 'schema' | 'queryables' | 'sortables';

const types: Record<string, Localized> = {
  string: { sv: 'text', en: 'text' },
  integer: { sv: 'heltal', en: 'whole number' },
  number: { sv: 'tal', en: 'number' },
  boolean: { sv: 'ja eller nej', en: 'yes or no' },
  array: { sv: 'lista med texter', en: 'list of texts' },
  date: { sv: 'datum', en: 'date' },
  'date-time': { sv: 'tidpunkt', en: 'time' },
  geometry: { sv: 'läge', en: 'place' },
};

/** What kind of value a property has, in a word. */
export function typeOf({ type, format }: PropertyDocument, lang: keyof Localized): string {
  const kind = format?.startsWith('geometry') ? 'geometry' : (format ?? type ?? '');
  return types[kind]?.[lang] ?? kind;
}

/** The schema, queryables or sortables of a dataset as a table. */
export function fields(of: FieldsOf, document: object, dataset: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { properties } = schemaShape.parse(document);
  const heads = [words.name, words.title, words.type, words.values];
  const main = html`<div class="wide" role="region" aria-label="${words[of][lang]}" tabindex="0">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head[lang]}</th>`)}</tr></thead>
<tbody>${Object.entries(properties).map(([name, property]) => {
    const unit = property['x-ogc-unit'];
    return html`<tr><th scope="row"><code>${name}</code></th>
<td>${property.title}${property.description ? html`<br><span class="quiet">${property.description}</span>` : undefined}</td>
<td>${typeOf(property, lang)}${unit ? html` <span class="quiet">(${unit})</span>` : undefined}</td>
<td>${values(property)}</td></tr>\n`;
  })}</tbody></table></div>`;
  return layout(visit, {
    title: `${dataset.title}: ${words[of][lang].toLocaleLowerCase(lang)}`,
    above: aboveDataset(visit, dataset),
    main,
    forms: formsOf(links),
  });
}

/** The values of a code list, with what they mean. */
function values({ enum: codes, 'x-enumDescriptions': titles }: PropertyDocument): Html | undefined {
  if (!codes) return undefined;
  return html`<ul class="plain">${codes.map((code, index) => {
    const title = titles?.[index];
    return html`<li><code>${code}</code>${title && title !== code ? html` ${title}` : undefined}</li>`;
  })}</ul>`;
}

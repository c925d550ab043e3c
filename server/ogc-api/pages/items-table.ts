import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription, FieldDescription } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { shownValue } from '../../styles/shown-value.ts';
import { withQuery } from './choose.ts';
import type { FeatureDocument } from './documents.ts';

const name: Localized = { sv: 'Namn', en: 'Name' };

/** Features as rows. A heading that can be sorted by leads to the same page in that order, and then in the opposite. */
export function itemsTable(
  features: readonly FeatureDocument[],
  dataset: DatasetDescription,
  sortable: readonly string[],
  visit: Visit,
): Html {
  const named = dataset.popup.title.flatMap((title) => dataset.fields.find((field) => field.name === title) ?? []);
  const columns = columnsOf(dataset, visit);
  const firstHead = named.map(({ title }) => title).join(', ') || name[visit.lang];
  const items = `/geodata/v1/collections/${dataset.id}/items`;
  return html`<table>
<thead><tr>${heading(named[0], firstHead, sortable, visit)}${columns.map((field) =>
    heading(field, field.title, sortable, visit),
  )}</tr></thead>
<tbody>${features.map((feature) => {
    const link = pageLink(visit, `${items}/${encodeURIComponent(feature.id)}`);
    const cells = columns.map((field) => {
      // The unit stands in the heading.
      const { unit: _unit, ...plain } = field;
      return html`<td${kindOf(field)}>${shownValue(plain, feature.properties[field.name], visit)}</td>`;
    });
    return html`<tr><th scope="row"><a href="${link}">${nameOf(dataset.fields, dataset.popup.title, feature, visit)}</a></th>${cells}</tr>\n`;
  })}</tbody></table>`;
}

/** The fields to show: those that were asked for, else those that the map tells of. */
function columnsOf({ fields, popup }: DatasetDescription, { url }: Visit): FieldDescription[] {
  const asked = url.searchParams.get('properties')?.split(',');
  const names = asked ?? [popup.subtitle, ...popup.fields].filter((one) => !popup.title.includes(one ?? ''));
  return [...new Set(names)].flatMap((one) => fields.find((field) => field.name === one) ?? []);
}

function heading(
  field: FieldDescription | undefined,
  title: string,
  sortable: readonly string[],
  { url }: Visit,
): Html {
  const unit = field?.unit ? html` <span class="quiet">${field.unit}</span>` : undefined;
  if (!field || !sortable.includes(field.name))
    return html`<th scope="col"${field && kindOf(field)}>${title}${unit}</th>`;
  const sortby = url.searchParams.get('sortby');
  const isUp = sortby === field.name;
  const state = isUp ? 'ascending' : sortby === `-${field.name}` ? 'descending' : 'none';
  const link = withQuery(url, { sortby: isUp ? `-${field.name}` : field.name, offset: undefined, cursor: undefined });
  return html`<th scope="col"${kindOf(field)} aria-sort="${state}"><a href="${link}">${title}</a>${unit}</th>`;
}

function kindOf({ type, format }: FieldDescription): Html | undefined {
  if (format === 'multiline') return html` class="long"`;
  if (type === 'integer' || type === 'double') return html` class="figure"`;
  return ['date', 'timestamptz', 'code'].includes(type) ? html` class="short"` : undefined;
}

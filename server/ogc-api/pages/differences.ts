import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { formatNumber } from '../../styles/format.ts';
import { shownValue } from '../../styles/shown-value.ts';
import type { Differences } from '../documents.ts';

const words = {
  field: { sv: 'Fält', en: 'Field' },
  before: { sv: 'Före', en: 'Before' },
  after: { sv: 'Efter', en: 'After' },
  nothing: { sv: 'inget värde', en: 'no value' },
} satisfies Record<string, Localized>;

/** What each field was and became, as a table. Undefined: no field differs. */
export function differencesTable(
  differences: Differences | undefined,
  dataset: DatasetDescription,
  visit: Visit,
): Html | undefined {
  if (!differences || differences.length === 0) return undefined;
  const { lang } = visit;
  return html`<table class="before-after">
<thead><tr><th scope="col">${words.field[lang]}</th><th scope="col">${words.before[lang]}</th><th scope="col">${words.after[lang]}</th></tr></thead>
<tbody>${differences.map(
    ({ property, before, after }) =>
      html`<tr><th scope="row">${titleOf(property, dataset)}</th><td>${valueIn(property, before, dataset, visit)}</td><td>${valueIn(property, after, dataset, visit)}</td></tr>\n`,
  )}</tbody></table>`;
}

/** The same as a list, for a cell of a table. */
export function differencesList(
  differences: Differences | undefined,
  dataset: DatasetDescription,
  visit: Visit,
): Html | undefined {
  if (!differences || differences.length === 0) return undefined;
  return html`<ul class="plain">${differences.map(
    ({ property, before, after }) =>
      html`<li>${titleOf(property, dataset)}: <del>${valueIn(property, before, dataset, visit)}</del> <span aria-hidden="true">→</span> <ins>${valueIn(property, after, dataset, visit)}</ins></li>\n`,
  )}</ul>`;
}

/** A field by its title, one of the yearly totals by its measure and year. */
function titleOf(property: string, { fields, series }: DatasetDescription): string {
  const field = fields.find(({ name }) => name === property);
  if (field) return field.title;
  const [, name, year] = /^(.+)_(\d{1,4})$/.exec(property) ?? [];
  const measure = series.find((one) => one.name === name);
  return measure && year ? `${measure.title} ${year}` : property;
}

function valueIn(property: string, value: unknown, { fields }: DatasetDescription, visit: Visit): Html | string {
  const none = html`<span class="quiet">${words.nothing[visit.lang]}</span>`;
  const field = fields.find(({ name }) => name === property);
  if (field) return shownValue(field, value, visit) ?? none;
  return typeof value === 'number' ? formatNumber(value, visit.lang, 2) : none;
}

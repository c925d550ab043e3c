import type { Definition, Localized } from '../../datasets/definition.ts';
import { type Html, html } from '../../pages/index.ts';
import type { Finding, FindingCount, Report } from '../report.ts';
import { both, number } from './both.ts';

/** Of each rule; the JSON report has more. */
const mostOfRule = 200;

/** All findings of a severity, a table for each rule. Undefined: there are none. */
export function renderFindings(
  { findings, counts }: Report,
  severity: Finding['severity'],
  definitions: readonly Definition[],
): Html[] {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity !== severity) continue;
    const rule = ruleOf(finding);
    rules.set(rule, [...(rules.get(rule) ?? []), finding]);
  }
  return [...rules].map(([rule, some]) => {
    const count = counts.reduce((sum, one) => sum + (ruleOf(one) === rule ? one.count : 0), 0);
    return renderRule(some, count, definitions);
  });
}

function ruleOf({ code, dataset }: Pick<FindingCount, 'code' | 'dataset'>): string {
  return `${code} ${dataset}`;
}

function renderRule(some: readonly Finding[], count: number, definitions: readonly Definition[]): Html {
  const [first] = some;
  if (!first) return html``;
  const shown = some.slice(0, mostOfRule);
  const definition = definitions.find(({ id }) => id === first.dataset);
  const title = { sv: common(some.map(({ reason }) => reason.sv)), en: common(some.map(({ reason }) => reason.en)) };
  const remedy = some.every((one) => one.remedy?.sv === first.remedy?.sv) ? first.remedy : null;
  const isPlaced = shown.some(({ row, name, field, value, at }) => row ?? name ?? field ?? value ?? at);
  const more = count - shown.length;
  return html`<section class="rule"><h3>${both(capital(title))} <span class="count">${both({
    sv: `${number(count)} st`,
    en: `${number(count)}`,
  })}</span></h3>
<p>${definition ? html`${both(definition.title)}. ` : undefined}${remedy ? html`<strong>${both({ sv: 'Rätt:', en: 'Right:' })}</strong> ${both(capital(remedy))}. ` : undefined}<small>${both({ sv: 'Regel', en: 'Rule' })} ${first.rule ?? first.code}</small></p>
${isPlaced ? table(shown, title, remedy, definition) : undefined}
${more > 0 ? html`<p>${both({ sv: `… och ${number(more)} till.`, en: `… and ${number(more)} more.` })}</p>` : undefined}</section>`;
}

const labels = {
  row: { sv: 'Rad', en: 'Row' },
  name: { sv: 'Namn', en: 'Name' },
  field: { sv: 'Fält', en: 'Field' },
  value: { sv: 'Värde', en: 'Value' },
  what: { sv: 'Vad', en: 'What' },
  where: { sv: 'Var, SWEREF 99 TM', en: 'Where, SWEREF 99 TM' },
} as const;

/** Only the columns that say something. */
function table(
  some: readonly Finding[],
  title: Localized,
  remedy: Localized | null,
  definition: Definition | undefined,
): Html {
  const cells: Record<keyof typeof labels, (one: Finding) => Html | undefined> = {
    row: ({ row }) => (row === null ? undefined : html`${number(row)}`),
    name: ({ name }) => (name === null ? undefined : html`${name}`),
    field: ({ field, column }) => (field === null ? undefined : fieldName(field, column, definition)),
    value: ({ value }) => (value === null ? undefined : html`<q>${value}</q>`),
    what: ({ reason, remedy: own }) => {
      const parts = [
        reason.sv === title.sv ? undefined : both(capital(reason)),
        own && !remedy ? both(capital(own)) : undefined,
      ];
      const said = parts.filter((part) => part !== undefined);
      return said.length === 0 ? undefined : html`${said.map((part) => html`<span class="part">${part}</span> `)}`;
    },
    where: ({ at }) => at && html`N&nbsp;${coordinate(at[1])} E&nbsp;${coordinate(at[0])}`,
  };
  const keys = (['row', 'name', 'field', 'value', 'what', 'where'] as const).filter((key) =>
    some.some((one) => cells[key](one) !== undefined),
  );
  return html`<table role="table"><thead role="rowgroup"><tr role="row">${keys.map((key) => html`<th role="columnheader" scope="col">${both(labels[key])}</th>`)}</tr></thead>
<tbody role="rowgroup">${some.map(
    (one) => html`<tr role="row">${keys.map((key) => cell(labels[key], cells[key](one)))}</tr>
`,
  )}</tbody></table>`;
}

function cell(label: Localized, content: Html | undefined): Html {
  if (content === undefined) return html`<td role="cell" class="empty"></td>`;
  return html`<td role="cell"><span class="label" aria-hidden="true">${both(label)}: </span>${content}</td>`;
}

function fieldName(field: string, column: string | null, definition: Definition | undefined): Html {
  const title = definition?.fields.find(({ name }) => name === field)?.title;
  const inFile = column === null ? undefined : html` ${both({ sv: `kolumn ${column}`, en: `column ${column}` })}`;
  return html`${title ? html`${both(title)} ` : undefined}<code>${field}</code>${inFile}`;
}

function coordinate(value: number): string {
  return Math.round(value).toLocaleString('sv');
}

/** What texts begin with alike, up to where they begin to tell of one row. */
function common(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  if (rest.length === 0) return first.replace(/(?<=\S)(?::| \().*$/, '');
  if (rest.every((text) => text === first)) return first;
  let length = first.length;
  for (const text of rest) {
    while (!text.startsWith(first.slice(0, length))) length -= 1;
  }
  const whole = first.slice(0, length).replace(/\S*$/, '');
  return whole.replace(/[\s:(,;]+$/, '') || first;
}

function capital({ sv, en }: Localized): Localized {
  const up = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
  return { sv: up(sv), en: up(en) };
}

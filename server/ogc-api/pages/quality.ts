import type { Localized } from '../../datasets/definition.ts';
import { type Html, html, layout, pageLink } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { quality as qualityShape } from '../documents.ts';
import { type Asked, aboveDataset, formsOf } from './page.ts';

const words = {
  title: { sv: 'Vad som inte stämmer', en: 'What is not right' },
  rules: { sv: 'Regler', en: 'Rules' },
  rule: { sv: 'Regel', en: 'Rule' },
  number: { sv: 'Nummer', en: 'Number' },
  findings: { sv: 'Anmärkningar', en: 'Findings' },
  feature: { sv: 'Objekt', en: 'Feature' },
  what: { sv: 'Vad', en: 'What' },
  where: { sv: 'Var (SWEREF 99 TM)', en: 'Where (SWEREF 99 TM)' },
  right: { sv: 'Inget bryter mot reglerna.', en: 'Nothing breaks the rules.' },
  none: { sv: 'Datamängden har inga regler.', en: 'The dataset has no rules.' },
  more: { sv: 'Fler anmärkningar', en: 'More findings' },
  public: {
    sv: 'Bara det som är öppet för alla är med.',
    en: 'Only what is open to everybody is included.',
  },
} satisfies Record<string, Localized>;

const severities: Record<string, Localized> = {
  error: { sv: 'fel', en: 'error' },
  warning: { sv: 'varning', en: 'warning' },
};

/** The rules as a table with how many break each, and what breaks them, each with a way to the feature. */
export function quality(document: object, { id, title }: DatasetDescription, { visit, links }: Asked): Html {
  const { lang } = visit;
  const { checks, findings, links: told } = qualityShape.parse(document);
  const next = told.find(({ rel }) => rel === 'next');
  const titles = new Map(checks.map((one) => [one.check, one.title]));
  const feature = (key: string, name: string) =>
    html`<a href="${pageLink(visit, `/geodata/v1/collections/${id}/items/${encodeURIComponent(key)}`)}">${name}</a>`;
  const heads = (names: readonly (keyof typeof words)[]) =>
    html`<thead><tr>${names.map((name) => html`<th scope="col">${words[name][lang]}</th>`)}</tr></thead>`;
  const rules = html`<h2>${words.rules[lang]}</h2>
<div class="wide" role="region" aria-label="${words.rules[lang]}" tabindex="0"><table>
${heads(['rule', 'number', 'findings'])}
<tbody>${checks.map(
    ({
      title: rule,
      rule: number,
      severity,
      findings: count,
    }) => html`<tr><th scope="row">${rule}</th><td>${number}</td>
<td>${count}${severity ? html` (${severities[severity]?.[lang]})` : undefined}</td></tr>\n`,
  )}</tbody></table></div>`;
  const list = html`<h2>${words.findings[lang]}</h2>
<div class="wide" role="region" aria-label="${words.findings[lang]}" tabindex="0"><table>
${heads(['feature', 'rule', 'what', 'where'])}
<tbody>${findings.map(
    ({ check, rule, severity, featureId, name, field, value, reason, remedy, at }) => html`<tr>
<th scope="row">${feature(featureId, name)}</th>
<td>${titles.get(check)} (${rule ? `${rule}, ` : ''}${severities[severity]?.[lang]})</td>
<td>${field ? html`<code>${field}</code>: ` : undefined}${value === undefined ? undefined : `"${value}": `}${reason}${remedy ? `; ${remedy}` : ''}</td>
<td>${at ? `E ${Math.round(at[0] ?? 0)}, N ${Math.round(at[1] ?? 0)}` : undefined}</td></tr>\n`,
  )}</tbody></table></div>
${next ? html`<p><a href="${pageLink(visit, next.href)}">${words.more[lang]}</a></p>` : undefined}`;
  const nothing = checks.length === 0 ? words.none : words.right;
  const main = html`<p class="quiet">${words.public[lang]}</p>
${findings.length > 0 ? list : html`<p>${nothing[lang]}</p>`}
${checks.length > 0 ? rules : undefined}`;
  return layout(visit, {
    title: `${title}: ${words.title[lang].toLocaleLowerCase(lang)}`,
    above: aboveDataset(visit, { id, title }),
    main,
    forms: formsOf(links),
  });
}

import { featurePath } from '../here/links.ts';
import { type Html, html, pageLink, type Visit } from '../pages/index.ts';
import { formatDate, formatNumber } from '../styles/format.ts';
import type { Overview } from './overview.ts';
import type { Change, Since } from './since.ts';
import { overviewWords as words } from './words.ts';

/** What has become of features since the day that was asked for. */
export function sincePart(visit: Visit, { since, asked }: Overview): Html {
  const { lang } = visit;
  return html`<h2 id="sedan-dess">${words.since[lang].replace('{day}', formatDate(asked.since, lang))}</h2>
${since.map((one) => dataset(visit, one))}`;
}

function dataset(visit: Visit, { dataset: id, title, from, changes, counts }: Since): Html {
  const { lang } = visit;
  const number = (value: number) => formatNumber(value, lang, 0);
  const total = counts.added + counts.changed + counts.removed;
  if (!from) return html`<h3>${title}</h3>\n<p>${words.noHistory[lang]}</p>\n`;
  const all = pageLink(visit, `/geodata/v1/collections/${id}/changes?f=html&since=${from.version}`);
  const left = total - changes.length;
  return html`<h3>${title}</h3>
${from.isFirst ? html`<p class="quiet">${words.sinceFirst[lang]}</p>` : undefined}
<p>${
    total === 0
      ? words.nothing[lang]
      : html`${words.counts[lang]
          .replace('{added}', number(counts.added))
          .replace('{changed}', number(counts.changed))
          .replace('{removed}', number(counts.removed))} <a href="${all}">${words.whole[lang]}</a>`
  }</p>
${changes.length === 0 ? undefined : html`<ul>\n${changes.map((one) => html`<li>${change(visit, id, one)}</li>\n`)}</ul>`}
${left > 0 ? html`<p class="quiet">${words.more[lang].replace('{count}', number(left))}</p>` : undefined}`;
}

function change(visit: Visit, id: string, { key, name, change: kind, told, others }: Change): Html {
  const { lang } = visit;
  const more = others > 0 ? words.others[lang].replace('{count}', String(others)) : undefined;
  const differences = told.map(({ title, before, after }) => `${title}: ${before} → ${after}`);
  const text = [...differences, ...(more ? [more] : [])].join('; ');
  const link = kind === 'removed' ? `${featurePath(id, key)}/history` : featurePath(id, key);
  return html`<a href="${pageLink(visit, link)}">${name}</a> <span class="quiet">${words[kind][lang]}</span>${text ? `: ${text}` : undefined}`;
}

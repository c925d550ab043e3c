import type { Localized } from '../../datasets/definition.ts';
import type { Problem } from '../../http/problems.ts';
import { type Html, html, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription, FieldDescription } from '../../styles/describe.ts';

/** What a reader can choose by: names of fields. */
export interface Choices {
  sortable: readonly string[];
  filterable: readonly string[];
}

const words = {
  summary: { sv: 'Filtrera och sortera', en: 'Filter and sort' },
  filter: { sv: 'Filter', en: 'Filter' },
  example: { sv: 'Till exempel', en: 'For instance' },
  any: { sv: 'Alla', en: 'Any' },
  more: { sv: 'Mer om fälten', en: 'More about the fields' },
  fields: { sv: 'Fält att filtrera på', en: 'Fields to filter by' },
  bbox: { sv: 'Område: väst, syd, öst, nord i grader', en: 'Area: west, south, east, north in degrees' },
  here: { sv: 'Använd kartbilden', en: 'Use the map’s view' },
  sortby: { sv: 'Sortera efter', en: 'Sort by' },
  unsorted: { sv: 'Nyckel', en: 'Key' },
  up: { sv: 'stigande', en: 'ascending' },
  down: { sv: 'fallande', en: 'descending' },
  limit: { sv: 'Objekt per sida', en: 'Features a page' },
  show: { sv: 'Visa', en: 'Show' },
  reset: { sv: 'Visa allt', en: 'Show all' },
} satisfies Record<string, Localized>;

const general = ['filter', 'bbox', 'sortby', 'limit', 'offset', 'cursor'];
const limits = ['10', '50', '100', '1000'];

/** The same address with some parameters in place of what it had; undefined takes one away. */
export function withQuery(url: URL, changes: Record<string, string | undefined>): string {
  const search = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  return search.size > 0 ? `${url.pathname}?${search}` : url.pathname;
}

/** A form that works without a script: which features, in which order. */
export function choose(
  dataset: DatasetDescription,
  { sortable, filterable }: Choices,
  visit: Visit,
  problem: Problem | undefined,
): Html {
  const { lang, url } = visit;
  const asked = url.searchParams;
  const isWrong = (name: string) =>
    problem && (problem.detail.name === name || problem.code === `bad-${name}`)
      ? html` aria-invalid="true" aria-errormessage="fel"`
      : undefined;
  const fields = dataset.fields.filter(({ name }) => filterable.includes(name));
  const told = [dataset.popup.subtitle, ...dataset.popup.fields];
  const coded = fields.flatMap(({ name, title, codes }) =>
    codes && told.includes(name) ? [{ name, title, codes }] : [],
  );
  const own = [...general, ...coded.map(({ name }) => name)];
  const isOpen = problem || own.some((name) => asked.has(name));
  const filter = html`<div class="field whole">
<label for="filter">${words.filter[lang]} <span class="quiet">(CQL2)</span></label>
<input id="filter" name="filter" value="${asked.get('filter') ?? ''}" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="filter-help"${isWrong('filter')}>
<p class="quiet" id="filter-help">${words.example[lang]} <code>${exampleOf(fields, dataset.popup)}</code></p>
<details><summary>${words.fields[lang]}</summary><ul class="plain names">${fields.map(
    ({ name, title, codes }) =>
      html`<li><code>${name}</code> ${title}${codes ? html`: <span class="quiet">${codes.map(({ value }) => `'${value}'`).join(', ')}</span>` : undefined}</li>\n`,
  )}</ul><p><a href="${pageLink(visit, url.pathname.replace(/items$/, 'queryables'))}">${words.more[lang]}</a></p></details>
</div>`;
  const select = (
    name: string,
    title: string,
    list: Html[],
  ) => html`<div class="field"><label for="${name}">${title}</label>
<select id="${name}" name="${name}"${isWrong(name)}>${list}</select></div>\n`;
  const bbox = html`<div class="field">
<label for="bbox">${words.bbox[lang]}</label>
<input id="bbox" name="bbox" value="${asked.get('bbox') ?? ''}" inputmode="decimal" autocomplete="off" data-from-map="${words.here[lang]}"${isWrong('bbox')}>
</div>`;
  return html`<details class="choose"${isOpen ? html` open` : undefined}>
<summary>${words.summary[lang]}</summary>
<form action="${url.pathname}" method="get">
${[...asked].filter(([name]) => !own.includes(name)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${coded.map(({ name, title, codes }) =>
  select(
    name,
    title,
    options([['', words.any[lang]], ...codes.map((code) => [code.value, code.title] as const)], asked.get(name) ?? ''),
  ),
)}
${fields.length > 0 ? filter : undefined}
${dataset.hasGeometry ? bbox : undefined}
${select('sortby', words.sortby[lang], sortings(dataset, sortable, asked.get('sortby'), lang))}
${select(
  'limit',
  words.limit[lang],
  options(
    limits.map((value) => [value, value]),
    asked.get('limit') ?? '10',
  ),
)}
<p class="actions"><button class="main-action">${words.show[lang]}</button> <a href="${pageLink(visit, url.pathname)}">${words.reset[lang]}</a></p>
</form>
</details>`;
}

function sortings(
  { fields }: DatasetDescription,
  sortable: readonly string[],
  current: string | null,
  lang: Visit['lang'],
): Html[] {
  const each = fields
    .filter(({ name }) => sortable.includes(name))
    .flatMap(({ name, title }): [string, string][] => [
      [name, `${title}, ${words.up[lang]}`],
      [`-${name}`, `${title}, ${words.down[lang]}`],
    ]);
  return options([['', words.unsorted[lang]], ...each], current ?? '');
}

/** What the address has and the list lacks stays as it is. */
function options(list: readonly (readonly [string, string])[], current: string): Html[] {
  const all = list.some(([value]) => value === current) ? list : [[current, current] as const, ...list];
  return all.map(
    ([value, title]) =>
      html`<option value="${value}"${value === current ? html` selected` : undefined}>${title}</option>`,
  );
}

/** A filter that means something for these fields: by those that the map tells of. */
function exampleOf(
  fields: readonly FieldDescription[],
  { title, subtitle, fields: told }: DatasetDescription['popup'],
): string {
  const known = [...title, subtitle, ...told].flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const coded = known.find(({ codes }) => codes);
  const text = known.find(({ name, type }) => type === 'text' && title.includes(name));
  const number = known.find(({ type, format }) => (type === 'integer' || type === 'double') && format !== 'year');
  const parts = [
    ...(coded ? [`${coded.name} = '${coded.codes?.[0]?.value}'`] : []),
    ...(text ? [`CASEI(${text.name}) LIKE CASEI('%berg%')`] : []),
    ...(number ? [`${number.name} > 100`] : []),
  ];
  return parts.slice(0, 2).join(' AND ');
}

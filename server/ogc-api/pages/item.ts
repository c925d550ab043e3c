import type { Localized } from '../../datasets/definition.ts';
import { boxAround, positions } from '../../geometry/positions.ts';
import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { formatNumber } from '../../styles/format.ts';
import type { Link } from '../links.ts';
import type { FeatureDocument } from './documents.ts';
import { aboveDataset, formsOf } from './page.ts';
import { featurePicture, mapOf } from './picture-address.ts';
import { smallMap } from './small-map.ts';
import { shownValue } from './value.ts';

const words = {
  items: { sv: 'Objekt', en: 'Features' },
  map: { sv: 'Visa på stora kartan', en: 'Show on the large map' },
  key: { sv: 'Nyckel', en: 'Key' },
  year: { sv: 'År', en: 'Year' },
  history: { sv: 'Vad som har ändrats', en: 'What has changed' },
  series: { sv: 'År för år', en: 'Year by year' },
} satisfies Record<string, Localized>;

/** One feature for people: all that is told of it, and where it is. `inDegrees`: its coordinates are CRS84. */
export function item(
  feature: FeatureDocument,
  dataset: DatasetDescription,
  {
    visit,
    links,
    inDegrees,
    hasHistory,
  }: { visit: Visit; links: readonly Link[]; inDegrees: boolean; hasHistory: boolean },
): Html {
  const { lang } = visit;
  const { id, geometry, properties } = feature;
  const rows = dataset.fields.flatMap((field) => {
    const shown = shownValue(field, properties[field.name], visit);
    return shown ? [{ field, shown }] : [];
  });
  const key = encodeURIComponent(id);
  const self = `${visit.baseUrl}/geodata/v1/collections/${dataset.id}/items/${key}`;
  const picture = geometry ? featurePicture(visit, dataset, id) : undefined;
  const name = nameOf(dataset.fields, dataset.popup.title, feature, visit);
  const box = inDegrees ? boxAround(positions(geometry)) : undefined;
  const main = html`${
    geometry && dataset.subject !== 'background'
      ? html`<p class="actions"><a href="${pageLink(visit, `/?valt=${dataset.id}/${key}`)}">${words.map[lang]}</a></p>`
      : undefined
  }
<div class="beside">
${picture ? smallMap(visit, { box, features: `${self}?f=geojson`, still: { href: picture, alt: mapOf(name, visit) } }) : undefined}
<dl class="values">
${
  dataset.fields.some(({ name }) => name === dataset.key)
    ? undefined
    : html`<div><dt>${words.key[lang]}</dt><dd>${id}</dd></div>\n`
}${rows.map(
  ({ field, shown }) =>
    html`<div${field.format === 'multiline' ? html` class="long"` : undefined}><dt>${field.title}</dt><dd>${shown}</dd></div>\n`,
)}</dl>
</div>
${hasHistory ? html`<p><a href="${pageLink(visit, `/geodata/v1/collections/${dataset.id}/items/${key}/history`)}">${words.history[lang]}</a></p>` : undefined}
${seriesTable(dataset, properties, visit)}`;
  return layout(visit, {
    title: name,
    description: `${dataset.title}. ${dataset.description}`,
    picture,
    above: [
      ...aboveDataset(visit, dataset),
      { title: words.items[lang], href: pageLink(visit, `/geodata/v1/collections/${dataset.id}/items`) },
    ],
    main,
    forms: formsOf(links),
    hasScript: geometry !== null,
  });
}

/** The yearly totals, a column for each measure. */
function seriesTable(
  { series }: DatasetDescription,
  properties: FeatureDocument['properties'],
  { lang }: Visit,
): Html | undefined {
  const years = [
    ...new Set(
      Object.keys(properties).flatMap((name) => {
        const [, measure, year] = /^(.+)_(\d{1,4})$/.exec(name) ?? [];
        return year && series.some((one) => one.name === measure) ? [year] : [];
      }),
    ),
  ].sort();
  if (years.length === 0) return undefined;
  const figure = (value: unknown) => (typeof value === 'number' ? formatNumber(value, lang) : '');
  return html`<h2 id="serie">${words.series[lang]}</h2>
<div class="wide" role="region" aria-labelledby="serie" tabindex="0">
<table>
<thead><tr><th scope="col">${words.year[lang]}</th>${series.map(({ title, unit }) => html`<th scope="col" class="figure">${title} <span class="quiet">${unit}</span></th>`)}</tr></thead>
<tbody>${years.map(
    (year) =>
      html`<tr><th scope="row">${year}</th>${series.map(({ name }) => html`<td class="figure">${figure(properties[`${name}_${year}`])}</td>`)}</tr>\n`,
  )}</tbody>
</table></div>`;
}

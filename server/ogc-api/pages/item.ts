import type { Localized } from '../../datasets/definition.ts';
import { boxAround, positions } from '../../geometry/positions.ts';
import type { AboutFeature } from '../../here/about-feature.ts';
import { contactHtml, relatedHtml, standingHtml, wayHtml } from '../../here/feature-html.ts';
import { type Html, html, layout, pageLink, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { seriesTable } from '../../styles/series-table.ts';
import { seriesValues } from '../../styles/series-values.ts';
import { shownValue } from '../../styles/shown-value.ts';
import type { Link } from '../links.ts';
import type { FeatureDocument } from './documents.ts';
import { aboveDataset, formsOf } from './page.ts';
import { featurePicture, mapOf } from './picture-address.ts';
import { smallMap } from './small-map.ts';

const words = {
  items: { sv: 'Objekt', en: 'Features' },
  map: { sv: 'Visa på stora kartan', en: 'Show on the large map' },
  key: { sv: 'Nyckel', en: 'Key' },
  here: { sv: 'Vad gäller där det ligger?', en: 'What applies where it lies?' },
  history: { sv: 'Vad som har ändrats', en: 'What has changed' },
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
    about,
  }: {
    visit: Visit;
    links: readonly Link[];
    inDegrees: boolean;
    hasHistory: boolean;
    /** Undefined: what it was is told without it. */
    about: AboutFeature | undefined;
  },
): Html {
  const { lang } = visit;
  const { id, geometry, properties } = feature;
  const rows = inReadingOrder(dataset).flatMap((field) => {
    const shown = shownValue(field, properties[field.name], visit);
    return shown ? [{ field, shown }] : [];
  });
  const key = encodeURIComponent(id);
  const self = `${visit.baseUrl}/geodata/v1/collections/${dataset.id}/items/${key}`;
  const picture = geometry ? featurePicture(visit, dataset, id) : undefined;
  const name = nameOf(dataset.fields, dataset.popup.title, feature, visit);
  const box = inDegrees ? boxAround(positions(geometry)) : undefined;
  const actions = [
    ...(geometry && dataset.subject !== 'background'
      ? [html`<a href="${pageLink(visit, `/?valt=${dataset.id}/${key}`)}">${words.map[lang]}</a> `]
      : []),
    ...(geometry
      ? [html`<a href="${pageLink(visit, `/har?objekt=${dataset.id}/${key}`)}">${words.here[lang]}</a>`]
      : []),
  ];
  const main = html`${about ? standingHtml(about, visit) : undefined}${
    actions.length > 0 ? html`<p class="actions">${actions}</p>` : undefined
  }
${about ? wayHtml(about.progress, visit) : undefined}
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
${seriesTable(seriesValues(dataset.series, properties), visit)}${about ? relatedHtml(about.related, visit, 'h2') : undefined}
${about ? contactHtml(about.contact, visit) : undefined}`;
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

/** What a person is told first comes first, the rest after it, the key last: a page begins with what it is. */
function inReadingOrder({ fields, popup, key }: DatasetDescription): DatasetDescription['fields'] {
  const rank = (name: string) => {
    if (name === key) return fields.length + 1;
    const told = popup.fields.indexOf(name);
    return told < 0 ? fields.length : told;
  };
  return fields.toSorted((a, b) => rank(a.name) - rank(b.name));
}

import { allFields } from '../../../datasets/definition.ts';
import { type Crs, crs84 } from '../../../features/index.ts';
import { describeField } from '../../../styles/describe.ts';
import { formatValue } from '../../../styles/format.ts';
import { popupOf } from '../../../styles/plain.ts';
import { type Answer, collectionUrl } from '../asked.ts';
import { document, type Xml, xml } from '../xml.ts';
import type { InfoFormat } from './formats.ts';
import type { Feature, FoundFeatures, Telling } from './found.ts';
import { asGml2 } from './gml2.ts';

export function written(
  format: Exclude<InfoFormat, 'gml3'>,
  found: readonly FoundFeatures[],
  telling: Telling,
): Answer {
  switch (format) {
    case 'json':
      return asGeoJson(found, telling);
    case 'plain':
      return asText(found, telling);
    case 'html':
      return asPage(found, telling);
    case 'gml2':
      return asGml2(found, telling);
  }
}

/** As GeoServer has it: ids with the dataset before them, and the system by name. */
function asGeoJson(found: readonly FoundFeatures[], { crs }: Telling): Answer {
  const features = found.flatMap(({ definition, features }) =>
    features.map(({ id, geometry, properties }) => ({
      type: 'Feature',
      id: `${definition.id}.${id}`,
      geometry,
      geometry_name: definition.geometry?.column ?? null,
      properties,
    })),
  );
  const collection = {
    type: 'FeatureCollection',
    features,
    totalFeatures: 'unknown',
    numberReturned: features.length,
    timeStamp: new Date().toISOString(),
    crs: features.length === 0 ? null : { type: 'name', properties: { name: urnOf(crs) } },
  };
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(collection) };
}

function urnOf(crs: Crs): string {
  return crs === crs84 ? 'urn:ogc:def:crs:OGC:1.3:CRS84' : `urn:ogc:def:crs:EPSG::${crs.srid}`;
}

interface Told {
  title: string;
  url: string;
  rows: { name: string; label: string; value: string }[];
}

/** A feature in words: its name, and what its dataset tells of it, in its order. */
function told({ definition }: FoundFeatures, { id, properties }: Feature, { lang, baseUrl }: Telling): Told {
  const fields = allFields(definition)
    .filter((field) => field.public)
    .map((field) => describeField(field, lang));
  const popup = popupOf(definition);
  const shownValue = (name: string) => {
    const field = fields.find((one) => one.name === name);
    return field && formatValue(field, properties[name], lang);
  };
  const names = [...(popup.subtitle === undefined ? [] : [popup.subtitle]), ...popup.fields];
  const rows = [...new Set(names)].flatMap((name) => {
    const value = shownValue(name);
    const label = fields.find((one) => one.name === name)?.title ?? name;
    return value === undefined ? [] : [{ name, label, value }];
  });
  const title = popup.title.flatMap((name) => shownValue(name) ?? []).join(' ') || id;
  return { title, url: `${collectionUrl(baseUrl, definition.id)}/items/${encodeURIComponent(id)}`, rows };
}

const words = {
  nothing: { sv: 'Inget hittades här.', en: 'Nothing was found here.' },
  whole: { sv: 'Allt om objektet', en: 'All about the feature' },
};

function asText(found: readonly FoundFeatures[], telling: Telling): Answer {
  const { lang } = telling;
  const blocks = found.flatMap((one) =>
    one.features.map((feature) => {
      const { title, url, rows } = told(one, feature, telling);
      return [
        `${one.definition.title[lang]}: ${title}`,
        ...rows.map(({ label, value }) => `  ${label}: ${value}`),
        `  ${url}`,
      ].join('\n');
    }),
  );
  const body = blocks.length > 0 ? blocks.join('\n\n') : words.nothing[lang];
  return { type: 'text/plain; charset=utf-8', body: `${body}\n` };
}

/** A page by itself, for a small frame in somebody's map: it needs nothing of ours. */
function asPage(found: readonly FoundFeatures[], telling: Telling): Answer {
  const { lang } = telling;
  const sections = found.flatMap((one) =>
    one.features.map((feature): Xml => {
      const { title, url, rows } = told(one, feature, telling);
      return xml`<table>
<caption><small>${one.definition.title[lang]}</small><br/>${title}</caption>
${rows.map(
  ({ label, value }) => xml`<tr><th scope="row">${label}</th><td>${linked(value)}</td></tr>
`,
)}<tr><td colspan="2"><a href="${url}" target="_blank" rel="noopener">${words.whole[lang]}</a></td></tr>
</table>
`;
    }),
  );
  const page = xml`<html lang="${lang}">
<head><meta charset="utf-8"/><title>${sections.length > 0 ? 'GetFeatureInfo' : words.nothing[lang]}</title></head>
<body>
${sections.length > 0 ? sections : xml`<p>${words.nothing[lang]}</p>`}
</body>
</html>`;
  const body = document(page).replace(/^<\?xml[^>]*\?>/, '<!DOCTYPE html>');
  return { type: 'text/html; charset=utf-8', body };
}

function linked(value: string): Xml {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return xml`${value}`;
  return xml`<a href="${value}" target="_blank" rel="noopener">${new URL(value).hostname}</a>`;
}

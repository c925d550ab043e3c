import { boxAround, positions } from '../../../geometry/positions.ts';
import type { Answer } from '../asked.ts';
import { nameOf } from '../place.ts';
import { document, where, type Xml, xml } from '../xml.ts';
import type { FoundFeatures, Telling } from './found.ts';

/**
 * `application/vnd.ogc.gml` as MapServer writes it, which OpenLayers, QGIS and most others read: the attributes of each feature
 * and the rectangle around it, east before north. For the geometry itself there are GeoJSON and GML 3.2.
 */
export function asGml2(found: readonly FoundFeatures[], telling: Telling): Answer {
  const layers = found.map(
    ({ definition: { id, title }, features }) =>
      xml`<${name(id)}_layer>
<gml:name>${title[telling.lang]}</gml:name>
${features.map((feature) => featureElement(id, feature, telling))}</${name(id)}_layer>
`,
  );
  const root = xml`<msGMLOutput xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${layers}</msGMLOutput>`;
  return { type: 'application/vnd.ogc.gml; charset=utf-8', body: document(root) };
}

/** Names of datasets and fields are names of XML, too. */
function name(text: string): Xml {
  return xml`${text.replaceAll(/[^\w.-]/gu, '_').replace(/^(?![A-Za-z_])/, '_')}`;
}

function featureElement(
  dataset: string,
  { id, geometry, properties }: FoundFeatures['features'][number],
  { crs }: Telling,
): Xml {
  const values = Object.entries(properties).filter(([, value]) => value !== null && value !== undefined);
  const bounds = boxAround(positions(geometry));
  return xml`<${name(dataset)}_feature>
${where(
  bounds,
  ([
    west,
    south,
    east,
    north,
  ]) => xml`<gml:boundedBy><gml:Box srsName="${nameOf(crs)}"><gml:coordinates>${west},${south} ${east},${north}</gml:coordinates></gml:Box></gml:boundedBy>
`,
)}<allmanning_id>${id}</allmanning_id>
${values.map(
  ([
    field,
    value,
  ]) => xml`<${name(field)}>${typeof value === 'object' ? JSON.stringify(value) : String(value)}</${name(field)}>
`,
)}</${name(dataset)}_feature>
`;
}

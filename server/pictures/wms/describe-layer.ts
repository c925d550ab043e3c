import { type Answer, type Asked, collectionUrl } from './asked.ts';
import { unknownFormat } from './faults.ts';
import { layersNamed } from './layers.ts';
import { document, xml } from './xml.ts';

/**
 * DescribeLayer (OGC 02-070 §12.3 for 1.1.1, OGC 05-078r4 §10 for 1.3.0): where the features behind layers are. There is no WFS
 * here; the address is that of the features in the OGC API.
 */
export function describeLayer(asked: Asked): Answer {
  const { service, query, version, baseUrl } = asked;
  const layers = layersNamed(service.published.definitions, query.list('LAYERS'), 'LAYERS');
  const format = query.get('OUTPUT_FORMAT') ?? 'text/xml';
  const described = layers.flatMap((layer) =>
    layer.definitions.map(({ id }) => ({ name: layer.name, id, url: `${collectionUrl(baseUrl, id)}/items` })),
  );
  if (/json/i.test(format)) {
    const descriptions = described.map(({ name, id, url }) => ({
      layerName: name,
      typeName: id,
      owsURL: url,
      owsType: 'OGC API - Features',
    }));
    return {
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ version, layerDescriptions: descriptions }),
    };
  }
  if (!/xml/i.test(format)) {
    throw unknownFormat('OUTPUT_FORMAT', format, ['text/xml', 'application/json']);
  }
  if (version === '1.1.1') {
    const prolog =
      '<!DOCTYPE WMS_DescribeLayerResponse SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_DescribeLayerResponse.dtd">\n';
    const root = xml`<WMS_DescribeLayerResponse version="1.1.1">
${described.map(
  ({
    name,
    id,
    url,
  }) => xml`<LayerDescription name="${name}" owsURL="${url}" owsType="OGC API - Features"><Query typeName="${id}"/></LayerDescription>
`,
)}</WMS_DescribeLayerResponse>`;
    return { type: 'application/vnd.ogc.wms_xml; charset=utf-8', body: document(root, prolog) };
  }
  const root = xml`<DescribeLayerResponse xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:xlink="http://www.w3.org/1999/xlink">
<Version>1.1.0</Version>
${described.map(
  ({
    id,
    url,
  }) => xml`<LayerDescription><owsType>wfs</owsType><se:OnlineResource xlink:type="simple" xlink:href="${url}"/><TypeName><se:FeatureTypeName>${id}</se:FeatureTypeName></TypeName></LayerDescription>
`,
)}</DescribeLayerResponse>`;
  return { type: 'text/xml; charset=utf-8', body: document(root) };
}

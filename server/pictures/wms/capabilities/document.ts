import type { Localized } from '../../../datasets/definition.ts';
import { mostPixels } from '../../frame.ts';
import { type Answer, type Asked, serviceUrl } from '../asked.ts';
import { exceptionFormats } from '../exceptions.ts';
import { infoFormats } from '../info/formats.ts';
import { mostLayers } from '../layers.ts';
import { toldFormats } from '../map.ts';
import { document, type Xml, xml } from '../xml.ts';
import { layerElement } from './layer-element.ts';
import { layerTree } from './layer-tree.ts';
import { resource } from './resource.ts';

/** GetCapabilities (1.3.0 §7.2 and Annex E.1, 1.1.1 §7.1 and Annex A.1). */
export async function capabilities(asked: Asked): Promise<Answer> {
  const tree = layerElement(asked, await layerTree(asked), 'root');
  return asked.version === '1.3.0'
    ? { type: 'text/xml; charset=utf-8', body: document(newer(asked, tree)) }
    : { type: 'application/vnd.ogc.wms_xml; charset=utf-8', body: document(older(asked, tree), doctype) };
}

const title: Localized = { sv: 'Kommunens öppna geodata', en: 'The municipality’s open geodata' };
const abstract: Localized = {
  sv: 'Kommunens geodata som kartbilder, fritt för alla att använda. Ingen nyckel, ingen avgift. Samma data finns som objekt, filer och kartplattor under /geodata/v1.',
  en: 'The municipality’s geodata as map pictures, free for everybody. No key, no fee. The same data are features, files and tiles under /geodata/v1.',
};
const keywords: Localized[] = [
  { sv: 'öppna data', en: 'open data' },
  { sv: 'detaljplan', en: 'detailed development plan' },
  { sv: 'kommun', en: 'municipality' },
];

const doctype = `<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/capabilities_1_1_1.dtd"[
<!ELEMENT VendorSpecificCapabilities EMPTY>]>
`;
const legendFormats = [
  'image/png',
  'image/png8',
  'image/jpeg',
  'image/webp',
  'image/svg+xml',
  'application/pdf',
  'application/json',
];
const describeFormats = ['text/xml', 'application/json'];

function newer(asked: Asked, layers: Xml): Xml {
  const operation = (name: string, formats: readonly string[]) => operationElement(asked, xml`${name}`, formats);
  return xml`<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:sld="http://www.opengis.net/sld" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd">
${serviceElement(asked, 'WMS')}
<Capability>
<Request>
${operation('GetCapabilities', ['text/xml'])}
${operation('GetMap', toldFormats)}
${operation('GetFeatureInfo', infoFormats)}
${operation('sld:DescribeLayer', describeFormats)}
${operation('sld:GetLegendGraphic', legendFormats)}
</Request>
${exceptionElement(asked)}
${layers}
</Capability>
</WMS_Capabilities>`;
}

function older(asked: Asked, layers: Xml): Xml {
  const operation = (name: string, formats: readonly string[]) => operationElement(asked, xml`${name}`, formats);
  return xml`<WMT_MS_Capabilities version="1.1.1">
${serviceElement(asked, 'OGC:WMS')}
<Capability>
<Request>
${operation('GetCapabilities', ['application/vnd.ogc.wms_xml'])}
${operation('GetMap', toldFormats)}
${operation('GetFeatureInfo', infoFormats)}
${operation('DescribeLayer', describeFormats)}
${operation('GetLegendGraphic', legendFormats)}
</Request>
${exceptionElement(asked)}
${layers}
</Capability>
</WMT_MS_Capabilities>`;
}

function operationElement({ baseUrl }: Asked, name: Xml, formats: readonly string[]): Xml {
  return xml`<${name}>${formats.map((format) => xml`<Format>${format}</Format>`)}<DCPType><HTTP><Get>${resource(serviceUrl(baseUrl))}</Get></HTTP></DCPType></${name}>`;
}

function exceptionElement({ version }: Asked): Xml {
  return xml`<Exception>${exceptionFormats[version].map((format) => xml`<Format>${format}</Format>`)}</Exception>`;
}

function serviceElement(asked: Asked, name: string): Xml {
  const { lang, version, baseUrl } = asked;
  const limits = xml`
<LayerLimit>${mostLayers}</LayerLimit>
<MaxWidth>${mostPixels}</MaxWidth>
<MaxHeight>${mostPixels}</MaxHeight>`;
  return xml`<Service>
<Name>${name}</Name>
<Title>${title[lang]}</Title>
<Abstract>${abstract[lang]}</Abstract>
<KeywordList>${keywords.map((word) => xml`<Keyword>${word[lang]}</Keyword>`)}</KeywordList>
${resource(`${baseUrl}/`)}
${contactElement(asked)}
<Fees>none</Fees>
<AccessConstraints>none</AccessConstraints>${version === '1.3.0' ? limits : undefined}
</Service>`;
}

/** Who looks after most of what is here: the owner of the first dataset that has an address of theirs. */
function contactElement({ service }: Asked): Xml | undefined {
  const owners = service.published.definitions.map(({ informationsagare }) => service.organisations[informationsagare]);
  const owner = owners.find((one) => one?.email !== undefined);
  if (!owner) return undefined;
  return xml`<ContactInformation>
<ContactPersonPrimary><ContactPerson></ContactPerson><ContactOrganization>${owner.name}</ContactOrganization></ContactPersonPrimary>
<ContactElectronicMailAddress>${owner.email}</ContactElectronicMailAddress>
</ContactInformation>`;
}

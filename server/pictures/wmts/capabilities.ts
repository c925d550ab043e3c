import { licences } from '../../datasets/definition.ts';
import { pixelMetres } from '../../geometry/pixel.ts';
import { type Html, textOf, html as xml } from '../../pages/index.ts';
import { tilesAcross, tileWidth } from '../../tiles/tile-matrix-sets.ts';
import type { PictureService } from '../kept.ts';
import { layerExtents } from './extents.ts';
import { layerElement } from './layer-element.ts';
import { layersOf } from './layers.ts';
import { type WmtsMatrixSet, wmtsMatrixSets } from './matrix-sets.ts';
import type { Place } from './place.ts';

const pixelsAcross = 256;

/** The capabilities document (07-057r7 §7.1). */
export async function capabilities(service: PictureService, place: Place): Promise<string> {
  const { definitions } = service.published;
  const layers = await Promise.all(
    layersOf(definitions).map(async (layer) => layerElement(service, layer, await layerExtents(service, layer), place)),
  );
  const { baseUrl, lang } = place;
  const document = xml`<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wmts/1.0 http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd" version="1.0.0">
  <ows:ServiceIdentification>
    <ows:Title>${{ sv: 'Öppna geodata', en: 'Open geodata' }[lang]}</ows:Title>
    <ows:ServiceType>OGC WMTS</ows:ServiceType>
    <ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion>
    <ows:Fees>none</ows:Fees>
    <ows:AccessConstraints>${[...new Set(definitions.map(({ licence }) => licences[licence]))].join(' ')}</ows:AccessConstraints>
  </ows:ServiceIdentification>
  ${provider(service, place)}
  <ows:OperationsMetadata>
    ${operation('GetCapabilities', baseUrl, `${baseUrl}/wmts/1.0.0/WMTSCapabilities.xml`)}
    ${operation('GetTile', baseUrl, `${baseUrl}/wmts/`)}
  </ows:OperationsMetadata>
  <Contents>${layers}${wmtsMatrixSets.map((one) => matrixSetElement(one, place))}
  </Contents>
  <ServiceMetadataURL xlink:href="${baseUrl}/wmts/1.0.0/WMTSCapabilities.xml"/>
</Capabilities>
`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${textOf(document)}`;
}

function provider({ organisations }: PictureService, { baseUrl }: Place): Html | undefined {
  const keeper = organisations.gis ?? organisations.kommun;
  if (!keeper) return undefined;
  const mail = keeper.email && xml`<ows:ElectronicMailAddress>${keeper.email}</ows:ElectronicMailAddress>`;
  return xml`<ows:ServiceProvider>
    <ows:ProviderName>${keeper.name}</ows:ProviderName>
    <ows:ProviderSite xlink:href="${baseUrl}"/>
    <ows:ServiceContact><ows:ContactInfo><ows:Address>${mail}</ows:Address></ows:ContactInfo></ows:ServiceContact>
  </ows:ServiceProvider>`;
}

function operation(name: string, baseUrl: string, resource: string): Html {
  const get = (href: string, encoding: string) => xml`<ows:Get xlink:href="${href}">
      <ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>${encoding}</ows:Value></ows:AllowedValues></ows:Constraint>
    </ows:Get>`;
  return xml`<ows:Operation name="${name}"><ows:DCP><ows:HTTP>
    ${get(`${baseUrl}/wmts?`, 'KVP')}
    ${get(resource, 'RESTful')}
    </ows:HTTP></ows:DCP></ows:Operation>
    `;
}

function matrixSetElement({ id, title, matrixSet, crs, flipped }: WmtsMatrixSet, { lang }: Place): Html {
  const { centre, half, deepest, registered } = matrixSet;
  const [west, north] = [centre.east - half, centre.north + half];
  const corner = flipped ? `${north} ${west}` : `${west} ${north}`;
  const scaleSet = registered && wellKnown(registered.wellKnownScaleSet);
  const matrices = Array.from({ length: deepest + 1 }, (_, z) => {
    const across = tilesAcross(matrixSet, z);
    return xml`
      <TileMatrix>
        <ows:Identifier>${z}</ows:Identifier>
        <ScaleDenominator>${tileWidth(matrixSet, z) / pixelsAcross / pixelMetres}</ScaleDenominator>
        <TopLeftCorner>${corner}</TopLeftCorner>
        <TileWidth>${pixelsAcross}</TileWidth>
        <TileHeight>${pixelsAcross}</TileHeight>
        <MatrixWidth>${across}</MatrixWidth>
        <MatrixHeight>${across}</MatrixHeight>
      </TileMatrix>`;
  });
  return xml`
    <TileMatrixSet>
      <ows:Title>${title[lang]}</ows:Title>
      <ows:Identifier>${id}</ows:Identifier>
      <ows:SupportedCRS>${crs}</ows:SupportedCRS>${scaleSet}${matrices}
    </TileMatrixSet>`;
}

/** WMTS 1.0.0 knows it by its URN (Annex E.4). */
function wellKnown(uri: string): Html {
  const urn = uri.replace('http://www.opengis.net/def/wkss/OGC/1.0/', 'urn:ogc:def:wkss:OGC:1.0:');
  return xml`
      <WellKnownScaleSet>${urn}</WellKnownScaleSet>`;
}

import { type Html, html as xml } from '../../pages/index.ts';
import { limitsOf } from '../../tiles/tile-limits.ts';
import type { TileMatrixSet } from '../../tiles/tile-matrix-sets.ts';
import { composed } from '../composed.ts';
import { type PictureService, pictureVersion } from '../kept.ts';
import { margin } from '../scene.ts';
import type { LayerExtents } from './extents.ts';
import { tileFormats } from './formats.ts';
import { contentOf, stylesOf, type WmtsLayer, wholeMap } from './layers.ts';
import { wmtsMatrixSets } from './matrix-sets.ts';
import type { Place } from './place.ts';

/** Names at the edge of what is drawn reach so much of a tile's width beyond it. */
const reach = margin / 256;

/** A layer of the capabilities document (07-057r7 Table 6). */
export async function layerElement(
  service: PictureService,
  layer: WmtsLayer,
  extents: LayerExtents | undefined,
  place: Place,
): Promise<Html> {
  const { lang } = place;
  const years = await yearsOf(service, layer, place);
  return xml`
    <Layer>
      <ows:Title>${layer.title[lang]}</ows:Title>
      <ows:Abstract>${layer.abstract[lang]}</ows:Abstract>${extents && geographicBox(extents)}
      <ows:Identifier>${layer.name}</ows:Identifier>${extents && [...extents.boxes].map(systemBox)}${stylesOf(
        layer,
      ).map(
        (look, index) => xml`
      <Style isDefault="${String(index === 0)}">
        <ows:Title>${look.title[lang]}</ows:Title>
        <ows:Identifier>${look.name}</ows:Identifier>
        ${layer.name === wholeMap.name ? undefined : legend(layer, look.name, place)}
      </Style>`,
      )}${tileFormats.map(
        ({ mediaType }) => xml`
      <Format>${mediaType}</Format>`,
      )}${years && dimension(years, place)}${wmtsMatrixSets.map(({ id, matrixSet }) => link(id, matrixSet, extents))}${tileFormats.map(
        ({ mediaType, ending }) => xml`
      <ResourceURL format="${mediaType}" resourceType="tile" template="${template(service, layer, ending, years !== undefined, place)}"/>`,
      )}
    </Layer>`;
}

function geographicBox({ bounds: [west, south, east, north] }: LayerExtents): Html {
  return xml`
      <ows:WGS84BoundingBox><ows:LowerCorner>${west} ${south}</ows:LowerCorner><ows:UpperCorner>${east} ${north}</ows:UpperCorner></ows:WGS84BoundingBox>`;
}

/**
 * None where north comes before east: OpenLayers reads the first of the system in the order of the page's own definition, and draws
 * nothing when that is the other one. It is optional (06-121r3 Table 15), and the grid's limits say the same.
 */
function systemBox([{ srid, orderedAxes }, [west, south, east, north]]: [
  TileMatrixSet,
  readonly [number, number, number, number],
]): Html | undefined {
  if (orderedAxes[0] === 'N' || ![west, south, east, north].every(Number.isFinite)) return undefined;
  const corner = (x: number, y: number) => `${x.toFixed(3)} ${y.toFixed(3)}`;
  return xml`
      <ows:BoundingBox crs="urn:ogc:def:crs:EPSG::${srid}"><ows:LowerCorner>${corner(west, south)}</ows:LowerCorner><ows:UpperCorner>${corner(east, north)}</ows:UpperCorner></ows:BoundingBox>`;
}

/** Of a layer that WMS has, too. */
function legend({ name }: WmtsLayer, style: string, { baseUrl, lang }: Place): Html {
  const query = new URLSearchParams({
    SERVICE: 'WMS',
    VERSION: '1.3.0',
    REQUEST: 'GetLegendGraphic',
    LAYER: name,
    STYLE: style,
    FORMAT: 'image/png',
    lang,
  });
  return xml`<LegendURL format="image/png" xlink:href="${`${baseUrl}/wms?${query}`}"/>`;
}

interface Years {
  all: readonly number[];
  opening: number;
}

/** Of a forecast. */
async function yearsOf(service: PictureService, layer: WmtsLayer, { lang }: Place): Promise<Years | undefined> {
  const [look] = stylesOf(layer);
  if (!look || !layer.definitions.some(({ map }) => map?.measures)) return undefined;
  const { forecast } = await composed(service, contentOf(layer, look, lang));
  return forecast && { all: forecast.totals.years, opening: forecast.year };
}

function dimension({ all, opening }: Years, { lang }: Place): Html {
  return xml`
      <Dimension>
        <ows:Title>${{ sv: 'År', en: 'Year' }[lang]}</ows:Title>
        <ows:Identifier>Time</ows:Identifier>
        <ows:UOM>ISO8601</ows:UOM>
        <Default>${opening}</Default>${all.map(
          (year) => xml`
        <Value>${year}</Value>`,
        )}
      </Dimension>`;
}

function link(id: string, matrixSet: TileMatrixSet, extents: LayerExtents | undefined): Html {
  const box = extents?.boxes.get(matrixSet);
  const limits =
    box &&
    xml`
        <TileMatrixSetLimits>${limitsOf(matrixSet, box, reach).map(
          (one) => xml`
          <TileMatrixLimits>
            <TileMatrix>${one.tileMatrix}</TileMatrix>
            <MinTileRow>${one.minTileRow}</MinTileRow>
            <MaxTileRow>${one.maxTileRow}</MaxTileRow>
            <MinTileCol>${one.minTileCol}</MinTileCol>
            <MaxTileCol>${one.maxTileCol}</MaxTileCol>
          </TileMatrixLimits>`,
        )}
        </TileMatrixSetLimits>`;
  return xml`
      <TileMatrixSetLink>
        <TileMatrixSet>${id}</TileMatrixSet>${limits}
      </TileMatrixSetLink>`;
}

function template(
  service: PictureService,
  layer: WmtsLayer,
  ending: string,
  hasYears: boolean,
  { baseUrl, lang }: Place,
): string {
  const [look] = stylesOf(layer);
  const version = look && pictureVersion(service, contentOf(layer, look, lang));
  const query = [
    hasYears ? 'time={Time}' : [],
    version === undefined ? [] : `v=${version}`,
    lang === 'en' ? 'lang=en' : [],
  ];
  const tile = `${baseUrl}/wmts/${layer.name}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.${ending}`;
  const asked = query.flat().join('&');
  return asked ? `${tile}?${asked}` : tile;
}

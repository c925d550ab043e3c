import type { Crs } from '../../../features/index.ts';
import { pixelMetres } from '../../../geometry/pixel.ts';
import { type Asked, collectionUrl, serviceUrl } from '../asked.ts';
import { isFlipped, nameOf, offered } from '../place.ts';
import { lines, where, type Xml, xml } from '../xml.ts';
import type { Degrees, Extent } from './extents.ts';
import type { TellableLayer, TellableStyle } from './layer-tree.ts';
import { resource } from './resource.ts';

/** A layer and those within it, in the order of elements that each version's schema has. */
export function layerElement(asked: Asked, layer: TellableLayer, place: 'root' | 'inner'): Xml {
  const { version } = asked;
  const isNewer = version === '1.3.0';
  const { keywords, extent, name } = layer;
  const systems = isNewer ? 'CRS' : 'SRS';
  const inside = lines(
    where(name, (text) => xml`<Name>${text}</Name>`),
    xml`<Title>${layer.title}</Title>`,
    xml`<Abstract>${layer.abstract}</Abstract>`,
    keywords.length > 0
      ? xml`<KeywordList>${keywords.map((word) => xml`<Keyword>${word}</Keyword>`)}</KeywordList>`
      : undefined,
    place === 'root' ? offered.map((crs) => element(systems, nameOf(crs))) : undefined,
    where(extent, (known) => placeElements(asked, known)),
    isNewer ? newerTime(layer) : olderTime(layer),
    where(
      layer.attribution,
      ({ title, url }) => xml`<Attribution><Title>${title}</Title>${resource(url)}</Attribution>`,
    ),
    where(layer.collection, (id) => collectionElements(asked, id)),
    layer.styles.map((style) => styleElement(asked, layer, style)),
    isNewer ? newerScales(layer) : olderScales(layer),
    layer.members.map((member) => layerElement(asked, member, 'inner')),
  );
  return xml`<Layer queryable="${layer.queryable ? 1 : 0}" opaque="0">${inside}
</Layer>`;
}

function element(name: 'CRS' | 'SRS', text: string): Xml {
  return name === 'CRS' ? xml`<CRS>${text}</CRS>` : xml`<SRS>${text}</SRS>`;
}

function placeElements({ version }: Asked, { degrees, boxes }: Extent): Xml {
  const [west, south, east, north] = degrees.map((degree) => Number(degree.toFixed(6)));
  const inDegrees =
    version === '1.3.0'
      ? xml`<EX_GeographicBoundingBox><westBoundLongitude>${west}</westBoundLongitude><eastBoundLongitude>${east}</eastBoundLongitude><southBoundLatitude>${south}</southBoundLatitude><northBoundLatitude>${north}</northBoundLatitude></EX_GeographicBoundingBox>`
      : xml`<LatLonBoundingBox minx="${west}" miny="${south}" maxx="${east}" maxy="${north}"/>`;
  return xml`${inDegrees}${offered.map((crs, index) => where(boxes[index], (box) => boxElement(crs, box, version)))}`;
}

/** In the axis order of the version (1.3.0 §6.7.4, 1.1.1 §6.5.5). */
function boxElement(crs: Crs, box: Degrees, version: Asked['version']): Xml {
  const [west, south, east, north] = box.map((value) => Number(value.toFixed(crs.unit === 'metre' ? 2 : 6)));
  const [minx, miny, maxx, maxy] = isFlipped(crs, version) ? [south, west, north, east] : [west, south, east, north];
  const corners = xml`minx="${minx}" miny="${miny}" maxx="${maxx}" maxy="${maxy}"`;
  return version === '1.3.0'
    ? xml`<BoundingBox CRS="${nameOf(crs)}" ${corners}/>`
    : xml`<BoundingBox SRS="${nameOf(crs)}" ${corners}/>`;
}

/** A year each, the nearest where another is asked for (1.3.0 Annex C). */
function newerTime({ years }: TellableLayer): Xml | undefined {
  return where(
    years,
    ({ all, opening }) =>
      xml`<Dimension name="time" units="ISO8601" default="${opening}" nearestValue="1">${all.join(',')}</Dimension>`,
  );
}

function olderTime({ years }: TellableLayer): Xml | undefined {
  return where(
    years,
    ({ all, opening }) =>
      xml`<Dimension name="time" units="ISO8601"/><Extent name="time" default="${opening}" nearestValue="1">${all.join(',')}</Extent>`,
  );
}

/** 1.1.1 knows metadata of ISO TC 211 and FGDC only, and ours are neither. */
function collectionElements({ version, baseUrl }: Asked, id: string): Xml {
  const url = collectionUrl(baseUrl, id);
  const metadata = xml`<MetadataURL type="OGC-API-Collection"><Format>application/json</Format>${resource(`${url}?f=json`)}</MetadataURL>`;
  const data = xml`<DataURL><Format>application/geo+json</Format>${resource(`${url}/items`)}</DataURL>`;
  return version === '1.3.0' ? xml`${metadata}${data}` : data;
}

function styleElement(asked: Asked, { name = '' }: TellableLayer, style: TellableStyle): Xml {
  const address = new URLSearchParams({
    SERVICE: 'WMS',
    VERSION: asked.version,
    REQUEST: 'GetLegendGraphic',
    LAYER: name,
    STYLE: style.name,
    FORMAT: 'image/png',
    LANGUAGE: asked.lang,
  });
  const legend = where(
    style.legend,
    ({ width, height }) =>
      xml`<LegendURL width="${width}" height="${height}"><Format>image/png</Format>${resource(`${serviceUrl(asked.baseUrl)}${address}`)}</LegendURL>`,
  );
  return xml`<Style><Name>${style.name}</Name><Title>${style.title}</Title>${legend}</Style>`;
}

function newerScales({ scales: { min, max } }: TellableLayer): Xml | undefined {
  if (min === undefined && max === undefined) return undefined;
  return xml`${where(min, (scale) => xml`<MinScaleDenominator>${scale}</MinScaleDenominator>`)}${where(max, (scale) => xml`<MaxScaleDenominator>${scale}</MaxScaleDenominator>`)}`;
}

/** Metres along the diagonal of a pixel (1.1.1 §7.1.4.5.9). */
function olderScales({ scales: { min, max } }: TellableLayer): Xml | undefined {
  if (min === undefined && max === undefined) return undefined;
  const diagonal = (scale: number) => Number((scale * pixelMetres * Math.SQRT2).toFixed(3));
  return xml`<ScaleHint min="${diagonal(min ?? 0)}" max="${diagonal(max ?? 600_000_000)}"/>`;
}

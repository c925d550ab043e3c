import {
  type CircleLayerSpecification,
  type FillLayerSpecification,
  type LayerSpecification,
  type LineLayerSpecification,
  type StyleSpecification,
  type SymbolLayerSpecification,
  validateStyleMin,
} from '@maplibre/maplibre-gl-style-spec';
import type { Definition, Floor, Localized, MapLayer } from '../datasets/definition.ts';
import { type DataFacts, isBackground, type PlacedLayer, placedLayers, subjectOf, visibleAtStart } from './layers.ts';
import { resolveToken, type Theme, withTheme } from './palette.ts';

type Lang = keyof Localized;

/** A map of somebody else's under ours: a raster template with {z}, {x} and {y}, or a ready style. */
export type Background =
  | { kind: 'raster'; template: string; attribution: string }
  | { kind: 'style'; style: StyleSpecification; attribution: string };

export interface StyleOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  lang: Lang;
  theme: Theme;
  /** Where the map opens, [longitude, latitude]. */
  view?: { center: readonly [number, number]; zoom: number } | undefined;
  background?: Background | undefined;
  facts?: DataFacts | undefined;
  /** Of some datasets only the features that match: the filter of its tiles, by dataset. */
  filters?: ReadonlyMap<string, string> | undefined;
}

/** What each layer's `metadata` says, so that the map can find what a layer belongs to. */
interface LayerMetadata {
  'allmanning:dataset': string;
  'allmanning:subject': string;
  'allmanning:floor': Floor;
  /** It draws what has ended. */
  'allmanning:standing'?: 'ended';
}

const title: Localized = { sv: 'Karta', en: 'Map' };
const noFacts: DataFacts = { series: {}, thisYear: 0 };

/** The whole map as one MapLibre style (version 8): a vector source for each dataset, layers in the order of floors. */
export function compileStyle(definitions: readonly Definition[], options: StyleOptions): StyleSpecification {
  const { baseUrl, theme } = options;
  const layers = placedLayers(definitions, options.facts ?? noFacts)
    // Somebody else's background takes the place of our own paper.
    .filter(({ definition }) => !options.background || !isBackground(definition))
    .map((placed) => compileLayer(placed, theme));
  const below = backgroundLayers(options);
  return {
    version: 8,
    name: title[options.lang],
    ...(options.view ? { center: [...options.view.center], zoom: options.view.zoom } : {}),
    sprite: `${baseUrl}/styles/sprite`,
    sources: {
      ...below.sources,
      ...Object.fromEntries(
        [...new Set(layers.map(({ source }) => source))].map((source) => [
          source,
          { type: 'vector', url: `${baseUrl}/tiles/${source}.json?${tileQuery(source, options)}` },
        ]),
      ),
    },
    ...(below.glyphs ? { glyphs: below.glyphs } : {}),
    layers: [...below.layers, ...layers],
  };
}

function tileQuery(source: string, { lang, filters }: StyleOptions): string {
  const filter = filters?.get(source.replace(/\.points$/, ''));
  return `lang=${lang}${filter === undefined ? '' : `&filter=${encodeURIComponent(filter)}`}`;
}

type DatasetLayer =
  | FillLayerSpecification
  | LineLayerSpecification
  | CircleLayerSpecification
  | SymbolLayerSpecification;

function compileLayer({ definition, layer, floor }: PlacedLayer, theme: Theme): DatasetLayer {
  const { name, floor: _floor, standing, ...rest } = withTheme(layer, theme);
  const metadata: LayerMetadata = {
    'allmanning:dataset': definition.id,
    'allmanning:subject': subjectOf(definition),
    'allmanning:floor': floor,
    ...(standing ? { 'allmanning:standing': standing } : {}),
  };
  const source = isNamedByPoint(definition, layer) ? `${definition.id}.points` : definition.id;
  const place = { id: `${definition.id}/${name}`, source, 'source-layer': source, metadata };
  const visibility = visibleAtStart(definition) && standing !== 'ended' ? 'visible' : 'none';
  switch (rest.type) {
    case 'fill':
      return { ...rest, ...place, layout: { ...rest.layout, visibility } };
    case 'line':
      return { ...rest, ...place, layout: { ...rest.layout, visibility } };
    case 'circle':
      return { ...rest, ...place, layout: { ...rest.layout, visibility } };
    case 'symbol':
      return {
        ...rest,
        ...place,
        // Without a glyph server text is drawn with the reader's own fonts; the web app brings this one.
        layout: { 'text-font': ['Source Sans Regular'], ...rest.layout, visibility },
      };
  }
}

/**
 * A name on an area comes from the point of the whole feature: MapLibre would write it in each tile that the area
 * reaches into.
 */
export function isNamedByPoint({ geometry }: Definition, layer: MapLayer): boolean {
  const isArea = geometry?.type.endsWith('Polygon') || geometry?.type === 'Geometry';
  return isArea === true && layer.type === 'symbol' && (layer.layout?.['symbol-placement'] ?? 'point') === 'point';
}

interface Below {
  sources: StyleSpecification['sources'];
  layers: LayerSpecification[];
  glyphs?: string | undefined;
}

function backgroundLayers({ background, theme }: StyleOptions): Below {
  const paper: LayerSpecification = {
    id: 'background',
    type: 'background',
    paint: { 'background-color': resolveToken('@outside', theme) },
  };
  if (!background) return { sources: {}, layers: [paper] };
  if (background.kind === 'raster') {
    const { template, attribution } = background;
    return {
      sources: { background: { type: 'raster', tiles: [template], tileSize: 256, attribution } },
      layers: [paper, { id: 'background/raster', type: 'raster', source: 'background' }],
    };
  }
  // Its sprite would take the place of ours, so its icons are left out; its names and areas stay.
  const { sources, layers, glyphs } = background.style;
  return { sources, layers: layers.filter((layer) => !usesImage(layer)), glyphs };
}

function usesImage(layer: LayerSpecification): boolean {
  return /"(icon-image|fill-pattern|line-pattern|background-pattern|fill-extrusion-pattern)"/.test(
    JSON.stringify(layer),
  );
}

/** What MapLibre's own validator says about the layers of one definition, one line each. Empty: they can be drawn. */
export function layerProblems(definition: Definition): string[] {
  try {
    const style = compileStyle([definition], { baseUrl: 'https://example.org', lang: 'sv', theme: 'light' });
    return validateStyleMin(style).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

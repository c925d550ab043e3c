import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, FeatureCollection } from 'geojson';
import { resolveToken, type Theme } from '../../server/styles/palette.ts';
import type { Forecast } from '../state/state.ts';
import type { Lang } from '../text/texts.ts';
import { forecastPaint, forecastPoints } from './forecast-layers.ts';

/**
 * The style that the map should have, from the server's style and the state of the page. A pure function: MapLibre finds
 * the difference from what it draws and changes only that.
 */
export interface Look {
  base: StyleSpecification;
  lang: Lang;
  theme: Theme;
  subjectsOn: readonly string[];
  /** What has ended is drawn, too. */
  ended: boolean;
  forecast: Forecast | undefined;
  chosen: Feature | undefined;
  /** False: changes are drawn at once. */
  motion: boolean;
}

export function compose(look: Look): StyleSpecification {
  const light = { theme: look.theme, isAlone: look.subjectsOn.length === 1 };
  const layers = look.base.layers.map((layer) => forecastPaint(withVisibility(layer, look), look.forecast, light));
  const isName = (layer: LayerSpecification) => metadataOf(layer, 'allmanning:floor') === 'names';
  const isPaper = (layer: LayerSpecification) => metadataOf(layer, 'allmanning:subject') === 'background';
  const names = layers.filter(isName);
  const points = forecastPoints(look.forecast, look.theme, look.lang);
  return {
    ...look.base,
    transition: { duration: look.motion ? 200 : 0, delay: 0 },
    sources: {
      ...uncredited(look.base),
      ...points.sources,
      chosen: { type: 'geojson', data: look.chosen ?? nothing },
    },
    // Where two names want one place the higher wins: the forecast's over the paper's, plans' and projects' over both.
    layers: [
      ...layers.filter((layer) => !isName(layer)),
      ...points.circles,
      ...chosenLayers(look.theme),
      ...names.filter(isPaper),
      ...points.labels,
      ...names.filter((layer) => !isPaper(layer)),
    ],
  };
}

/** Our own sources' owners are named once, together (credits.ts). */
function uncredited({ sources, layers }: StyleSpecification): StyleSpecification['sources'] {
  const ours = new Set(
    layers.flatMap((layer) =>
      metadataOf(layer, 'allmanning:dataset') !== undefined && 'source' in layer ? [layer.source] : [],
    ),
  );
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      name,
      ours.has(name) && source.type === 'vector' ? { ...source, attribution: '' } : source,
    ]),
  );
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** One entry of a layer's metadata (server/styles/style.ts, LayerMetadata). */
export function metadataOf(layer: { metadata?: unknown }, name: `allmanning:${string}`): string | undefined {
  const { metadata } = layer;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const entry = Object.entries(metadata).find(([key]) => key === name)?.[1];
  return typeof entry === 'string' ? entry : undefined;
}

function withVisibility(layer: LayerSpecification, { subjectsOn, ended }: Look): LayerSpecification {
  const subject = metadataOf(layer, 'allmanning:subject');
  if (subject === undefined || subject === 'background') return layer;
  const isEnded = metadataOf(layer, 'allmanning:standing') === 'ended';
  return shown(layer, subjectsOn.includes(subject) && (ended || !isEnded));
}

function shown(layer: LayerSpecification, yes: boolean): LayerSpecification {
  const visibility = yes ? 'visible' : 'none';
  switch (layer.type) {
    case 'fill':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'line':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'circle':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'symbol':
      return { ...layer, layout: { ...layer.layout, visibility } };
    default:
      return layer;
  }
}

/** What is in the source `chosen`: a strong outline with a halo of paper, over everything but the names. */
export function chosenLayers(theme: Theme): LayerSpecification[] {
  const halo = resolveToken('@chosen-halo', theme);
  const line = resolveToken('@chosen', theme);
  return [
    {
      id: 'chosen/halo',
      type: 'line',
      source: 'chosen',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': halo, 'line-width': 7, 'line-opacity': 0.9 },
    },
    {
      id: 'chosen/line',
      type: 'line',
      source: 'chosen',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': line, 'line-width': 2.6 },
    },
    {
      id: 'chosen/point',
      type: 'circle',
      source: 'chosen',
      filter: ['in', ['geometry-type'], ['literal', ['Point', 'MultiPoint']]],
      paint: {
        'circle-radius': 9,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': line,
        'circle-stroke-width': 3,
      },
    },
  ];
}

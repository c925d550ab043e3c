import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Localized } from '../datasets/definition.ts';
import { backgroundSubject } from '../datasets/subjects.ts';
import { type ForecastShown, forecastPaint } from './forecast.ts';
import { forecastPoints } from './forecast-points.ts';
import { resolveToken, type Theme } from './palette.ts';

/**
 * The layers of the map as they lie on each other, once it is known which measure is shown: in the browser and in pictures
 * of the server alike. No node: imports here, the web app reads it too.
 */
export interface Arrangement {
  theme: Theme;
  lang: keyof Localized;
  forecast: ForecastShown | undefined;
}

/** Of the layers that are drawn. */
export function arrange(
  wanted: readonly LayerSpecification[],
  { theme, lang, forecast }: Arrangement,
): { layers: LayerSpecification[]; sources: StyleSpecification['sources'] } {
  const dotsFrom = forecastDotsFrom(wanted, forecast);
  const layers = wanted.map((layer) => forecastPaint(layer, forecast, { theme, dotsFrom }));
  const isName = (layer: LayerSpecification) =>
    ['names', 'letters'].includes(metadataOf(layer, 'allmanning:floor') ?? '');
  const names = layers.filter(isName);
  const points = forecastPoints(forecast, theme, lang, dotsFrom);
  return {
    sources: points.sources,
    // Where two names want one place the higher wins: the forecast's over the paper's, plans' and projects' over both.
    layers: [
      ...layers.filter((layer) => !isName(layer)),
      ...points.circles,
      ...chosenLayers(theme),
      ...names.filter(isBackgroundLayer),
      ...points.labels,
      ...names.filter((layer) => !isBackgroundLayer(layer)),
    ],
  };
}

/**
 * From which zoom on the forecast is drawn as dots: where layers of other subjects cover the ground, their colours must be their
 * own, and nothing may lie unseen below. Infinity: nowhere.
 */
export function forecastDotsFrom(
  drawn: readonly LayerSpecification[],
  forecast: Pick<ForecastShown, 'dataset'> | undefined,
): number {
  const covering = drawn.filter((layer) => {
    const dataset = datasetOfLayer(layer);
    const isOther = dataset !== undefined && dataset !== forecast?.dataset.id && !isBackgroundLayer(layer);
    return isOther && layer.type === 'fill';
  });
  return Math.min(...covering.map(({ minzoom = 0 }) => minzoom));
}

/** One entry of a layer's metadata (server/styles/style.ts, LayerMetadata). */
export function metadataOf(layer: { metadata?: unknown }, name: `allmanning:${string}`): string | undefined {
  const { metadata } = layer;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const entry = Object.entries(metadata).find(([key]) => key === name)?.[1];
  return typeof entry === 'string' ? entry : undefined;
}

export function datasetOfLayer(layer: LayerSpecification): string | undefined {
  return metadataOf(layer, 'allmanning:dataset');
}

/** It draws the paper, or names on it. */
export function isBackgroundLayer(layer: LayerSpecification): boolean {
  return metadataOf(layer, 'allmanning:subject') === backgroundSubject;
}

/** It draws what has ended. */
export function isEndedLayer(layer: LayerSpecification): boolean {
  return metadataOf(layer, 'allmanning:standing') === 'ended';
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

import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { classify, colourExpression } from './classes.ts';
import { choroplethLayer, choroplethOpacity, missingLayer } from './layer-names.ts';
import { knownExpression, type Measure, type SeriesTotals } from './measures.ts';
import { type Theme, withTheme } from './palette.ts';

/** A measure and a year of a dataset that has some. */
export interface ForecastShown {
  dataset: { id: string };
  measure: Measure;
  totals: SeriesTotals;
  year: number;
}

/** What a measure and a year change in the map: the colours of the areas, and circles, names and values at points. */

/** An opacity that ends at a zoom. */
export function untilZoom(zoom: number, opacity: number): number | ExpressionSpecification {
  if (zoom === Number.POSITIVE_INFINITY) return opacity;
  return zoom <= 0 ? 0 : ['step', ['zoom'], opacity, zoom, 0];
}

/** The layer as the measure and year want it, when it is one that a measure is drawn with. */
export function forecastPaint(
  layer: LayerSpecification,
  forecast: ForecastShown | undefined,
  { theme, dotsFrom }: { theme: Theme; dotsFrom: number },
): LayerSpecification {
  if (!forecast || layer.type !== 'fill') return layer;
  const { dataset, measure, totals, year } = forecast;
  const firstYear = totals.years[0] ?? year;
  if (layer.id === `${dataset.id}/${missingLayer}`) {
    const paint = { ...layer.paint, 'fill-opacity': untilZoom(dotsFrom, 1) };
    return { ...layer, filter: ['!', knownExpression(measure, year, firstYear)], paint };
  }
  if (layer.id !== `${dataset.id}/${choroplethLayer}`) return layer;
  // Circles tell the number, but the area can still be asked.
  if (measure.kind === 'count') return { ...layer, paint: { ...layer.paint, 'fill-color': 'rgba(0,0,0,0)' } };
  const colour = withTheme(colourExpression(measure, classify(measure, totals), year, firstYear), theme);
  return {
    ...layer,
    paint: { ...layer.paint, 'fill-color': colour, 'fill-opacity': untilZoom(dotsFrom, choroplethOpacity) },
  };
}

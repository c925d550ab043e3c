import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { classify, classOf, colourExpression } from './classes.ts';
import { choroplethLayer, choroplethOpacity, missingLayer } from './layer-names.ts';
import { knownExpression, type Measure, measureValue, type SeriesTotals } from './measures.ts';
import { type Theme, withTheme } from './palette.ts';

/** A measure and a year of a dataset that has some. */
export interface ForecastShown {
  dataset: { id: string; key?: string };
  measure: Measure;
  totals: SeriesTotals;
  year: number;
  /** The tiles do not have its numbers: an area's colour goes by its key. */
  isOwn?: boolean;
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
    const known = forecast.isOwn
      ? keyIsOneOf(forecast, knownColours(forecast))
      : knownExpression(measure, year, firstYear);
    return { ...layer, filter: ['!', known], paint };
  }
  if (layer.id !== `${dataset.id}/${choroplethLayer}`) return layer;
  // Circles tell the number, but the area can still be asked.
  if (measure.kind === 'count') return { ...layer, paint: { ...layer.paint, 'fill-color': 'rgba(0,0,0,0)' } };
  const expression = forecast.isOwn
    ? coloursByKey(forecast)
    : colourExpression(measure, classify(measure, totals), year, firstYear);
  const colour = withTheme(expression, theme);
  return {
    ...layer,
    paint: { ...layer.paint, 'fill-color': colour, 'fill-opacity': untilZoom(dotsFrom, choroplethOpacity) },
  };
}

/** Key → colour of those that have a value in the year shown. */
function knownColours({ measure, totals, year }: ForecastShown): Map<string, string> {
  const classes = classify(measure, totals);
  const index = totals.years.indexOf(year);
  return new Map(
    Object.keys(totals.titles).flatMap((key) => {
      const value = measureValue(measure, totals, key, index);
      return value === null ? [] : [[key, classes.colours[classOf(classes, value)] ?? '@unchanged']];
    }),
  );
}

const keyOf = ({ dataset }: ForecastShown): ExpressionSpecification => ['to-string', ['get', dataset.key ?? 'id']];

function keyIsOneOf(forecast: ForecastShown, known: ReadonlyMap<string, string>): ExpressionSpecification {
  return ['in', keyOf(forecast), ['literal', [...known.keys()]]];
}

function coloursByKey(forecast: ForecastShown): ExpressionSpecification {
  const known = [...knownColours(forecast)];
  const [first, ...rest] = known;
  if (!first) return ['literal', 'rgba(0,0,0,0)'];
  return ['match', keyOf(forecast), ...first, ...rest.flat(), 'rgba(0,0,0,0)'];
}

import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection, Point } from 'geojson';
import type { Localized } from '../datasets/definition.ts';
import { choroplethLayer, choroplethOpacity, missingLayer } from './layer-names.ts';
import {
  circleRadius,
  classify,
  colourExpression,
  knownExpression,
  largestValue,
  type Measure,
  type SeriesTotals,
  valueExpression,
} from './measures.ts';
import { resolveToken, type Theme, withTheme } from './palette.ts';

/** A measure and a year of a dataset that has some. */
export interface ForecastShown {
  dataset: { id: string };
  measure: Measure;
  totals: SeriesTotals;
  year: number;
}

/** What a measure and a year change in the map: the colours of the areas, and circles, names and values at points. */

/** Close up, other subjects' colours must be their own: nothing shines through. */
const gone: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 13.5, choroplethOpacity, 14.5, 0];

/** The layer as the measure and year want it, when it is one that a measure is drawn with. */
export function forecastPaint(
  layer: LayerSpecification,
  forecast: ForecastShown | undefined,
  { theme, isAlone }: { theme: Theme; isAlone: boolean },
): LayerSpecification {
  if (!forecast || layer.type !== 'fill') return layer;
  const { dataset, measure, totals, year } = forecast;
  const firstYear = totals.years[0] ?? year;
  if (layer.id === `${dataset.id}/${missingLayer}`) {
    return { ...layer, filter: ['!', knownExpression(measure, year, firstYear)] };
  }
  if (layer.id !== `${dataset.id}/${choroplethLayer}`) return layer;
  // Circles tell the number, but the area can still be asked.
  if (measure.kind === 'count') return { ...layer, paint: { ...layer.paint, 'fill-color': 'rgba(0,0,0,0)' } };
  const colour = withTheme(colourExpression(measure, classify(measure, totals), year, firstYear), theme);
  return {
    ...layer,
    paint: { ...layer.paint, 'fill-color': colour, 'fill-opacity': isAlone ? choroplethOpacity : gone },
  };
}

interface Points {
  sources: StyleSpecification['sources'];
  circles: LayerSpecification[];
  labels: LayerSpecification[];
}

/** Names and values of the forecast areas, and circles where the measure is a number of something. */
export function forecastPoints(forecast: ForecastShown | undefined, theme: Theme, lang: keyof Localized): Points {
  if (!forecast) return { sources: {}, circles: [], labels: [] };
  const { dataset, measure, totals, year } = forecast;
  const source = `${dataset.id}:points`;
  const firstYear = totals.years[0] ?? year;
  const value = valueExpression(measure, year, firstYear);
  const known = knownExpression(measure, year, firstYear);
  const largest = largestValue(measure, totals);
  const radius = circleRadius(1, largest);
  const isCount = measure.kind === 'count';
  const written: ExpressionSpecification = ['case', known, valueText(forecast, value, lang), '–'];
  return {
    sources: { [source]: { type: 'geojson', data: pointCollection(forecast) } },
    circles: isCount
      ? [
          {
            id: `${source}/circle`,
            type: 'circle',
            source,
            filter: known,
            layout: { 'circle-sort-key': ['-', 0, value] },
            paint: {
              'circle-radius': ['*', radius, ['sqrt', value]],
              'circle-color': resolveToken('@count', theme),
              'circle-opacity': 0.35,
              'circle-stroke-color': resolveToken('@count', theme),
              'circle-stroke-width': 1.5,
            },
          },
        ]
      : [],
    labels: [
      {
        id: `${source}/value`,
        type: 'symbol',
        source,
        minzoom: 9,
        layout: {
          ...labelLayout,
          'text-field': written,
          'text-font': ['Source Sans Semibold'],
          // Large ones first. On an area it stands alone where there is no room for the name.
          'symbol-sort-key': ['case', known, ['-', 0, value], 0],
        },
        paint: labelPaint(theme),
      },
      {
        id: `${source}/name`,
        type: 'symbol',
        source,
        minzoom: 9,
        layout: {
          ...labelLayout,
          'text-font': ['Source Sans Regular'],
          'symbol-sort-key': ['case', known, ['-', 0, value], 0],
          ...(isCount
            ? {
                'text-field': ['get', 'title'],
                'text-variable-anchor-offset': ['left', [2.2, 0], 'right', [-2.2, 0]],
              }
            : {
                'text-field': [
                  'format',
                  ['get', 'title'],
                  {},
                  '\n',
                  {},
                  written,
                  { 'text-font': ['literal', ['Source Sans Semibold']] },
                ],
              }),
        },
        paint: labelPaint(theme),
      },
    ],
  };
}

const labelLayout = {
  'text-size': ['interpolate', ['linear'], ['zoom'], 9, 13, 14, 16],
  'text-max-width': 8,
  'text-padding': 2,
} satisfies SymbolLayerSpecification['layout'];

function labelPaint(theme: Theme): NonNullable<SymbolLayerSpecification['paint']> {
  return {
    'text-color': resolveToken('@text', theme),
    'text-halo-color': resolveToken('@halo', theme),
    'text-halo-width': 1.6,
  };
}

/** The value in the label, rounded: people are not told by the tenth. The added 0 makes −0 into 0. */
function valueText(
  { measure }: ForecastShown,
  value: ExpressionSpecification,
  lang: keyof Localized,
): ExpressionSpecification {
  const locale = lang === 'sv' ? 'sv-SE' : 'en-GB';
  const perCent = measure.kind === 'share' || measure.kind === 'change';
  const rounded: ExpressionSpecification = perCent
    ? ['+', ['/', ['round', ['*', value, 10]], 10], 0]
    : ['round', value];
  const number: ExpressionSpecification = ['number-format', rounded, { locale, 'max-fraction-digits': 1 }];
  if (measure.kind === 'change') return ['concat', ['case', ['>', rounded, 0], '+', ''], number, ' %'];
  return perCent ? ['concat', number, ' %'] : number;
}

/** The areas' points with what the measure and year read, in degrees. */
export function pointCollection({ totals, measure }: ForecastShown): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: Object.entries(totals.points).map(([key, point]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...point] },
      properties: {
        key,
        title: totals.titles[key] ?? key,
        ...(measure.area ? { [measure.area]: totals.areas[key] ?? null } : {}),
        ...Object.fromEntries(
          [measure.part, ...(measure.whole ? [measure.whole] : [])].flatMap((name) =>
            totals.years.map((year, index) => [`${name}_${year}`, totals.measures[name]?.values[key]?.[index] ?? null]),
          ),
        ),
      },
    })),
  };
}

import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection, Point } from 'geojson';
import type { Localized } from '../datasets/definition.ts';
import { circleRadius, circleScale, largestValue } from './circles.ts';
import { classify, colourExpression } from './classes.ts';
import type { ForecastShown } from './forecast.ts';
import { hasRoom, roomOf } from './label-room.ts';
import { knownExpression, valueExpression } from './measures.ts';
import { resolveToken, type Theme, withTheme } from './palette.ts';

interface Points {
  sources: StyleSpecification['sources'];
  circles: LayerSpecification[];
  labels: LayerSpecification[];
}

/** Pixels of a dot's radius. */
export const dotRadius = 9;

/**
 * Names and values of the forecast areas, circles where the measure is a number of something, and dots in the colour of the
 * class from the zoom where the areas give way.
 */
export function forecastPoints(
  forecast: ForecastShown | undefined,
  theme: Theme,
  lang: keyof Localized,
  dotsFrom: number,
): Points {
  if (!forecast) return { sources: {}, circles: [], labels: [] };
  const { dataset, measure, totals, year } = forecast;
  const source = `${dataset.id}:points`;
  const firstYear = totals.years[0] ?? year;
  const value = valueExpression(measure, year, firstYear);
  const known = knownExpression(measure, year, firstYear);
  const scale = circleScale(measure, totals);
  const radius = (largest: number): ExpressionSpecification => [
    '*',
    circleRadius(1, largestValue(measure, totals), largest),
    ['sqrt', value],
  ];
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
              'circle-radius': [
                'interpolate',
                ['exponential', 2],
                ['zoom'],
                ...scale.flatMap(({ zoom, largest }) => [zoom, radius(largest)]),
              ],
              'circle-color': resolveToken('@count', theme),
              'circle-opacity': 0.35,
              'circle-stroke-color': resolveToken('@count', theme),
              'circle-stroke-width': 1.5,
            },
          },
        ]
      : dots(forecast, theme, dotsFrom, source),
    labels: [
      {
        id: `${source}/value`,
        type: 'symbol',
        source,
        minzoom: 9,
        ...(isCount ? {} : { filter: hasRoom('valueFrom') }),
        layout: {
          ...labelLayout,
          ...(isCount ? {} : belowDots(dotsFrom)),
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
        ...(isCount ? {} : { filter: hasRoom('nameFrom') }),
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
                ...belowDots(dotsFrom),
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

/** A dot for each area in the colour of its class; an empty one where there is no figure. */
function dots(
  { measure, totals, year }: ForecastShown,
  theme: Theme,
  dotsFrom: number,
  source: string,
): LayerSpecification[] {
  if (dotsFrom === Number.POSITIVE_INFINITY) return [];
  const firstYear = totals.years[0] ?? year;
  return [
    {
      id: `${source}/dot`,
      type: 'circle',
      source,
      minzoom: dotsFrom,
      paint: {
        'circle-radius': dotRadius,
        'circle-color': withTheme(colourExpression(measure, classify(measure, totals), year, firstYear), theme),
        'circle-stroke-color': resolveToken('@text', theme),
        'circle-stroke-width': 1.5,
      },
    },
  ];
}

/** On the area, and below its dot where that stands there. */
function belowDots(dotsFrom: number): SymbolLayerSpecification['layout'] {
  if (dotsFrom === Number.POSITIVE_INFINITY) return {};
  if (dotsFrom <= 0) return { 'text-anchor': 'top', 'text-offset': [0, 0.7] };
  return {
    'text-anchor': ['step', ['zoom'], 'center', dotsFrom, 'top'],
    'text-offset': ['step', ['zoom'], ['literal', [0, 0]], dotsFrom, ['literal', [0, 0.7]]],
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
  const signed: ExpressionSpecification = ['concat', ['case', ['>', rounded, 0], '+', ''], number];
  if (measure.kind === 'difference') return signed;
  if (measure.kind === 'change') return ['concat', signed, ' %'];
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
        ...roomOf(totals.titles[key] ?? key, totals.areas[key] ?? null, point[1]),
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

import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature } from 'geojson';
import { type Classes, classesAroundZero, classOf } from '../../server/styles/classes.ts';
import { datasetOfLayer, forecastDotsFrom, isBackgroundLayer } from '../../server/styles/compose.ts';
import { untilZoom } from '../../server/styles/forecast.ts';
import { dotRadius } from '../../server/styles/forecast-points.ts';
import { choroplethLayer, choroplethOpacity } from '../../server/styles/layer-names.ts';
import { resolveToken, type Theme } from '../../server/styles/palette.ts';
import type { Reckoned } from './reckon.ts';
import type { onMap } from './state.ts';
import { type AreaNumbers, ageRange, morePeople, numbersOf } from './told.ts';

const source = 'what-if/points';
/** The classes of an age group over all years, so that a colour means the same while the year changes. */
export function differenceClasses({ document, difference }: Reckoned, groupName: string | undefined): Classes {
  const part = ageRange(document, groupName);
  const values = document.areas
    .flatMap(({ code }) => difference({ ...part, area: code }))
    .filter((value) => Math.round(value) !== 0)
    .sort((a, b) => a - b);
  const [low = 0, high = 0] = [values[0], values.at(-1)];
  return -low > high ? mirrored(classesAroundZero(values.map((value) => -value).reverse())) : classesAroundZero(values);
}

/** The finer classes on the side where most happens. */
function mirrored({ limits, colours }: Classes): Classes {
  const other = (colour: string) => colour.replace(/rise|fall/, (side) => (side === 'rise' ? 'fall' : 'rise'));
  return { limits: limits.map((limit) => -limit).reverse(), colours: colours.map(other).reverse() };
}

interface Shown {
  result: Reckoned;
  year: number;
  group: string | undefined;
  theme: Theme;
  /** The server's style: it knows where the areas' tiles are. */
  base: StyleSpecification;
}

/** The areas in the colours of their differences, instead of the forecast's, and the differences as numbers. */
export function differenceOnMap({ result, year, group, theme, base }: Shown): (typeof onMap)['value'] {
  const { outlines, areas } = result.document;
  const choropleth = base.layers.find(({ id }) => id === `${outlines?.dataset}/${choroplethLayer}`);
  if (!outlines || choropleth?.type !== 'fill') return undefined;
  const classes = differenceClasses(result, group);
  const numbers = numbersOf(result, year, group).areas;
  const colour = (difference: number) =>
    resolveToken(classes.colours[classOf(classes, difference)] ?? '@unchanged', theme);
  const stops = areas.flatMap(({ key }, at) => (key === null ? [] : [key, colour(numbers[at]?.difference ?? 0)]));
  const [first, second, ...rest] = stops;
  if (first === undefined || second === undefined) return undefined;
  const key: ExpressionSpecification = ['to-string', ['get', outlines.key]];
  const fill = (dotsFrom: number): LayerSpecification => ({
    ...choropleth,
    id: 'what-if/difference',
    paint: {
      'fill-color': ['match', key, first, second, ...rest, 'rgba(0,0,0,0)'],
      'fill-opacity': untilZoom(dotsFrom, choroplethOpacity),
      'fill-outline-color': resolveToken('@forecast-line', theme),
    },
    layout: { visibility: 'visible' },
  });
  const isForecast = (layer: LayerSpecification) =>
    (datasetOfLayer(layer) === outlines.dataset && layer.type === 'fill') ||
    ('source' in layer && layer.source === `${outlines.dataset}:points`);
  return {
    dataset: outlines.dataset,
    changed: (layers) => {
      const others = layers.filter((layer) => !isForecast(layer));
      const above = others.findIndex((layer) => !isBackgroundLayer(layer) && datasetOfLayer(layer) !== undefined);
      const place = above < 0 ? others.length : above;
      const dotsFrom = forecastDotsFrom(others, { dataset: { id: outlines.dataset } });
      return [
        ...others.slice(0, place),
        fill(dotsFrom),
        ...others.slice(place),
        ...dots(theme, dotsFrom),
        number(theme, dotsFrom),
      ];
    },
    drawn: {
      sources: {
        [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: points(result, numbers, colour) } },
      },
      layers: [],
    },
  };
}

/** As the forecast's own: where others cover the ground, a dot in the colour of the class stands for the area. */
function dots(theme: Theme, dotsFrom: number): LayerSpecification[] {
  if (dotsFrom === Number.POSITIVE_INFINITY) return [];
  return [
    {
      id: 'what-if/dot',
      type: 'circle',
      source,
      minzoom: dotsFrom,
      paint: {
        'circle-radius': dotRadius,
        'circle-color': ['get', 'colour'],
        'circle-stroke-color': resolveToken('@text', theme),
        'circle-stroke-width': 1.5,
      },
    },
  ];
}

function number(theme: Theme, dotsFrom: number): LayerSpecification {
  const below: ExpressionSpecification = [
    'step',
    ['zoom'],
    ['literal', [0, 0]],
    Math.max(dotsFrom, 0.01),
    ['literal', [0, 0.7]],
  ];
  return {
    id: 'what-if/number',
    type: 'symbol',
    source,
    filter: ['!=', ['get', 'difference'], ''],
    layout: {
      'text-field': [
        'format',
        ['get', 'difference'],
        { 'text-font': ['literal', ['Source Sans Semibold']] },
        '\n',
        {},
        ['get', 'name'],
        { 'font-scale': 0.82 },
      ],
      'text-font': ['Source Sans Regular'],
      'text-size': 16,
      'text-max-width': 9,
      'symbol-sort-key': ['get', 'order'],
      ...(dotsFrom === Number.POSITIVE_INFINITY ? {} : { 'text-anchor': 'top', 'text-offset': below }),
    },
    paint: {
      'text-color': resolveToken('@text', theme),
      'text-halo-color': resolveToken('@halo', theme),
      'text-halo-width': 2,
    },
  };
}

/** The larger difference goes first; where there is none, nothing is written. */
function points(
  { document }: Reckoned,
  numbers: readonly AreaNumbers[],
  colour: (difference: number) => string,
): Feature[] {
  return document.areas.flatMap(({ point, name }, at): Feature[] => {
    const difference = numbers[at]?.difference ?? 0;
    if (!point) return [];
    const text = Math.round(difference) === 0 ? '' : morePeople(difference);
    return [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...point] },
        properties: { name, difference: text, colour: colour(difference), order: -Math.abs(difference) },
      },
    ];
  });
}

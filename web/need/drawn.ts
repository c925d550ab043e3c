import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { datasetOfLayer, isBackgroundLayer } from '../../server/styles/compose.ts';
import { resolveToken } from '../../server/styles/palette.ts';
import type { Drawn } from '../capability.ts';
import { lang, theme } from '../state/state.ts';
import { classes, classOf, enoughColour, type NeedClass, opacity, unknownImage } from './classes.ts';
import { type Coloured, coloured, isOpen } from './need-state.ts';

/** The areas in the colour of the year when places run short, with the year written on them. Reads signals. */

function shown(): Coloured | undefined {
  return isOpen() ? coloured.value : undefined;
}

const pointsOf = (dataset: string) => `${dataset}.points`;

export function needSources(): Drawn {
  const now = shown();
  if (!now) return { sources: {}, layers: [] };
  const { dataset } = now.places;
  const source = (name: string) => ({ type: 'vector' as const, url: `/tiles/${name}.json`, attribution: '' });
  return {
    sources: { [dataset]: source(dataset), [pointsOf(dataset)]: source(pointsOf(dataset)) },
    layers: [],
  };
}

/** Below lines and names of the map, in place of the measures that the areas show otherwise. */
export function needLayers(layers: readonly LayerSpecification[]): readonly LayerSpecification[] {
  const now = shown();
  if (!now) return layers;
  const others = layers.filter((layer) => datasetOfLayer(layer) !== now.places.dataset);
  const above = others.findIndex((layer) => layer.type === 'symbol' || !isPaper(layer));
  const at = above < 0 ? others.length : above;
  return [...others.slice(0, at), ...areaLayers(now), ...others.slice(at), yearLayer(now)];
}

/** What is drawn below all subjects. */
function isPaper(layer: LayerSpecification): boolean {
  return isBackgroundLayer(layer) || datasetOfLayer(layer) === undefined;
}

function codesOf({ areas, first }: Coloured, one: NeedClass): string[] {
  return [...areas].filter(([, onMap]) => classOf(onMap, first) === one).map(([code]) => code);
}

function isAmong({ places }: Coloured, codes: readonly string[]): FilterSpecification {
  const shownOnly = Object.entries(places.shown).map(([field, value]): ExpressionSpecification => {
    return ['any', ['!', ['has', field]], ['==', ['get', field], value]];
  });
  return ['all', ['in', ['get', places.code], ['literal', [...codes]]], ...shownOnly];
}

function areaLayers(now: Coloured): LayerSpecification[] {
  const { dataset } = now.places;
  const from = { source: dataset, 'source-layer': dataset };
  const fills = [...classes, { id: 'enough' as const, colour: enoughColour }].flatMap(
    ({ id, colour }): LayerSpecification[] => {
      const codes = codesOf(now, id);
      if (codes.length === 0) return [];
      const paint = { 'fill-color': resolveToken(colour, theme.value), 'fill-opacity': opacity };
      return [{ id: `need/${id}`, type: 'fill', ...from, filter: isAmong(now, codes), paint }];
    },
  );
  const unknown = codesOf(now, 'unknown');
  return [
    ...fills,
    {
      ...{ id: 'need/unknown', type: 'fill' as const, ...from, filter: isAmong(now, unknown) },
      paint: { 'fill-pattern': resolveToken(unknownImage, theme.value) },
    },
    {
      ...{ id: 'need/line', type: 'line' as const, ...from, filter: isAmong(now, [...now.areas.keys()]) },
      layout: { 'line-join': 'round' },
      paint: { 'line-color': resolveToken('@forecast-line', theme.value), 'line-width': 1.2 },
    },
  ];
}

/** The area's name and the year, so that no colour has to be guessed. */
function yearLayer(now: Coloured): LayerSpecification {
  const { dataset, code } = now.places;
  const words = { sv: { enough: 'räcker', unknown: '?' }, en: { enough: 'enough', unknown: '?' } }[lang.value];
  const texts = [...now.areas].flatMap(([area, onMap]) => [
    area,
    `${now.names.get(area) ?? area}\n${typeof onMap === 'string' ? words[onMap] : onMap}`,
  ]);
  const [first = '', text = '', ...rest] = texts;
  return {
    id: 'need/year',
    type: 'symbol',
    source: pointsOf(dataset),
    'source-layer': pointsOf(dataset),
    metadata: { 'allmanning:dataset': dataset },
    filter: isAmong(now, [...now.areas.keys()]),
    layout: {
      'text-field': ['match', ['get', code], first, text, ...rest, ''],
      'text-font': ['Source Sans Semibold'],
      'text-size': 14,
      'text-max-width': 9,
    },
    paint: {
      'text-color': resolveToken('@text', theme.value),
      'text-halo-color': resolveToken('@halo', theme.value),
      'text-halo-width': 1.8,
    },
  };
}

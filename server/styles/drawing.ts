import { allFields, type Definition } from '../datasets/definition.ts';
import type { Drawing } from '../formats/index.ts';
import { attributesIn, type Evaluator, evaluator, type Feature, geometryTypes, type Sample } from './evaluate.ts';
import { layersOf } from './layers.ts';
import { withTheme } from './palette.ts';

/** A drawing is read close up: a layer that ends farther out is asked where it ends. */
const closeUp = 18;

/**
 * How a drawing program is to show a dataset, read from the layers of the map: what they tell apart becomes layers of
 * the drawing, in the colour that the map gives them; what they write becomes texts.
 */
export function drawingOf(definition: Definition, definitions: readonly Definition[]): Drawing {
  const layers = withTheme(layersOf(definition, definitions), 'light').map(evaluator);
  const writing = layers.filter(({ layer }) => layer.type === 'symbol' && 'text-field' in (layer.layout ?? {}));
  const open = allFields(definition).filter((field) => field.public);
  const told = attributesIn(layers.map(({ layer }) => [layer.filter, coloursOf(layer)]));
  const tellsApart = definition.map?.standing?.field;
  const kinds = open.filter(
    ({ name, type, codes }) =>
      told.has(name) && (codes !== undefined || type === 'code' || type === 'boolean' || name === tellsApart),
  );
  const written = attributesIn(writing.map(({ layer }) => [layer.filter, layer.layout]));
  const names = open.filter(({ name }) => written.has(name));
  return {
    kinds,
    names,
    colourOf: (values, kind) => colourOf(layers, featureOf(values, kind)),
    textOf(values, kind) {
      const feature = featureOf(values, kind);
      const layer = writing.find((one) => draws(one, feature));
      return layer ? layer.text('text-field', zoomOf(layer), feature) : '';
    },
  };
}

function featureOf(values: Sample, kind: keyof typeof geometryTypes): Feature {
  // As in a tile: what has no value is not there.
  const properties = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return { type: geometryTypes[kind], properties };
}

function zoomOf({ layer }: Evaluator): number {
  return Math.max(layer.minzoom ?? 0, Math.min(closeUp, (layer.maxzoom ?? 24) - 0.01));
}

function draws(one: Evaluator, feature: Feature): boolean {
  return one.draws(zoomOf(one), feature);
}

/** The colour inside says the kind, where there is one and no pattern: else that of the line, else that of the point. */
function colourOf(layers: readonly Evaluator[], feature: Feature): string | undefined {
  const found = (['fill', 'line', 'circle'] as const).flatMap((type) => {
    const inPlace = layers.filter(({ layer }) => layer.type === type && isOf(type, feature));
    return inPlace.flatMap((one) => {
      const zoom = zoomOf(one);
      if (!one.draws(zoom, feature) || (type !== 'circle' && one.image(`${type}-pattern`, zoom, feature))) return [];
      return one.number(`${type}-opacity`, zoom, feature) > 0 ? [one.colour(`${type}-color`, zoom, feature)] : [];
    });
  });
  return found[0] === undefined ? undefined : hexOf(found[0]);
}

function isOf(type: 'fill' | 'line' | 'circle', feature: Feature): boolean {
  if (type === 'fill') return feature.type === 'Polygon';
  return type === 'line' ? feature.type !== 'Point' : feature.type === 'Point';
}

/** `rgba(255,0,0,1)` as `#ff0000`. */
function hexOf(colour: string): string | undefined {
  const channels = colour
    .match(/[\d.]+/g)
    ?.slice(0, 3)
    .map(Number);
  if (channels?.length !== 3) return undefined;
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

function coloursOf({ paint }: Evaluator['layer']): unknown[] {
  return Object.entries(paint ?? {}).flatMap(([name, value]) => (/-(color|pattern)$/.test(name) ? [value] : []));
}

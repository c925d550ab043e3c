import {
  Color,
  type FilterSpecification,
  featureFilter,
  latest,
  normalizePropertyExpression,
  ResolvedImage,
  type StylePropertySpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { MapLayer } from '../datasets/definition.ts';

/** What of a layer is evaluated: a definition's, or one of a whole style. */
export interface EvaluatedLayer {
  type: MapLayer['type'];
  minzoom?: number | undefined;
  maxzoom?: number | undefined;
  filter?: FilterSpecification | undefined;
  layout?: object | undefined;
  paint?: object | undefined;
}

/** What a layer of the map says of one feature, outside any map: for legends and drawings. */

export const geometryTypes = { polygon: 'Polygon', line: 'LineString', point: 'Point' } as const;

/** The feature's attributes. */
export type Sample = Record<string, string | number | boolean | null>;

export interface Feature {
  type: (typeof geometryTypes)[keyof typeof geometryTypes];
  properties: Sample;
}

type Read<T> = (property: string, zoom: number, feature: Feature) => T;

/** A layer with its filter and its properties compiled, each once. */
export interface Evaluator {
  layer: EvaluatedLayer;
  draws(zoom: number, feature: Feature): boolean;
  number: Read<number>;
  colour: Read<string>;
  image: Read<string | undefined>;
  text: Read<string>;
  dash: Read<number[] | undefined>;
  value: Read<unknown>;
}

export function evaluator(layer: EvaluatedLayer): Evaluator {
  const { filter } = featureFilter(layer.filter, 'layers.filter');
  const compiled = new Map<string, Compiled>();
  const evaluate: Read<unknown> = (property, zoom, feature) => {
    let one = compiled.get(property);
    if (!one) {
      one = { expression: compileProperty(layer, property), zoom: Number.NaN, value: undefined };
      compiled.set(property, one);
    }
    // What no attribute changes is the same for all features of a zoom.
    if (one.zoom === zoom) return one.value;
    const value = one.expression?.evaluate({ zoom }, feature);
    if (one.expression?.kind === 'constant' || one.expression?.kind === 'camera' || !one.expression) {
      one.zoom = zoom;
      one.value = value;
    }
    return value;
  };
  return {
    layer,
    draws: (zoom, feature) => filter({ zoom }, feature),
    number: (...place) => Number(evaluate(...place)),
    colour(...place) {
      const value = evaluate(...place);
      return value instanceof Color ? value.toString() : String(value);
    },
    image(...place) {
      const value = evaluate(...place);
      if (value instanceof ResolvedImage) return value.name;
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    text: (...place) => String(evaluate(...place) ?? ''),
    dash(...place) {
      const value = evaluate(...place);
      return Array.isArray(value) ? value.map(Number) : undefined;
    },
    value: evaluate,
  };
}

interface Compiled {
  expression: ReturnType<typeof compileProperty>;
  /** The zoom that `value` is for. */
  zoom: number;
  value: unknown;
}

/** A paint or layout property of the layer, or the specification's default; undefined when neither says anything. */
function compileProperty(layer: EvaluatedLayer, property: string) {
  const specification = specificationOf(layer.type, property);
  const written = Object.entries({ ...layer.layout, ...layer.paint }).find(([name]) => name === property)?.[1];
  const value = written ?? ('default' in specification ? specification.default : undefined);
  return value === undefined ? undefined : normalizePropertyExpression<unknown>(value, property, specification);
}

function specificationOf(type: MapLayer['type'], property: string): StylePropertySpecification {
  const groups = Object.entries(latest).filter(([name]) => name === `paint_${type}` || name === `layout_${type}`);
  const found = groups.flatMap(([, properties]) => Object.entries(properties)).find(([name]) => name === property)?.[1];
  if (!isSpecification(found)) throw new Error(`${property} finns inte i stilspecifikationen`);
  return found;
}

function isSpecification(value: unknown): value is StylePropertySpecification {
  return typeof value === 'object' && value !== null && 'type' in value && 'property-type' in value;
}

/** The attributes that expressions read. */
export function attributesIn(expression: unknown): Set<string> {
  const names = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const [operator, name] = Array.isArray(part) ? part : [];
    if ((operator === 'get' || operator === 'has') && typeof name === 'string') names.add(name);
    for (const inner of Object.values(part)) look(inner);
  };
  look(expression);
  return names;
}

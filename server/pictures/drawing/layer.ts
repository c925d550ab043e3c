import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Evaluator, Feature } from '../../styles/evaluate.ts';
import type { Image } from '../../styles/images.ts';
import type { ColourName } from '../../styles/palette.ts';
import type { DrawnFeature } from './features.ts';

export type DrawnLayer = Extract<LayerSpecification, { type: 'fill' | 'line' | 'circle' | 'symbol' }>;

/** A colour as a canvas reads it. */
export interface Colour {
  css: string;
  opaque: boolean;
  visible: boolean;
}

/** What a layer says of a feature at the zoom of the picture. */
export interface Look {
  number(property: string, feature: Feature): number;
  colour(property: string, feature: Feature): Colour;
  image(property: string, feature: Feature): string | undefined;
  value(property: string, feature: Feature): unknown;
  images: Images;
}

/** Images by the name that layers call them. */
export type Images = ReadonlyMap<string, NamedImage>;

export interface NamedImage {
  /** Another for each look of it. */
  key: string;
  image: Image;
  ink(colour: ColourName): string;
}

/** A layer, and the features that it draws. */
export interface LayerOf {
  layer: DrawnLayer;
  features: readonly DrawnFeature[];
  look: Look;
}

const colours = new Map<string, Colour>();

/** Makes of `rgba(…)` what the painter asks about. `grey`: as much light, and no hue. */
export function colourOf(text: string, grey: boolean): Colour {
  const key = grey ? `grey ${text}` : text;
  const known = colours.get(key);
  if (known) return known;
  const [red = 0, green = 0, blue = 0, alpha = 1] = channelsOf(text);
  const light = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const made = {
    css: grey ? `rgba(${light},${light},${light},${alpha})` : text,
    opaque: alpha >= 1,
    visible: alpha > 0,
  };
  if (colours.size > 10_000) colours.clear();
  colours.set(key, made);
  return made;
}

/** How a layer looks at a zoom. */
export function lookOf(evaluator: Evaluator, zoom: number, images: Images, grey: boolean): Look {
  return {
    number: (property, feature) => evaluator.number(property, zoom, feature),
    colour: (property, feature) => colourOf(evaluator.colour(property, zoom, feature), grey),
    image: (property, feature) => evaluator.image(property, zoom, feature),
    value: (property, feature) => evaluator.value(property, zoom, feature),
    images,
  };
}

/** Of `#rrggbb` or `rgba(r,g,b,a)`. */
function channelsOf(text: string): number[] {
  if (text.startsWith('#')) return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  return (text.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number);
}

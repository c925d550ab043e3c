import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { type Evaluator, evaluator } from '../../styles/evaluate.ts';
import { images } from '../../styles/images.ts';
import { imageName, palettes, themes } from '../../styles/palette.ts';
import { drawCircles } from './circle.ts';
import { edgesFirst, placedSymbols } from './collisions.ts';
import { type Credit, setCredit } from './credit.ts';
import { type DrawnFeature, readFeatures, type SourceRows } from './features.ts';
import { drawFill } from './fill.ts';
import { colourOf, type DrawnLayer, type Images, type LayerOf, lookOf } from './layer.ts';
import { drawLines } from './line.ts';
import type { Painter, Pen } from './pen.ts';
import { inOrder, placeSymbols } from './symbols.ts';

/** All that a picture is drawn from. Plain data, for it goes to a thread. */
export interface Scene {
  /** West, south, east, north in the units that the rows have. */
  box: readonly [number, number, number, number];
  /** Pixels. */
  width: number;
  height: number;
  /** Of these, so many on each side are not shown: names there are placed as a neighbouring picture places them. */
  margin: number;
  pixelRatio: number;
  zoom: number;
  /** Bottom first, colours and images by their own names. The same object again is compiled once: `key` tells. */
  layers: readonly LayerSpecification[];
  key: string;
  sources: Readonly<Record<string, SourceRows>>;
  /** Nothing where nothing is drawn, instead of the background's colour. */
  transparent: boolean;
  grey: boolean;
  /** Written in the lower right corner. */
  credit?: Credit | undefined;
}

interface Compiled {
  layer: LayerSpecification;
  evaluator: Evaluator | undefined;
}

const compiled = new Map<string, Compiled[]>();

function compile({ key, layers }: Scene): Compiled[] {
  const known = compiled.get(key);
  if (known) return known;
  const made = layers.map((layer) => ({ layer, evaluator: isDrawn(layer) ? evaluator(layer) : undefined }));
  if (compiled.size > 50) compiled.clear();
  compiled.set(key, made);
  return made;
}

function isDrawn(layer: LayerSpecification): layer is DrawnLayer {
  return ['fill', 'line', 'circle', 'symbol'].includes(layer.type);
}

/**
 * Draws a scene with its upper left corner at the context's origin, one unit of the context a pixel of the scene. What lies
 * outside its margin is not drawn.
 */
export function draw(scene: Scene, context: Painter, repeat?: Pen['repeat']): void {
  const { box, width, height, margin, zoom, grey } = scene;
  const [west, south, east, north] = box;
  const across = width / (east - west);
  const down = height / (north - south);
  const pen: Pen = {
    context,
    width,
    height,
    pixelRatio: scene.pixelRatio,
    repeat,
    zoom,
    margin,
    place: (x, y) => [(x - west) * across, (north - y) * down],
    origin: [-west * across, north * down],
  };
  context.save();
  context.beginPath();
  context.rect(0, 0, width - 2 * margin, height - 2 * margin);
  context.clip();
  context.translate(-margin, -margin);
  const read = reader(scene, pen);
  const layers: LayerOf[] = [];
  for (const { layer, evaluator: one } of compile(scene)) {
    if (zoom < (layer.minzoom ?? 0) || zoom >= (layer.maxzoom ?? 25)) continue;
    if (layer.type === 'background') {
      if (!scene.transparent) paper(pen, layer, grey);
      continue;
    }
    if (!one || !isDrawn(layer)) continue;
    const features = read(layer.source).filter(({ feature }) => one.draws(zoom, feature));
    if (features.length > 0) layers.push({ layer, features, look: lookOf(one, zoom, imagesOf(grey), grey) });
  }
  // The uppermost names have the first choice of place.
  const placed = placedSymbols();
  const credit = scene.credit && setCredit(pen, scene.credit);
  if (credit) placed.take([credit.box]);
  const symbols = new Map(layers.filter(({ layer }) => layer.type === 'symbol').map((one) => [one, inOrder(one)]));
  const edges = { across: [margin, width - margin], down: [margin, height - margin], reach: margin };
  for (const turn of margin > 0 ? edgesFirst(placed, edges) : [placed])
    for (const symbolsOf of [...symbols.values()].reverse()) placeSymbols(pen, symbolsOf, turn);
  for (const one of layers) {
    switch (one.layer.type) {
      case 'fill':
        drawFill(pen, one);
        break;
      case 'line':
        drawLines(pen, one);
        break;
      case 'circle':
        drawCircles(pen, sortedCircles(one));
        break;
      case 'symbol':
        for (const symbol of symbols.get(one)?.draws ?? []) symbol();
    }
  }
  credit?.draw(grey);
  context.restore();
}

function sortedCircles(one: LayerOf): LayerOf {
  const keys = new Map(
    one.features.map((each) => [each, Number(one.look.value('circle-sort-key', each.feature)) || 0]),
  );
  return { ...one, features: [...one.features].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0)) };
}

function paper({ context, width, height }: Pen, layer: LayerSpecification, grey: boolean): void {
  const colour = layer.type === 'background' ? layer.paint?.['background-color'] : undefined;
  if (typeof colour !== 'string') return;
  context.fillStyle = colourOf(colour, grey).css;
  context.fillRect(0, 0, width, height);
}

const pointsSuffix = '.points';

function reader({ sources }: Scene, pen: Pen): (source: string) => readonly DrawnFeature[] {
  const known = new Map<string, readonly DrawnFeature[]>();
  return (source) => {
    const before = known.get(source);
    if (before) return before;
    const isPoints = source.endsWith(pointsSuffix);
    const rows = sources[isPoints ? source.slice(0, -pointsSuffix.length) : source];
    const features = rows ? readFeatures(rows, isPoints ? 'points' : 'whole', pen) : [];
    known.set(source, features);
    return features;
  };
}

const imagesByLook = new Map<boolean, Images>();

/** All images by name. `grey`: without hues. */
export function imagesOf(grey: boolean): Images {
  const known = imagesByLook.get(grey);
  if (known) return known;
  const made = new Map(
    themes.flatMap((theme) =>
      images.map((image) => {
        const name = imageName(image.name, theme);
        const one = {
          key: `${name} ${grey}`,
          image,
          ink: (colour: keyof (typeof palettes)['light']) => colourOf(palettes[theme][colour], grey).css,
        };
        return [name, one] as const;
      }),
    ),
  );
  imagesByLook.set(grey, made);
  return made;
}

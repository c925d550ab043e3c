import { allFields, type Definition, type Localized } from '../datasets/definition.ts';
import { type Evaluator, evaluator, type Feature, geometryTypes, type Sample } from './evaluate.ts';
import { isBackground, layersOf } from './layers.ts';
import { type Theme, withTheme } from './palette.ts';

/**
 * The legend, read from the layers themselves: each row is a feature that exists only here, and the layers' own filters
 * and paint are evaluated for it at every zoom, so legend and map cannot differ.
 */

export type LegendGeometry = keyof typeof geometryTypes;

/** What one layer draws, sizes in CSS pixels. `image` is a name in the sprite. */
export type Part =
  | { type: 'fill'; colour: string; opacity: number; image?: string }
  | { type: 'line'; colour: string; opacity: number; width: number; dash?: number[]; image?: string }
  | { type: 'circle'; colour: string; opacity: number; radius: number; strokeColour: string; strokeWidth: number }
  | { type: 'icon'; image: string; size: number };

export interface LegendRow {
  title: string;
  /** In plain words, where the title is a term. */
  description?: string;
  geometry: LegendGeometry;
  /** The attribute and value that the row is about; absent: all features. */
  field?: string;
  value?: string;
  /** Drawn as large as on the map. */
  trueSize?: boolean;
  /** The attribute whose values on the map tell the row, too. */
  letters?: string;
  /** The attributes of the feature that the row draws. */
  sample: Sample;
  /** How it is drawn from each zoom on, ascending; no parts: not drawn. */
  steps: { zoom: number; parts: Part[] }[];
}

export interface LegendBlock {
  title?: string;
  rows: LegendRow[];
}

const lowestZoom = 5;
const highestZoom = 19;

/** The legend of one dataset. Choropleths have theirs from the classes (measures.ts); the paper needs none. */
export function compileLegend(
  definition: Definition,
  lang: keyof Localized,
  theme: Theme,
  definitions: readonly Definition[] = [definition],
): LegendBlock[] {
  if (isBackground(definition) || definition.map?.measures || definition.geometry === null) return [];
  const layers = withTheme(layersOf(definition, definitions), theme).map(evaluator);
  const blocks = definition.map?.legend ?? [{ geometry: geometryOf(definition) }];
  return blocks
    .map((block) => {
      const rows = samplesOf(definition, block, lang)
        .map((row) => ({
          ...row,
          geometry: block.geometry,
          ...(block.trueSize ? { trueSize: true } : {}),
          ...(block.letters ? { letters: block.letters } : {}),
          steps: drawnSteps(layers, block.geometry, row.sample),
        }))
        .filter(({ steps }) => steps.some(({ parts }) => parts.length > 0));
      return { ...(block.title ? { title: block.title[lang] } : {}), rows };
    })
    .filter(({ rows }) => rows.length > 0);
}

function geometryOf({ geometry }: Definition): LegendGeometry {
  if (geometry?.type.endsWith('Polygon')) return 'polygon';
  return geometry?.type.endsWith('LineString') ? 'line' : 'point';
}

type Block = NonNullable<NonNullable<Definition['map']>['legend']>[number];
type SampleRow = Pick<LegendRow, 'title' | 'description' | 'field' | 'value' | 'sample'>;

function samplesOf(definition: Definition, block: Block, lang: keyof Localized): SampleRow[] {
  const { by } = block;
  const field = by === undefined ? undefined : allFields(definition).find(({ name }) => name === by);
  if (field) {
    return (field.codes ?? []).map((code) => ({
      title: code.title[lang],
      ...(code.description ? { description: code.description[lang] } : {}),
      field: field.name,
      value: code.value,
      sample: { ...block.sample, [field.name]: code.value },
    }));
  }
  if (block.rows)
    return block.rows.map((row) => ({ title: row.title[lang], sample: { ...block.sample, ...row.sample } }));
  return [{ title: definition.title[lang], sample: block.sample ?? {} }];
}

/** Parts at each whole zoom, kept only where they differ from the zoom before. */
function drawnSteps(layers: readonly Evaluator[], geometry: LegendGeometry, sample: Sample): LegendRow['steps'] {
  const feature: Feature = { type: geometryTypes[geometry], properties: sample };
  const steps: LegendRow['steps'] = [];
  for (let zoom = lowestZoom; zoom <= highestZoom; zoom++) {
    const parts = layers.flatMap((layer) => partOf(layer, geometry, zoom, feature) ?? []);
    const before = steps.at(-1);
    if (!before || JSON.stringify(before.parts) !== JSON.stringify(parts)) steps.push({ zoom, parts });
  }
  return steps;
}

function partOf(
  { layer, draws, number, colour, image, dash }: Evaluator,
  geometry: LegendGeometry,
  zoom: number,
  feature: Feature,
): Part | undefined {
  if (zoom < (layer.minzoom ?? 0) || zoom >= (layer.maxzoom ?? 25) || !draws(zoom, feature)) return undefined;
  switch (layer.type) {
    case 'fill': {
      if (geometry !== 'polygon') return undefined;
      const opacity = round(number('fill-opacity', zoom, feature), 0.1);
      if (opacity <= 0) return undefined;
      const pattern = image('fill-pattern', zoom, feature);
      return { type: 'fill', colour: colour('fill-color', zoom, feature), opacity, ...(pattern && { image: pattern }) };
    }
    case 'line': {
      const opacity = round(number('line-opacity', zoom, feature), 0.2);
      if (geometry === 'point' || opacity <= 0) return undefined;
      const dashes = dash('line-dasharray', zoom, feature);
      const pattern = image('line-pattern', zoom, feature);
      return {
        type: 'line',
        colour: colour('line-color', zoom, feature),
        opacity,
        width: Math.max(0.5, round(number('line-width', zoom, feature), 0.5)),
        ...(dashes && { dash: dashes }),
        ...(pattern && { image: pattern }),
      };
    }
    case 'circle':
      if (geometry !== 'point') return undefined;
      return {
        type: 'circle',
        colour: colour('circle-color', zoom, feature),
        opacity: round(number('circle-opacity', zoom, feature), 0.1),
        radius: round(number('circle-radius', zoom, feature), 0.5),
        strokeColour: colour('circle-stroke-color', zoom, feature),
        strokeWidth: round(number('circle-stroke-width', zoom, feature), 0.5),
      };
    case 'symbol': {
      const icon = geometry === 'point' ? image('icon-image', zoom, feature) : undefined;
      return icon ? { type: 'icon', image: icon, size: round(number('icon-size', zoom, feature), 0.1) } : undefined;
    }
  }
}

function round(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(2));
}

import { readWellKnownBinary } from '../../geometry/well-known-binary.ts';
import { datasetOfLayer } from '../../styles/compose.ts';
import { attributesIn, type Sample } from '../../styles/evaluate.ts';
import type { Part } from '../../styles/legend.ts';
import type { Scene } from '../drawing/draw.ts';
import type { SourceRows } from '../drawing/features.ts';
import type { LegendItem } from '../drawing/legend.ts';
import type { DatasetLegend } from '../legend.ts';
import { touches } from './touches.ts';

/** Of a legend what the picture has: rows that some feature in the frame is about, and headings of such rows. */
export function presentItems(legends: readonly DatasetLegend[], scene: Scene): LegendItem[] {
  return legends.flatMap(({ dataset, title, items }) => {
    const rows = scene.sources[dataset];
    if (!rows) return [];
    const read = attributesRead(scene, dataset);
    const features = featuresIn(rows, scene.box);
    const kept = withoutEmptyHeadings(
      items.filter((item) => item.kind === 'heading' || features.some((feature) => isAbout(item, feature, read))),
    );
    const [first] = kept;
    const isItself = kept.length === 1 && first?.text === title;
    return kept.length === 0 || isItself ? kept : [{ kind: 'heading', text: title, level: 1 }, ...kept];
  });
}

interface Present {
  properties: Sample;
  isArea: boolean;
  isPoint: boolean;
}

type Row = Extract<LegendItem, { kind: 'row' }>;

/** Only what layers read can be compared: all else is not in the rows. Numbers are measures, not kinds. */
function isAbout({ sample = {}, geometry }: Row, { properties, isArea, isPoint }: Present, read: Set<string>): boolean {
  if (geometry === 'polygon' && !isArea && !isPoint) return false;
  return Object.entries(sample).every(
    ([name, value]) => typeof value === 'number' || !read.has(name) || properties[name] === value,
  );
}

function attributesRead({ layers, zoom }: Scene, dataset: string): Set<string> {
  const names = layers
    .filter(({ minzoom = 0, maxzoom = 25 }) => zoom >= minzoom && zoom < maxzoom)
    .filter((layer) => datasetOfLayer(layer) === dataset)
    .flatMap((layer) => [...attributesIn([layer, 'filter' in layer ? layer.filter : undefined])]);
  return new Set(names);
}

/** Features alike count once: a legend asks what there is, not how much. */
function featuresIn({ properties, geometry, ends, points }: SourceRows, box: Scene['box']): Present[] {
  const [west, south, east, north] = box;
  const binary = Buffer.from(geometry.buffer, geometry.byteOffset, geometry.byteLength);
  const found = new Map<string, Present>();
  properties.forEach((text, index) => {
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const end = ends[index] ?? 0;
    if (end === start) {
      const [x = Number.NaN, y = Number.NaN] = points.subarray(2 * index, 2 * index + 2);
      const isInside = x >= west && x <= east && y >= south && y <= north;
      if (isInside) found.set(`point ${text}`, { properties: JSON.parse(text), isArea: false, isPoint: true });
      return;
    }
    const parts = readWellKnownBinary(binary.subarray(start, end), (x, y) => [x, y]);
    const isArea = parts.areas.length > 0;
    const key = `${isArea} ${text}`;
    if (!found.has(key) && touches(parts, box))
      found.set(key, { properties: JSON.parse(text), isArea, isPoint: false });
  });
  return [...found.values()];
}

function withoutEmptyHeadings(items: readonly LegendItem[]): LegendItem[] {
  return items.filter(({ kind }, index) => kind === 'row' || items[index + 1]?.kind === 'row');
}

/** What is drawn as large as on the map, where the map's pixels are so many of the legend's. */
export function asLargeAsOnMap(items: readonly LegendItem[], pixels: number): LegendItem[] {
  return items.map((item) =>
    item.kind === 'row' && item.trueSize ? { ...item, parts: item.parts.map((part) => larger(part, pixels)) } : item,
  );
}

function larger(part: Part, times: number): Part {
  if (part.type === 'icon') return { ...part, size: part.size * times };
  if (part.type !== 'circle') return part;
  return { ...part, radius: part.radius * times, strokeWidth: part.strokeWidth * times };
}

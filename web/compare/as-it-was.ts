import type {
  ExpressionFilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { datasetOfLayer } from '../../server/styles/compose.ts';
import type { Difference } from './differences.ts';

/**
 * The map as it was: without what has come or changed since, and with what was there instead, drawn by the same layers. `keyOf`
 * tells which attribute of a dataset's tiles is the key.
 */
export function asItWas(
  style: StyleSpecification,
  differences: readonly Difference[],
  keyOf: (dataset: string) => string,
): StyleSpecification {
  const byDataset = Map.groupBy(differences, ({ dataset }) => dataset);
  const sources = [...byDataset].map(([dataset, members]) => {
    const features = members.flatMap(({ before }) => (before ? [before] : []));
    return [sourceOf(dataset), { type: 'geojson', data: { type: 'FeatureCollection', features } }] as const;
  });
  return {
    ...style,
    sources: { ...style.sources, ...Object.fromEntries(sources) },
    layers: style.layers.flatMap((layer) => {
      const dataset = datasetOfLayer(layer);
      const members = dataset === undefined ? undefined : byDataset.get(dataset);
      if (dataset === undefined || !members) return [layer];
      const newer = members.filter(({ change }) => change !== 'removed').map(({ key }) => key);
      return [without(layer, keyOf(dataset), newer), ofThen(layer, sourceOf(dataset))];
    }),
  };
}

function sourceOf(dataset: string): string {
  return `then/${dataset}`;
}

function without(layer: LayerSpecification, key: string, keys: string[]): LayerSpecification {
  if (!isDrawn(layer)) return layer;
  const others: ExpressionFilterSpecification = ['!', ['in', ['to-string', ['get', key]], ['literal', keys]]];
  const { filter } = layer;
  // Filters of ours are expressions (server/datasets/definition.ts).
  const own = typeof filter === 'boolean' || isExpression(filter) ? filter : undefined;
  return { ...layer, filter: own === undefined ? others : ['all', own, others] };
}

function ofThen(layer: LayerSpecification, source: string): LayerSpecification {
  if (!isDrawn(layer)) return layer;
  const { 'source-layer': _tile, ...rest } = layer;
  return { ...rest, id: `${layer.id}/then`, source };
}

type DrawnLayer = Extract<LayerSpecification, { type: 'fill' | 'line' | 'circle' | 'symbol' }>;

function isDrawn(layer: LayerSpecification): layer is DrawnLayer {
  return layer.type === 'fill' || layer.type === 'line' || layer.type === 'circle' || layer.type === 'symbol';
}

function isExpression(filter: DrawnLayer['filter']): filter is ExpressionFilterSpecification {
  return Array.isArray(filter);
}

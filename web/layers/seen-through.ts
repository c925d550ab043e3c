import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { isBackgroundLayer, metadataOf } from '../../server/styles/compose.ts';

/** Layers of a style, fainter and in another order than the map has them. Pure functions over a style's layers. */

/** By subject, how much of it can be seen (0–1). */
export function seenThrough(
  layers: readonly LayerSpecification[],
  shares: Readonly<Record<string, number>>,
): LayerSpecification[] {
  return layers.map((layer) => {
    const share = shares[metadataOf(layer, 'allmanning:subject') ?? ''];
    return share === undefined ? layer : faded(layer, share);
  });
}

/** Subjects from the topmost. What is not of them keeps its place below, and names lie above everything. */
export function restacked(layers: readonly LayerSpecification[], order: readonly string[]): LayerSpecification[] {
  if (order.length === 0) return [...layers];
  const rankOf = (layer: LayerSpecification) => {
    if (isBackgroundLayer(layer) || metadataOf(layer, 'allmanning:floor') === 'names') return -1;
    return order.indexOf(metadataOf(layer, 'allmanning:subject') ?? '');
  };
  const lifted = layers.filter((layer) => rankOf(layer) >= 0).sort((a, b) => rankOf(b) - rankOf(a));
  // They share the places that they had.
  const places = lifted.values();
  return layers.map((layer) => (rankOf(layer) >= 0 ? (places.next().value ?? layer) : layer));
}

function faded(layer: LayerSpecification, share: number): LayerSpecification {
  switch (layer.type) {
    case 'fill':
      return { ...layer, paint: { ...layer.paint, 'fill-layer-opacity': share } };
    case 'line':
      return { ...layer, paint: { ...layer.paint, 'line-layer-opacity': share } };
    case 'circle':
      // Circles have no opacity as a layer; ours are opaque.
      return { ...layer, paint: { ...layer.paint, 'circle-opacity': share, 'circle-stroke-opacity': share } };
    default:
      // Names are for reading.
      return layer;
  }
}

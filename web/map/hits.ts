import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { metadataOf } from '../../server/styles/compose.ts';
import type { DatasetDescription, MapDescription } from '../../server/styles/describe.ts';
import type { Hit } from '../state/state.ts';

/** What the map draws, as features: under a point and in the view. */

/** Layers of the datasets that have a card, so not of the paper. */
export function askableLayers(style: StyleSpecification, { subjects }: MapDescription): string[] {
  const cards = new Set(subjects.map(({ id }) => id));
  return style.layers.filter((layer) => cards.has(metadataOf(layer, 'allmanning:subject') ?? '')).map(({ id }) => id);
}

/** Features whose drawing touches the point, topmost first, each once. `reach` in pixels. */
export function hitsAt(
  map: MapLibreMap,
  layers: string[],
  description: MapDescription,
  point: { x: number; y: number },
  reach: number,
): Hit[] {
  const box: [PointLike, PointLike] = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  // What lies exactly there comes before what is only near.
  const exact = map.queryRenderedFeatures([point.x, point.y], { layers });
  return once([...exact, ...map.queryRenderedFeatures(box, { layers })], description);
}

/** Everything in the view, by dataset. */
export function hitsInView(map: MapLibreMap, layers: string[], description: MapDescription): Map<string, Hit[]> {
  return Map.groupBy(once(map.queryRenderedFeatures({ layers }), description), ({ dataset }) => dataset);
}

function once(features: readonly MapGeoJSONFeature[], { datasets }: MapDescription): Hit[] {
  const keys = new Map(datasets.map(({ id, key }) => [id, key]));
  const found = new Map<string, Hit>();
  for (const { layer, properties } of features) {
    const dataset = metadataOf(layer, 'allmanning:dataset') ?? '';
    const key = properties[keys.get(dataset) ?? ''];
    if (key === undefined || key === null) continue;
    const identity = `${dataset}/${key}`;
    if (!found.has(identity)) found.set(identity, { dataset, key: String(key), properties });
  }
  return [...found.values()];
}

/** The name of a feature: the first fields of the popup's title that it has. */
export function titleOf({ popup, fields }: DatasetDescription, properties: Hit['properties']): string {
  const parts = popup.title.flatMap((name) => {
    const value = properties[name];
    if (value === undefined || value === null || value === '') return [];
    const code = fields.find((field) => field.name === name)?.codes?.find((candidate) => candidate.value === value);
    return [code?.title ?? String(value)];
  });
  return parts.join(' ');
}

import type { MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl';
import { positions } from '../../server/geometry/positions.ts';
import { metadataOf } from '../../server/styles/compose.ts';
import { askableLayers, titleOf } from '../map/hits.ts';
import { datasetOf, description, type Hit } from '../state/state.ts';
import type { Placed } from './nearest.ts';

export interface PlacedFeature extends Placed {
  hit: Hit;
  title: string;
}

/** What the map draws of the subjects that are on, each once, where most of what can be seen of it is. */
export function placedFeatures(map: MapLibreMap): PlacedFeature[] {
  const about = description.value;
  if (!about) return [];
  const parts = map.queryRenderedFeatures({ layers: askableLayers(map.getStyle(), about) });
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const found = new Map<string, PlacedFeature & { size: number }>();
  for (const part of parts) {
    const dataset = datasetOf(metadataOf(part.layer, 'allmanning:dataset') ?? '');
    const key = dataset && part.properties[dataset.key];
    if (!dataset || key === undefined || key === null) continue;
    const id = `${dataset.id}/${key}`;
    const seen = visiblePart(map, part, width, height - (map.getPadding().bottom ?? 0));
    if (!seen || seen.size <= (found.get(id)?.size ?? -1)) continue;
    const hit = { dataset: dataset.id, key: String(key), properties: part.properties };
    found.set(id, { ...seen, id, hit, title: titleOf(dataset, part.properties) || dataset.title });
  }
  return [...found.values()];
}

/** The middle and the size of the part of a feature that is on the screen; undefined: none of it is. */
function visiblePart(map: MapLibreMap, { geometry }: MapGeoJSONFeature, width: number, height: number) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [longitude = 0, latitude = 0] of positions(geometry)) {
    const { x, y } = map.project([longitude, latitude]);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  [left, right] = [Math.max(left, 0), Math.min(right, width)];
  [top, bottom] = [Math.max(top, 0), Math.min(bottom, height)];
  if (left > right || top > bottom) return undefined;
  return { x: (left + right) / 2, y: (top + bottom) / 2, size: (right - left) * (bottom - top) };
}

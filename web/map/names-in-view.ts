import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, FeatureCollection, Point, Position } from 'geojson';
import type { GeoJSONFeature, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { type WidestPlace, widestPlace } from '../../server/geometry/widest-place.ts';
import { datasetOfLayer, isBackgroundLayer } from '../../server/styles/compose.ts';
import { nameRoom, seenSource } from '../../server/styles/layer-names.ts';

/**
 * A name stands at one point of the whole area. While that is out of view the name stands where most of what is seen of the
 * area is, as in pictures of the server (server/pictures/drawing/features.ts).
 */

const pointsEnding = '.points';
const nothing: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

/** The layer, and after it another that writes the same names where areas are seen. */
export function withNamesInView(layer: LayerSpecification): LayerSpecification[] {
  const dataset = datasetOfLayer(layer);
  if (layer.type !== 'symbol' || dataset === undefined || isBackgroundLayer(layer)) return [layer];
  if (layer.source !== dataset + pointsEnding) return [layer];
  const { 'source-layer': _sourceLayer, ...rest } = layer;
  return [layer, { ...rest, id: `${layer.id}-seen`, source: seenSource(dataset) }];
}

/** The sources of those layers, empty: what is in them follows the view. */
export function seenSources(layers: readonly LayerSpecification[]): StyleSpecification['sources'] {
  return Object.fromEntries(
    [...namedIn(layers)].map((dataset) => [seenSource(dataset), { type: 'geojson', data: nothing }]),
  );
}

function namedIn(layers: readonly LayerSpecification[]): Set<string> {
  return new Set(
    layers.flatMap((layer) => {
      const dataset = datasetOfLayer(layer);
      return dataset !== undefined && 'source' in layer && layer.source === seenSource(dataset) ? [dataset] : [];
    }),
  );
}

/** Keeps the names in view. `drawn` gives the style that the map has. Returns what ends it. */
export function keepNamesInView(map: MapLibreMap, drawn: () => StyleSpecification | undefined): () => void {
  const write = () => {
    const zoom = map.getZoom();
    const layers = (drawn()?.layers ?? []).filter(
      ({ minzoom = 0, maxzoom = 25, layout }) => zoom >= minzoom && zoom < maxzoom && layout?.visibility !== 'none',
    );
    const featuresOf = (sourceLayer: string) => {
      const source = sourceOf(layers, sourceLayer);
      return source === undefined ? [] : map.querySourceFeatures(source, { sourceLayer });
    };
    for (const dataset of namedIn(layers)) {
      const source = map.getSource<GeoJSONSource>(seenSource(dataset));
      if (!source) continue;
      const names = { ...nothing, features: namesOf(map, dataset, featuresOf) };
      // A new style may have emptied it.
      if (JSON.stringify(source.serialize().data) !== JSON.stringify(names)) source.setData(names);
    }
  };
  map.on('moveend', write);
  map.on('idle', write);
  return () => {
    map.off('moveend', write);
    map.off('idle', write);
  };
}

/** Tiles of several datasets may come together (join-sources.ts). */
function sourceOf(layers: readonly LayerSpecification[], sourceLayer: string): string | undefined {
  const sources = layers.flatMap((layer) => {
    return 'source' in layer && layer['source-layer'] === sourceLayer ? [layer.source] : [];
  });
  return sources[0];
}

type Box = [left: number, top: number, right: number, bottom: number];

function namesOf(
  map: MapLibreMap,
  dataset: string,
  featuresOf: (sourceLayer: string) => GeoJSONFeature[],
): Feature<Point>[] {
  const view = viewOf(map);
  const [left, top, right, bottom] = view;
  const points = dataset + pointsEnding;
  const here = new Set<unknown>();
  for (const { id, geometry } of featuresOf(points)) {
    if (geometry.type !== 'Point') continue;
    const [x, y] = placeOf(map, geometry.coordinates);
    if (x >= left + nameRoom && y >= top + nameRoom && x <= right - nameRoom && y <= bottom - nameRoom) here.add(id);
  }
  // An area comes in as many parts as it lies in tiles: its name stands in the widest.
  const widest = new Map<unknown, { feature: GeoJSONFeature; place: WidestPlace }>();
  for (const feature of featuresOf(dataset)) {
    if (here.has(feature.id)) continue;
    const place = widestPlace(areasOf(map, feature), view, 1);
    if (!place || place.room < nameRoom || place.room <= (widest.get(feature.id)?.place.room ?? 0)) continue;
    widest.set(feature.id, { feature, place });
  }
  return [...widest.values()].map(({ feature: { properties }, place }) => ({
    type: 'Feature',
    // MapLibre hands on plain objects only.
    properties: { ...properties },
    geometry: { type: 'Point', coordinates: map.unproject([place.x, place.y]).toArray() },
  }));
}

/** What of the map nothing covers, in pixels. */
function viewOf(map: MapLibreMap): Box {
  const { clientWidth, clientHeight } = map.getCanvas();
  const { top = 0, bottom = 0, left = 0, right = 0 } = map.getPadding();
  return [left, top, clientWidth - right, clientHeight - bottom];
}

function placeOf(map: MapLibreMap, [longitude = 0, latitude = 0]: Position): [number, number] {
  const { x, y } = map.project([longitude, latitude]);
  return [x, y];
}

/** In pixels, rings without their first corner once more. */
function areasOf(map: MapLibreMap, { geometry }: GeoJSONFeature): number[][][] {
  const areas = geometry.type === 'Polygon' ? [geometry.coordinates] : undefined;
  const all = geometry.type === 'MultiPolygon' ? geometry.coordinates : (areas ?? []);
  return all.map((rings) => rings.map((ring) => ring.slice(0, -1).flatMap((corner) => placeOf(map, corner))));
}

import { signal } from '@preact/signals';
import type { FeatureCollection } from 'geojson';
import { GeoJSONSource } from 'maplibre-gl';
import type { Drawn } from '../capability.ts';
import { openMap } from '../map/open-map.ts';
import { page } from '../state/state.ts';
import type { Row } from './rows.ts';
import { listRoom } from './state.ts';

/** The row that somebody points at or has the focus on. */
export const hovered = signal<Pick<Row, 'geometry'> | undefined>(undefined);

const source = 'list-hovered';
const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
const colour = '#1d5fbf';

/** Above all else, while the list is open: what the row is about. */
export function drawnWithList(): Drawn {
  if (page.value !== listRoom) return { sources: {}, layers: [] };
  return {
    sources: { [source]: { type: 'geojson', data: nothing } },
    layers: [
      {
        id: `${source}/line`,
        type: 'line',
        source,
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': colour, 'line-width': 4, 'line-opacity': 0.85 },
      },
      {
        id: `${source}/point`,
        type: 'circle',
        source,
        filter: ['in', ['geometry-type'], ['literal', ['Point', 'MultiPoint']]],
        paint: { 'circle-radius': 8, 'circle-color': colour, 'circle-opacity': 0.85 },
      },
    ],
  };
}

/** Straight into the map: a new style for each row would be slow. */
export function showHovered(): void {
  const row = hovered.value;
  const there = openMap.peek()?.getSource(source);
  if (!(there instanceof GeoJSONSource)) return;
  there.setData(row?.geometry ? { type: 'Feature', geometry: row.geometry, properties: {} } : nothing);
}

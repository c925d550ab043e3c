import { signal } from '@preact/signals';
import type { Feature } from 'geojson';
import { LngLatBounds, type Map as MapLibreMap } from 'maplibre-gl';
import { positions } from '../../server/geometry/positions.ts';
import type { Place } from '../state/url.ts';

/** The map while there is one, for those who need to move it. */
export const openMap = signal<MapLibreMap | undefined>(undefined);

/** The browser cannot draw the map: the server does (NoMap.tsx). */
export const withoutWebGl = signal(false);

/** The reader wants no motion. */
export function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Flies to a feature so that all of it can be seen. */
export function flyTo(feature: Feature): void {
  const bounds = new LngLatBounds();
  for (const position of positions(feature.geometry)) bounds.extend(position);
  if (bounds.isEmpty()) return;
  openMap.value?.fitBounds(bounds, { padding: 60, maxZoom: 17, linear: true, animate: !calm() });
}

export function jumpTo({ longitude, latitude, zoom }: Place): void {
  openMap.value?.jumpTo({ center: [longitude, latitude], zoom });
}

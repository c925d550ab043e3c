import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { isSeenSource } from '../../server/styles/layer-names.ts';

/** What others have put on the map by themselves (tools for drawing) stays on it, above all else. */
export function changeStyle(map: MapLibreMap, style: StyleSpecification, before: StyleSpecification): void {
  const ours = new Set([...before.layers, ...style.layers].map(({ id }) => id));
  map.setStyle(style, {
    validate: false,
    transformStyle: (previous, next) => ({
      ...next,
      sources: { ...withoutThoseOf(before, previous?.sources ?? {}), ...next.sources, ...seen(previous, next) },
      layers: [...next.layers, ...(previous?.layers ?? []).filter(({ id }) => !ours.has(id))],
    }),
  });
}

/** What follows the view is not in the style. */
function seen(previous: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification['sources'] {
  const kept = Object.entries(previous?.sources ?? {});
  return Object.fromEntries(kept.filter(([name]) => name in next.sources && isSeenSource(name)));
}

function withoutThoseOf(
  style: StyleSpecification,
  sources: StyleSpecification['sources'],
): StyleSpecification['sources'] {
  return Object.fromEntries(Object.entries(sources).filter(([name]) => !(name in style.sources)));
}

import type { LineLayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature } from 'geojson';
import { resolveToken } from '../../server/styles/palette.ts';
import type { Drawn } from '../capability.ts';
import { theme } from '../state/state.ts';
import { type Difference, differences } from './differences.ts';

const source = 'compare/changes';

/** Each kind of change has a line of its own, so that no colour is needed to tell them apart. */
export const dashes: Readonly<Record<Difference['change'], readonly number[]>> = {
  added: [1, 0],
  changed: [3, 1.5],
  removed: [0.4, 1.6],
};

/** What has changed since the day that is compared with, outlined on the map. Reads signals. */
export function changesDrawn(): Drawn {
  const known = differences.value;
  if (!known) return { sources: {}, layers: [] };
  const features = known.all.flatMap(({ change, before, after }): Feature[] => {
    const shape = after ?? before;
    return shape?.geometry ? [{ ...shape, properties: { change } }] : [];
  });
  const line = resolveToken('@change', theme.value);
  const halo = resolveToken('@halo', theme.value);
  const outline = (change: Difference['change']): LineLayerSpecification => ({
    id: `compare/${change}`,
    type: 'line',
    source,
    filter: ['==', ['get', 'change'], change],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': line, 'line-width': 3, 'line-dasharray': [...dashes[change]] },
  });
  return {
    sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      { id: 'compare/halo', type: 'line', source, paint: { 'line-color': halo, 'line-width': 6, 'line-opacity': 0.8 } },
      outline('added'),
      outline('changed'),
      outline('removed'),
      {
        id: 'compare/point',
        type: 'circle',
        source,
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 7,
          'circle-color': 'transparent',
          'circle-stroke-color': line,
          'circle-stroke-width': 3,
        },
      },
    ],
  };
}

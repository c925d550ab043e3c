import { resolveToken } from '../../server/styles/palette.ts';
import type { Drawn } from '../capability.ts';
import { theme } from '../state/state.ts';
import { mark } from './search-state.ts';

const source = 'search/mark';

/** A ring with a dot where coordinates or an address lie. Reads signals. */
export function markDrawn(): Drawn {
  const place = mark.value;
  if (!place) return { sources: {}, layers: [] };
  const ink = resolveToken('@change', theme.value);
  const halo = resolveToken('@halo', theme.value);
  const circle = (id: string, radius: number, colour: string, width: number) => ({
    id: `search/${id}`,
    type: 'circle' as const,
    source,
    paint: {
      'circle-radius': radius,
      'circle-color': 'transparent',
      'circle-stroke-color': colour,
      'circle-stroke-width': width,
    },
  });
  return {
    sources: { [source]: { type: 'geojson', data: { type: 'Point', coordinates: [...place] } } },
    layers: [circle('halo', 9, halo, 8), circle('ring', 11, ink, 4), circle('dot', 0, ink, 3)],
  };
}

import { apiUrl, type Place } from '../links.ts';
import { styleJson } from '../representations.ts';
import { styleList } from '../styles.ts';
import { mapTag } from './map-paths.ts';
import { documentAt } from './operations.ts';
import type { Parameter, Paths } from './parts.ts';

/** OGC API – Styles. */
export function stylePaths(place: Place): Paths {
  const styleId: Parameter = {
    name: 'styleId',
    in: 'path',
    description: { sv: 'Stilens id.', en: 'Id of the style.' }[place.lang],
    required: true,
    schema: { type: 'string' },
    example: 'karta',
  };
  const self = { href: apiUrl(place, '/styles'), rel: 'self', type: 'application/json' };
  const tag = mapTag;
  const path = [styleId];
  return {
    '/styles': documentAt(place, {
      id: 'styles',
      tag,
      sv: ['Kartstilar', 'Kartans stilar, ljus och mörk.'],
      en: ['Styles', 'The styles of the map, light and dark.'],
      schema: 'Styles',
      example: styleList(place, [self]),
    }),
    '/styles/{styleId}': documentAt(place, {
      id: 'style',
      tag,
      sv: ['En kartstil', 'Stilen som MapLibre läser den, med alla datamängder.'],
      en: ['A style', 'The style as MapLibre reads it, with all datasets.'],
      schema: 'Style',
      example: { version: 8, sources: {}, layers: [] },
      offered: [styleJson],
      path,
      missing: true,
    }),
    '/styles/{styleId}/metadata': documentAt(place, {
      id: 'styleMetadata',
      tag,
      sv: ['Om en kartstil', 'Licens, format och lager.'],
      en: ['About a style', 'Licence, format and layers.'],
      schema: 'StyleMetadata',
      example: { id: 'karta', title: '', scope: 'style', license: 'CC0-1.0', stylesheets: [], layers: [], links: [] },
      path,
      missing: true,
    }),
  };
}

import { apiUrl, type Place } from '../links.ts';
import { styleJson } from '../representations.ts';
import { styleList } from '../styles.ts';
import { mapTag } from './map-paths.ts';
import { documentOperation } from './operations.ts';
import type { Parameter, Paths } from './parts.ts';

/** OGC API – Styles. */
export function stylePaths(place: Place): Paths {
  const { lang } = place;
  const styleId: Parameter = {
    name: 'styleId',
    in: 'path',
    description: { sv: 'Stilens id.', en: 'Id of the style.' }[lang],
    required: true,
    schema: { type: 'string' },
    example: 'karta',
  };
  const self = { href: apiUrl(place, '/styles'), rel: 'self', type: 'application/json' };
  return {
    '/styles': {
      get: documentOperation(
        {
          operationId: 'styles',
          tag: mapTag,
          summary: { sv: 'Kartstilar', en: 'Styles' },
          description: { sv: 'Kartans stilar, ljus och mörk.', en: 'The styles of the map, light and dark.' },
        },
        { schema: 'Styles', example: styleList(place, [self]) },
        lang,
      ),
    },
    '/styles/{styleId}': {
      get: documentOperation(
        {
          operationId: 'style',
          tag: mapTag,
          summary: { sv: 'En kartstil', en: 'A style' },
          description: {
            sv: 'Stilen som MapLibre läser den, med alla datamängder.',
            en: 'The style as MapLibre reads it, with all datasets.',
          },
        },
        {
          schema: 'Style',
          example: { version: 8, sources: {}, layers: [] },
          offered: [styleJson],
          path: [styleId],
          missing: true,
        },
        lang,
      ),
    },
    '/styles/{styleId}/metadata': {
      get: documentOperation(
        {
          operationId: 'styleMetadata',
          tag: mapTag,
          summary: { sv: 'Om en kartstil', en: 'About a style' },
          description: { sv: 'Licens, format och lager.', en: 'Licence, format and layers.' },
        },
        {
          schema: 'StyleMetadata',
          example: {
            id: 'karta',
            title: '',
            scope: 'style',
            license: 'CC0-1.0',
            stylesheets: [],
            layers: [],
            links: [],
          },
          path: [styleId],
          missing: true,
        },
        lang,
      ),
    },
  };
}

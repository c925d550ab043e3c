import { searchParameters } from '../../search/index.ts';
import type { Place } from '../links.ts';
import { html, json } from '../representations.ts';
import { commonTag } from './common-paths.ts';
import { documentAt } from './operations.ts';
import type { Paths } from './parts.ts';

/** The search, beside the OGC API: of all datasets, coordinates and addresses. */
export function searchPaths(place: Place): Paths {
  return {
    '/sok': documentAt(place, {
      id: 'search',
      tag: commonTag,
      sv: [
        'Sök',
        'Objekt i alla datamängder efter namn, beteckning eller nyckel, koordinater som de skrivs, och adresser om tjänsten har en sådan källa. Tål stavfel och saknade prickar. Det som är närmast `bbox` kommer först.',
      ],
      en: [
        'Search',
        'Features of all datasets by name, number or key, coordinates as people write them, and addresses if the service has a source for them. Misspelt words and missing accents do not matter. What is nearest to `bbox` comes first.',
      ],
      schema: 'SearchResult',
      example: { type: 'FeatureCollection', numberReturned: 0, groups: [], features: [], notes: [] },
      offered: [{ ...json, mediaType: 'application/geo+json' }, html],
      query: searchParameters,
      missing: true,
      beside: true,
    }),
  };
}

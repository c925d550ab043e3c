import { facetsParameters } from '../facets/parameters.ts';
import type { Place } from '../links.ts';
import { documentAt, wordsOf } from './operations.ts';
import { type Described, knownOf } from './parameters.ts';
import type { Paths } from './parts.ts';

/** How many features have which values. */
export function facetsPaths(described: Described, place: Place): Paths {
  const { definition } = described;
  return {
    [`/collections/${definition.id}/facets`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Facets',
        sv: [
          'värden att välja bland',
          'Hur många objekt som har vilka värden, för varje fält som går att filtrera på, under resten av filtret: det som bara handlar om fältet självt räknas inte där.',
        ],
        en: [
          'values to choose from',
          'How many features have which values, for each field that can be filtered by, under the rest of the filter: what is only about the field itself does not count there.',
        ],
      }),
      schema: 'Facets',
      query: facetsParameters(definition),
      known: knownOf(described),
      missing: true,
    }),
  };
}

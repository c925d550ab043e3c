import { hereParameters } from '../../here/parameters.ts';
import type { Place } from '../links.ts';
import { html, json, type Representation } from '../representations.ts';
import { mapTag } from './map-paths.ts';
import { documentAt } from './operations.ts';
import type { Paths } from './parts.ts';

const pdf: Representation = { ...json, id: 'pdf', mediaType: 'application/pdf' };

/** What applies at a place, in an area or for a feature. */
export function herePaths(place: Place): Paths {
  return {
    '/har': documentAt(place, {
      id: 'here',
      tag: mapTag,
      sv: [
        'Vad gäller här?',
        'Varje plan, bestämmelse, projekt och prognosområde på en plats, i en yta eller där ett objekt ligger, av alla datamängder som är med; det som gäller först, det som är nära sist. Länken `permalink` svarar alltid likadant.',
      ],
      en: [
        'What applies here?',
        'Every plan, provision, project and forecast area at a place, in an area or where a feature lies, of all datasets that take part; what applies first, what is near last. The link `permalink` always answers the same.',
      ],
      schema: 'Here',
      offered: [json, html, pdf],
      query: hereParameters,
      missing: true,
      beside: true,
    }),
  };
}

import type { Place } from '../links.ts';
import { qualityParameters } from '../quality/parameters.ts';
import { documentAt, wordsOf } from './operations.ts';
import type { Described } from './parameters.ts';
import type { Paths } from './parts.ts';

/** Whether the data are right. */
export function qualityPaths({ definition }: Described, place: Place): Paths {
  return {
    [`/collections/${definition.id}/quality`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Quality',
        sv: [
          'kvalitet',
          'De regler som datamängden hålls mot, och vad i den som bryter mot dem: fel först, sedan varningar.',
        ],
        en: [
          'quality',
          'The rules that the dataset is held against, and what in it breaks them: errors first, then warnings.',
        ],
      }),
      schema: 'Quality',
      query: qualityParameters,
      missing: true,
    }),
  };
}

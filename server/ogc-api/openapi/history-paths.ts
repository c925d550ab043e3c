import type { Localized } from '../../datasets/definition.ts';
import { changesParameters, featureHistoryParameters, versionsParameters } from '../history/parameters.ts';
import type { Place } from '../links.ts';
import type { JsonSchema } from '../schema.ts';
import { tileAnswers, tileNumbers } from './map-paths.ts';
import { besideApi, documentAt, said, wordsOf } from './operations.ts';
import { type Described, featureIdParameter, knownOf } from './parameters.ts';
import type { Parameter, Paths } from './parts.ts';

/** As many digits as a version number may have. */
const bounded = { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 } as const;

/** What one dataset was, and what has changed in it. */
export function historyPaths(described: Described, place: Place): Paths {
  const { definition, sample, lang } = described;
  const path = `/collections/${definition.id}`;
  const number = (name: string, description: Localized, schema: JsonSchema = { type: 'integer' }): Parameter => ({
    ...{ name, in: 'path', description: description[lang], required: true, schema },
    ...(sample?.version === undefined ? {} : { example: sample.version }),
  });
  return {
    ...(definition.geometry
      ? {
          [`/tiles/${definition.id}/changes/{from}..{to}/{z}/{x}/{y}.mvt`]: besideApi(place.baseUrl, {
            ...said(
              wordsOf(definition, {
                id: 'DifferenceTile',
                sv: [
                  'en kartplatta av det som skiljer',
                  'Det som skiljer två versioner (nummer, tider eller `now`), i Web Mercator. Varje objekt har `change`: `added`, `removed`, `changed-before` eller `changed-after`.',
                ],
                en: [
                  'a tile of what differs',
                  'What differs between two versions (numbers, times or `now`), in Web Mercator. Each feature has `change`: `added`, `removed`, `changed-before` or `changed-after`.',
                ],
              }),
              lang,
            ),
            parameters: [
              number('from', { sv: 'Från denna version.', en: 'From this version.' }, bounded),
              number('to', { sv: 'Till denna version.', en: 'To this version.' }, bounded),
              ...tileNumbers(lang),
            ],
            responses: tileAnswers(lang),
          }),
        }
      : {}),
    [`${path}/versions`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Versions',
        sv: ['versioner', 'Vad som har ändrats, det senaste först, med antalet nya, ändrade och borttagna objekt.'],
        en: ['versions', 'What has changed, the newest first, with how many features are new, changed and removed.'],
      }),
      schema: 'Versions',
      query: versionsParameters,
      missing: true,
    }),
    [`${path}/versions/{version}`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Version',
        sv: ['en version', 'När den kom och vad den ändrade.'],
        en: ['one version', 'When it came and what it changed.'],
      }),
      schema: 'Version',
      path: [number('version', { sv: 'Versionens nummer.', en: 'The number of the version.' })],
      missing: true,
    }),
    [`${path}/items/{featureId}/history`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'FeatureHistory',
        sv: [
          'ett objekts historia',
          'Vad ett objekt har varit, det senaste först, och vad som skiljer, fält för fält.',
        ],
        en: ['the history of one feature', 'What one feature was, the newest first, and what differs, field by field.'],
      }),
      schema: 'FeatureHistory',
      path: [featureIdParameter(described)],
      query: featureHistoryParameters(definition),
      missing: true,
    }),
    [`${path}/changes`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Changes',
        sv: ['ändringar', 'Vad som skiljer två versioner eller tider, objekt för objekt, före och efter.'],
        en: ['changes', 'What differs between two versions or times, feature by feature, before and after.'],
      }),
      schema: 'Changes',
      query: changesParameters(definition),
      known: knownOf(described),
      missing: true,
    }),
  };
}

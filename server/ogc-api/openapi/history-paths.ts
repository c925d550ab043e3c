import { changesParameters, versionsParameters } from '../history/parameters.ts';
import type { Place } from '../links.ts';
import { json } from '../representations.ts';
import { documentAt, wordsOf } from './operations.ts';
import { type Described, knownOf } from './parameters.ts';
import type { Parameter, Paths } from './parts.ts';

/** What one dataset was, and what has changed in it. */
export function historyPaths(described: Described, place: Place): Paths {
  const { definition, sample, lang } = described;
  const path = `/collections/${definition.id}`;
  const number: Parameter = {
    name: 'version',
    in: 'path',
    description: { sv: 'Versionens nummer.', en: 'The number of the version.' }[lang],
    required: true,
    schema: { type: 'integer' },
    ...(sample?.version === undefined ? {} : { example: sample.version }),
  };
  return {
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
      path: [number],
      missing: true,
    }),
    [`${path}/changes`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Changes',
        sv: ['ändringar', 'Vad som skiljer två versioner eller tider, objekt för objekt, före och efter.'],
        en: ['changes', 'What differs between two versions or times, feature by feature, before and after.'],
      }),
      schema: 'Changes',
      offered: [json],
      query: changesParameters(definition),
      known: knownOf(described),
      missing: true,
    }),
  };
}

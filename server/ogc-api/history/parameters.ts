import { z } from 'zod';
import type { Definition } from '../../datasets/definition.ts';
import { selecting, shaping } from '../../features/index.ts';
import { versionNumber } from '../../history/past.ts';
import { type QueryParameter, read, text, wholeNumber } from '../../http/parameters.ts';
import { documentParameters } from '../parameters.ts';
import { html, json } from '../representations.ts';

/** What the past of a dataset may be asked. */

const numberOf = (most: number, otherwise: number) =>
  wholeNumber(
    { least: 1, most, otherwise, clamped: true },
    {
      name: 'limit',
      about: { sv: `Så många på en sida, högst ${most}.`, en: `So many on a page, ${most} at most.` },
      example: otherwise,
    },
  );

export const versionsLimit = numberOf(100, 10);
export const before: QueryParameter<number | undefined> = {
  name: 'before',
  about: { sv: 'Bara versioner före detta nummer.', en: 'Only versions before this number.' },
  schema: read((value) => versionNumber(value) ?? value, z.int()).optional(),
  expected: { sv: 'ett versionsnummer', en: 'a version number' },
};
export const versionsParameters = [versionsLimit, before, ...documentParameters([json, html])] as const;
export const versionParameters = documentParameters([json, html]);

export const statesLimit = numberOf(100, 20);
export function featureHistoryParameters(definition: Definition): readonly QueryParameter[] {
  return [statesLimit, before, ...shaping(definition), ...documentParameters([json, html])];
}

export const changesLimit = numberOf(1_000, 100);
export const since = text({
  name: 'since',
  about: {
    sv: 'Från detta versionsnummer, eller denna tid (ISO 8601 med zon); annars så långt tillbaka som det är känt.',
    en: 'From this version number, or this time (ISO 8601 with a zone); else as far back as is known.',
  },
});
export const until = text({
  name: 'until',
  about: { sv: 'Till detta nummer eller denna tid; annars nu.', en: 'To this number or time; else now.' },
});
export const after = text({
  name: 'after',
  about: { sv: 'Nästa sida: se länken `next`.', en: 'The next page: see the link `next`.' },
});

export function changesParameters(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return [since, until, changesLimit, after, ...selecting(definition, query), ...documentParameters([json, html])];
}

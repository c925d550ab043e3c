import type { Definition } from '../../datasets/definition.ts';
import { type PastDataset, parseMoment, pastOf, versionNumber } from '../../history/past.ts';
import { text } from '../../http/parameters.ts';
import type { OpenData } from '../../open-data/open-data.ts';

export const asOfParameter = text({
  name: 'as-of',
  about: {
    sv: 'Som det var: ett versionsnummer ur `versions`, eller en tid (ISO 8601 med zon).',
    en: 'As it was: a version number of `versions`, or a time (ISO 8601 with a zone).',
  },
});

/** The dataset as `as-of` wants it. Undefined: as it is. Throws 400 and 404 problems. */
export async function asOf(
  { database, published }: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  query: URLSearchParams,
): Promise<PastDataset | undefined> {
  const wanted = query.get('as-of');
  return wanted === null ? undefined : pastOf(database, published, definition, parseMoment('as-of', wanted));
}

/** What was will not be otherwise, but the newest version of a time may not have come yet. */
export function cacheControlOf(query: URLSearchParams): string | undefined {
  return versionNumber(query.get('as-of') ?? '') !== undefined ? 'public, max-age=31536000, immutable' : undefined;
}

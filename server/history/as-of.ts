import type { Queryable } from '../database/database.ts';
import type { Definition } from '../datasets/definition.ts';
import { immutable } from '../http/caching.ts';
import { text } from '../http/parameters.ts';
import { type Datasets, type PastDataset, parseMoment, pastOf, versionNumber } from './past.ts';

export const asOfParameter = text({
  name: 'as-of',
  about: {
    sv: 'Som det var: ett versionsnummer ur `versions`, eller en tid (ISO 8601 med zon).',
    en: 'As it was: a version number of `versions`, or a time (ISO 8601 with a zone).',
  },
});

/** The dataset as `as-of` wants it. Undefined: as it is. Throws 400 and 404 problems. */
export async function asOf(
  { database, published }: { database: Queryable; published: Datasets },
  definition: Definition,
  query: URLSearchParams,
): Promise<PastDataset | undefined> {
  const wanted = query.get('as-of');
  return wanted === null ? undefined : pastOf(database, published, definition, parseMoment('as-of', wanted));
}

/** What was will not be otherwise, but the newest version of a time may not have come yet. */
export function cacheControlOf(query: URLSearchParams): string | undefined {
  return versionNumber(query.get('as-of') ?? '') !== undefined ? immutable : undefined;
}

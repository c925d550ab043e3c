import type { Definition } from '../../datasets/definition.ts';
import { crs84, isBadValue, readFeature, wholeDataset } from '../../features/index.ts';
import { documents } from '../../formats/index.ts';
import { pastOf } from '../../history/past.ts';
import { goneSince } from '../../history/versions.ts';
import { Problem, problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { collectionUrl, type Place } from '../links.ts';

const [geojson] = documents;

/** 410 instead of 404 for a feature that was there, where the public may know of it. */
export async function goneProblem(
  { database, published }: OpenData,
  definition: Definition,
  key: string,
  place: Place,
  error: unknown,
): Promise<unknown> {
  const own = published.remembered(definition.id)?.[definition.table];
  if (!own || !(error instanceof Problem) || error.code !== 'no-such-feature') return error;
  const gone = await goneSince(database, definition, own, key).catch((failure: unknown) => {
    // A text that no key can be.
    if (isBadValue(failure)) return undefined;
    throw failure;
  });
  if (!gone) return error;
  const past = await pastOf(database, published, definition, { number: gone.last }).catch(() => undefined);
  if (!past) return error;
  const wanted = wholeDataset(past.definition, crs84);
  const { shape } = await geojson.encoder({ database, published, wanted, lang: place.lang, axes: 'authority' });
  if (!(await readFeature(database, published, wanted, shape, key))) return error;
  const href = `${collectionUrl(place, definition.id)}/items/${encodeURIComponent(key)}?as-of=${gone.last}`;
  return problem('feature-gone', { id: key, dataset: definition.id, time: gone.time, version: gone.version, href });
}

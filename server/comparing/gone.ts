import type { Definition } from '../datasets/definition.ts';
import { crs84, isBadValue, readFeature, wholeDataset } from '../features/index.ts';
import { documents } from '../formats/index.ts';
import { pastOf } from '../history/past.ts';
import { goneSince } from '../history/versions.ts';
import type { Language } from '../http/language.ts';
import { Problem, problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';

const [geojson] = documents;

/** 410 instead of 404 for a feature that was there, where the public may know of it. */
export async function goneProblem(
  { database, published }: OpenData,
  definition: Definition,
  key: string,
  { baseUrl, lang }: { baseUrl: string; lang: Language },
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
  const { shape } = await geojson.encoder({ database, published, wanted, lang, axes: 'authority' });
  if (!(await readFeature(database, published, wanted, shape, key))) return error;
  const href = `${baseUrl}/geodata/v1/collections/${definition.id}/items/${encodeURIComponent(key)}?as-of=${gone.last}`;
  return problem('feature-gone', { id: key, dataset: definition.id, time: gone.time, version: gone.version, href });
}

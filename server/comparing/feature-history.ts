import type { Definition } from '../datasets/definition.ts';
import { isBadValue } from '../features/index.ts';
import { pastOf } from '../history/past.ts';
import { touchingTransactions } from '../history/touched.ts';
import { type Version, versionsOf } from '../history/versions.ts';
import { problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Between, changesOf, featuresAt, type NetChange } from './changes.ts';
import { differingGeometries, type GeometryDifference, withDifferences } from './differences.ts';

/** What a feature was from a version on, and how it differs from what it was before. */
export interface FeatureState {
  /** Without a time where nobody knows since when it was so. */
  version: Omit<Version, 'time'> & { time?: string };
  /** Absent where nothing is known of the time before. */
  change?: NetChange['change'];
  /** GeoJSON text. Null: it was not there, or is not public. */
  feature: string | null;
  /** As those of a change. */
  differences?: string;
  geometry?: GeometryDifference;
}

/**
 * The states of one feature, the newest first, as the public may know them. `next`: the page after this one is of what was
 * before that number. Throws a 404 problem when there never was such a feature.
 */
export async function featureHistory(
  service: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  key: string,
  asked: Pick<Between, 'query' | 'lang'> & { before: number | undefined; limit: number },
): Promise<{ states: FeatureState[]; next: number | undefined }> {
  const { database, published } = service;
  const state = (version: number | 'start') =>
    pastOf(database, published, definition, version === 'start' ? 'start' : { number: version });
  try {
    const start = await state('start');
    const { asOf } = start.definition;
    if (!asOf) throw new Error('A state has no number');
    const versions = await versionsOf(database, definition, {
      ...{ before: asked.before, after: start.version, limit: asked.limit + 1 },
      transactions: touchingTransactions(definition, asOf, key),
    });
    const states: FeatureState[] = [];
    const hasMore = versions.length > asked.limit;
    let until = versions[0] ? await state(versions[0].version) : start;
    for (const [index, version] of versions.slice(0, asked.limit).entries()) {
      const earlier = versions[index + 1];
      const from = earlier ? await state(earlier.version) : start;
      const between = { from, until, query: asked.query, lang: asked.lang };
      // What it was before is what the next one was after.
      until = from;
      const [found] = await withDifferences(database, await changesOf(service, between, [key]));
      if (!found) continue;
      const { change, after: feature, differences } = found;
      const changed = change === 'changed' ? [key] : [];
      const geometry = (await differingGeometries(database, published, between, changed)).get(key);
      states.push({
        version,
        change,
        feature,
        ...(differences ? { differences } : {}),
        ...(geometry ? { geometry } : {}),
      });
    }
    if (hasMore) return { states, next: versions.at(asked.limit - 1)?.version };
    const first = (await featuresAt(service, start, asked, [key])).get(key);
    if (first) states.push({ version: { version: start.version, kind: 'unknown' }, feature: first });
    if (states.length === 0 && asked.before === undefined)
      throw problem('no-such-feature', { id: key, dataset: definition.id });
    return { states, next: undefined };
  } catch (error) {
    if (isBadValue(error)) throw problem('no-such-feature', { id: key, dataset: definition.id });
    throw error;
  }
}

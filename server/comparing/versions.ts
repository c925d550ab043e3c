import type { Definition } from '../datasets/definition.ts';
import { pastOf } from '../history/past.ts';
import { type Version, versionsOf } from '../history/versions.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { allChanges, type NetChange } from './changes.ts';

/** A version with what it changed. `counts` is absent where the state before it is not known. */
export type CountedVersion = Version & { counts?: Record<NetChange['change'], number> };

/** `previous`: the version before it. */
export async function withCounts(
  service: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  version: Version,
  previous: Version | undefined,
): Promise<CountedVersion> {
  if (!previous || version.kind === 'unknown') return version;
  const state = ({ version: number }: Version) => pastOf(service.database, service.published, definition, { number });
  const [from, until] = [await state(previous), await state(version)];
  const counts = { added: 0, changed: 0, removed: 0 };
  const between = { from, until, query: new URLSearchParams(), lang: 'sv' as const };
  for await (const { change } of allChanges(service, between)) counts[change] += 1;
  return { ...version, counts };
}

/** The versions of a dataset with what each changed, the newest first. */
export async function countedVersions(
  service: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ versions: CountedVersion[]; hasMore: boolean }> {
  const found = await versionsOf(service.database, definition, { before, limit: limit + 1 });
  const versions: CountedVersion[] = [];
  for (const [index, version] of found.slice(0, limit).entries())
    versions.push(await withCounts(service, definition, version, found[index + 1]));
  return { versions, hasMore: found.length > limit };
}

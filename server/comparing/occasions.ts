import type { Definition } from '../datasets/definition.ts';
import { rolesOf } from '../history/publications.ts';
import { type Version, versionsOf } from '../history/versions.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type CountedVersion, withCounts } from './versions.ts';

/**
 * What a person would call one change: an import, a rollback, or the edits that one role has made by hand within an hour with
 * nothing in between. It is told by the last of its versions, and its counts are net.
 */
export type Occasion = CountedVersion & {
  /** The first of its versions, where there are several, and how many there are. */
  first?: number;
  versions?: number;
  /** Who, in the database. Not for the public. */
  role?: string;
};

interface Group {
  last: Version;
  first: Version;
  versions: number;
  role: string | undefined;
}

const versionsAtOnce = 200;

/** The occasions of a dataset, the newest first. For those who run the service. */
export async function occasionsOf(
  service: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  limit: number,
): Promise<{ occasions: Occasion[]; hasMore: boolean }> {
  const groups: Group[] = [];
  // The one after the last says where that begins, and what was before it.
  for (let before: number | undefined, isEnd = false; !isEnd && groups.length <= limit; ) {
    const found = await versionsOf(service.database, definition, { before, limit: versionsAtOnce });
    const roles = await rolesOf(
      service.database,
      found.map(({ version }) => version),
    );
    for (const version of found) add(groups, version, roles.get(version.version));
    before = found.at(-1)?.version;
    isEnd = found.length < versionsAtOnce;
  }
  const occasions: Occasion[] = [];
  for (const [index, { last, first, versions, role }] of groups.slice(0, limit).entries()) {
    occasions.push({
      ...(await withCounts(service, definition, last, groups[index + 1]?.last)),
      ...(versions > 1 ? { first: first.version, versions } : {}),
      ...(role === undefined ? {} : { role }),
    });
  }
  return { occasions, hasMore: groups.length > limit };
}

function add(groups: Group[], version: Version, role: string | undefined): void {
  const group = groups.at(-1);
  const isSame =
    group?.last.kind === 'edit' &&
    version.kind === 'edit' &&
    role !== undefined &&
    role === group.role &&
    hourOf(version) === hourOf(group.last);
  if (isSame) {
    group.first = version;
    group.versions += 1;
  } else groups.push({ last: version, first: version, versions: 1, role });
}

/** `2026-11-30T13` */
function hourOf({ time }: Version): string {
  return time.slice(0, 13);
}

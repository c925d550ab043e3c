import type { Definition } from '../../datasets/definition.ts';
import { pastOf } from '../../history/past.ts';
import { type Version, versionsOf } from '../../history/versions.ts';
import { problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { collectionUrl, type Link, type Place } from '../links.ts';
import { changesBetween, type NetChange } from './changes.ts';
import type { Page } from './page.ts';

/** A version with what it changed. `counts` is absent where the state before it is not known. */
type CountedVersion = Version & { counts?: Record<NetChange['change'], number> };

const mostAtOnce = 1_000;

async function counted(
  service: OpenData,
  definition: Definition,
  version: Version,
  previous: Version | undefined,
): Promise<CountedVersion> {
  if (!previous || version.kind === 'unknown') return version;
  const state = ({ version: number }: Version) => pastOf(service.database, service.published, definition, { number });
  const [from, until] = [await state(previous), await state(version)];
  const counts = { added: 0, changed: 0, removed: 0 };
  const between = { from, until, query: new URLSearchParams(), lang: 'sv' as const };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Awaited<ReturnType<typeof changesBetween>> = await changesBetween(service, between, {
      limit: mostAtOnce,
      after,
    });
    for (const { change } of page.changes) counts[change] += 1;
    after = page.next;
  }
  return { ...version, counts };
}

/** The versions of a dataset, the newest first. Throws a 404 problem where none are kept. */
export async function versionList(
  service: OpenData,
  definition: Definition,
  { limit, after }: Page,
  place: Place,
  links: readonly Link[],
): Promise<object> {
  if (!service.published.remembered(definition.id)) throw problem('no-history', { id: definition.id });
  const before = after === undefined ? undefined : versionNumber('before', after);
  const found = await versionsOf(service.database, definition, { before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const versions: CountedVersion[] = [];
  for (const [index, version] of shown.entries())
    versions.push(await counted(service, definition, version, found[index + 1]));
  const next: Link = {
    href: `${collectionUrl(place, definition.id)}/versions?limit=${limit}&before=${shown.at(-1)?.version}`,
    rel: 'next',
    type: 'application/json',
  };
  return { versions, links: found.length > limit ? [...links, next] : links };
}

/** One version. Throws a 404 problem for a number that is none. */
export async function oneVersion(
  service: OpenData,
  definition: Definition,
  text: string,
  place: Place,
  links: readonly Link[],
): Promise<object> {
  const { version: number } = await pastOf(service.database, service.published, definition, {
    number: versionNumber('version', text),
  });
  const [version, previous] = await versionsOf(service.database, definition, { before: number + 1, limit: 2 });
  if (version?.version !== number)
    throw problem('no-such-page', { path: `/collections/${definition.id}/versions/${text}` });
  const items: Link = {
    href: `${collectionUrl(place, definition.id)}/items?as-of=${number}`,
    rel: 'items',
    type: 'application/geo+json',
  };
  return { ...(await counted(service, definition, version, previous)), links: [...links, items] };
}

function versionNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const expected = { sv: 'ett versionsnummer', en: 'a version number' };
  throw problem('bad-parameter', { name, value: text, expected });
}

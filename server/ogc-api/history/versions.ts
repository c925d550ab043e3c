import { countedVersions, withCounts } from '../../comparing/versions.ts';
import type { Definition } from '../../datasets/definition.ts';
import { pastOf, versionNumber } from '../../history/past.ts';
import { versionsOf } from '../../history/versions.ts';
import { problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { collectionUrl, type Link, type Place } from '../links.ts';

/** The versions of a dataset, the newest first. Throws a 404 problem where none are kept. */
export async function versionList(
  service: OpenData,
  definition: Definition,
  { limit, before }: { limit: number; before: number | undefined },
  place: Place,
  links: readonly Link[],
): Promise<object> {
  if (!service.published.remembered(definition.id)) throw problem('no-history', { id: definition.id });
  const { versions, hasMore } = await countedVersions(service, definition, { before, limit });
  const next: Link = {
    href: `${collectionUrl(place, definition.id)}/versions?limit=${limit}&before=${versions.at(-1)?.version}`,
    rel: 'next',
    type: 'application/json',
  };
  return { versions, links: hasMore ? [...links, next] : links };
}

/** One version. Throws a 404 problem for a number that is none. */
export async function oneVersion(
  service: OpenData,
  definition: Definition,
  text: string,
  place: Place,
  links: readonly Link[],
): Promise<object> {
  const path = `/collections/${definition.id}/versions/${text}`;
  const asked = versionNumber(text);
  if (asked === undefined) throw problem('no-such-page', { path });
  const { version: number } = await pastOf(service.database, service.published, definition, { number: asked });
  const [version, previous] = await versionsOf(service.database, definition, { before: number + 1, limit: 2 });
  if (version?.version !== number) throw problem('no-such-page', { path });
  const items: Link = {
    href: `${collectionUrl(place, definition.id)}/items?as-of=${number}`,
    rel: 'items',
    type: 'application/geo+json',
  };
  return { ...(await withCounts(service, definition, version, previous)), links: [...links, items] };
}

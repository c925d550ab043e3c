import type { DatasetDescription } from './describe.ts';

type Credited = Pick<DatasetDescription, 'hasGeometry' | 'informationsagare'> & {
  licence: Pick<DatasetDescription['licence'], 'title'>;
};

/**
 * Whose data a map or a picture shows, short enough for its corner: organisations, not their parts ("Mark och exploatering, Enköpings
 * kommun"), which "About the data" tells, each licence once.
 No node: imports here, the web app reads it too.
 */
export function credits({ datasets }: { datasets: readonly Credited[] }): string {
  const owners = new Map<string, Set<string>>();
  for (const { hasGeometry, licence, informationsagare } of datasets) {
    if (!hasGeometry) continue;
    const [name = ''] = licence.title.split(':');
    owners.set(name, (owners.get(name) ?? new Set()).add(informationsagare.split(', ').at(-1) ?? informationsagare));
  }
  return [...owners].map(([licence, names]) => `© ${[...names].join(', ')}, ${licence}`).join(' · ');
}

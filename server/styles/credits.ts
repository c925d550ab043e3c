import type { MapDescription } from '../../server/styles/describe.ts';

/**
 * Whose data the map shows, short enough for its corner: organisations, not their parts ("Mark och exploatering, Enköpings
 * kommun"), which "About the data" tells, each licence once.
 */
export function credits({ datasets }: Pick<MapDescription, 'datasets'>): string {
  const owners = new Map<string, Set<string>>();
  for (const { hasGeometry, licence, informationsagare } of datasets) {
    if (!hasGeometry) continue;
    const [name = ''] = licence.title.split(':');
    owners.set(name, (owners.get(name) ?? new Set()).add(informationsagare.split(', ').at(-1) ?? informationsagare));
  }
  return [...owners].map(([licence, names]) => `© ${[...names].join(', ')}, ${licence}`).join(' · ');
}

import type { Catchment } from './basis.ts';

/** How areas share places: each its own, all together, or in groups that somebody names; the rest stay by themselves. */
export type Grouping = { kind: 'areas' } | { kind: 'whole' } | { kind: 'groups'; groups: readonly Group[] };

export interface Group {
  name: string;
  areas: readonly string[];
}

export interface Area {
  code: string;
  name: string;
}

export function catchmentsOf(areas: readonly Area[], grouping: Grouping, whole: string): Catchment[] {
  const alone = ({ code, name }: Area): Catchment => ({ id: code, name, areas: [code] });
  switch (grouping.kind) {
    case 'areas':
      return areas.map(alone);
    case 'whole':
      return [{ id: 'alla', name: whole, areas: areas.map(({ code }) => code) }];
    case 'groups': {
      const codes = new Set(areas.map(({ code }) => code));
      const grouped = new Set(grouping.groups.flatMap((group) => group.areas));
      const groups = grouping.groups.map((group, index): Catchment => {
        return { id: `grupp-${index + 1}`, name: group.name, areas: group.areas.filter((code) => codes.has(code)) };
      });
      return [
        ...groups.filter((group) => group.areas.length > 0),
        ...areas.filter(({ code }) => !grouped.has(code)).map(alone),
      ];
    }
  }
}

/** `Norr:0381R001,0381R002;Söder:0381R003`, as addresses have it; undefined: not a list of groups, or an area is in two. */
export function readGroups(text: string): Group[] | undefined {
  const groups = text.split(';').flatMap((part): Group[] => {
    const [name = '', codes = ''] = part.split(/:(?=[^:]*$)/);
    const areas = codes.split(',').map((code) => code.trim());
    return name.trim() === '' || areas.some((code) => code === '') ? [] : [{ name: name.trim(), areas }];
  });
  const all = groups.flatMap(({ areas }) => areas);
  return groups.length === text.split(';').length && new Set(all).size === all.length ? groups : undefined;
}

export function writeGroups(groups: readonly Group[]): string {
  const plain = (name: string) => name.replaceAll(/[;:]/g, ' ');
  return groups.map(({ name, areas }) => `${plain(name)}:${areas.join(',')}`).join(';');
}

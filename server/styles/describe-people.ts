import type { Definition, Localized } from '../datasets/definition.ts';

/** What a table of people is to those who read it: names of fields, and values that mean something. */
export interface PeopleDescription {
  area: string;
  year: string;
  age: string;
  sex: string;
  variable: string;
  population: string;
  born: string;
  died: string;
  movedIn: string;
  movedOut: string;
  dwellings: string;
  division: string;
  edition: string;
  /** Of a forecast. */
  version?: string;
  baseYear?: string;
  scenario?: string;
  /** The dataset that tells what came out. */
  outcome?: string;
  ageGroups: { name: string; title: string; from: number; to?: number }[];
  /** The dataset that has the areas' outlines, and the name there of each of our fields. */
  areas: { dataset: string; on: Readonly<Record<string, string>> };
}

/** Undefined: the dataset counts no people, or not all that it takes to read it is public. */
export function describePeople(
  { statistics, fields }: Pick<Definition, 'statistics' | 'fields'>,
  lang: keyof Localized,
): PeopleDescription | undefined {
  const { population, time, geo, areas } = statistics ?? {};
  if (!statistics || !population || !time || !geo || !areas) return undefined;
  const isPublic = (name: string) => fields.some((field) => field.name === name && field.public);
  if (![...statistics.dimensions, statistics.value].every(isPublic)) return undefined;
  const { version, baseYear, scenario, outcome, ageGroups, ...roles } = population;
  return {
    ...roles,
    area: geo,
    year: time,
    areas,
    ...(version ? { version } : {}),
    ...(baseYear ? { baseYear } : {}),
    ...(scenario ? { scenario } : {}),
    ...(outcome ? { outcome } : {}),
    ageGroups: ageGroups.map(({ name, title, from, to }) => ({
      name,
      title: title[lang],
      from,
      ...(to === undefined ? {} : { to }),
    })),
  };
}

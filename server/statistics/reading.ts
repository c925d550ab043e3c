import type { Sql } from '../database/sql.ts';
import type { Asked } from './asked.ts';
import { chooses } from './choice.ts';
import { ageGroup, type People } from './table.ts';

/** How finely a unit's rows have to be told apart for a question: the coarser, the faster. */
export interface Reading {
  ages: boolean;
  sexes: boolean;
  /** One-year ages may be needed by themselves. */
  single: boolean;
  bySex: boolean;
}

export function readingOf(asked: Asked, people: People): Reading {
  const { by, fixed, groups } = asked;
  const isBy = (name: string) => by.some(({ of }) => typeof of !== 'string' && of.field.name === name);
  const filtered = partsAbout(asked, people, 'people').length > 0;
  const byGroup = by.some(({ of }) => of === ageGroup);
  const ages = fixed.get(people.age);
  const single =
    filtered ||
    isBy(people.age) ||
    (ages !== undefined && !isOfGroups(people, (age) => chooses(ages, age))) ||
    (byGroup && !isOfGroups(people, () => true));
  return {
    ages: filtered || byGroup || isBy(people.age) || ages !== undefined || groups !== undefined,
    sexes: filtered || isBy(people.sex) || fixed.has(people.sex),
    single,
    bySex: isBy(people.sex),
  };
}

const oldest = 150;

/** Whether some ages are groups as wholes, whatever ages there are. */
function isOfGroups({ ageGroups }: People, isAmong: (age: number) => boolean): boolean {
  const ages = Array.from({ length: oldest + 1 }, (_, age) => age);
  const groups = ageGroups.map(({ from, to = oldest }) => ages.filter((age) => from <= age && age <= to));
  const grouped = new Set(groups.flat());
  return (
    groups.every((group) => group.every(isAmong) || !group.some(isAmong)) &&
    !ages.some((age) => !grouped.has(age) && isAmong(age))
  );
}

/** The parts of the filter that say which units are meant, or which ages and sexes of theirs. */
export function partsAbout({ filter }: Asked, { age, sex }: People, about: 'units' | 'people'): Sql[] {
  const isAboutPeople = (properties: readonly string[]) => properties.includes(age) || properties.includes(sex);
  return (filter?.parts() ?? [])
    .filter(({ properties }) => isAboutPeople(properties) === (about === 'people'))
    .map(({ condition }) => condition);
}

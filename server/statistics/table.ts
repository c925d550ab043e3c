import type { Definition, Field } from '../datasets/definition.ts';
import { dimensionFields } from '../datasets/dimensions.ts';
import { once } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';

type Statistics = NonNullable<Definition['statistics']>;
export type People = NonNullable<Statistics['population']>;

export interface Dimension {
  field: Field;
  /** What it is called in queries: its field, and its role where it has one. */
  names: readonly string[];
}

/** A dataset as a table of statistics: every value by its dimensions. */
export interface StatisticsTable {
  definition: Definition;
  statistics: Statistics;
  dimensions: readonly Dimension[];
  /** What the dimensions mean where people are counted. */
  people: People | undefined;
}

/** Ages by the groups of the definition: no dimension of the table, but asked for like one. */
export const ageGroup = 'agegroup';

/** Throws a 404 problem where the dataset is no table of statistics, or not all of it is public. */
export function tableOf(definition: Definition): StatisticsTable {
  const table = known(definition);
  if (!table) throw problem('no-statistics', { id: definition.id });
  return table;
}

export function isTable(definition: Definition): boolean {
  return known(definition) !== null;
}

const known = once((definition: Definition): StatisticsTable | null => {
  const { statistics, fields } = definition;
  const dimensions = dimensionFields(definition);
  if (!statistics || !dimensions) return null;
  const { population: people } = statistics;
  const roles = Object.entries({
    area: statistics.geo,
    year: statistics.time,
    age: people?.age,
    sex: people?.sex,
    variable: people?.variable,
    division: people?.division,
    edition: people?.edition,
    version: people?.version,
    scenario: people?.scenario,
  });
  return {
    definition,
    statistics,
    people,
    dimensions: dimensions.map((field) => ({
      field,
      // What a field is called goes before what another one means.
      names: [
        field.name,
        ...roles.flatMap(([role, name]) =>
          name === field.name && !fields.some((one) => one.name === role) ? [role] : [],
        ),
      ],
    })),
  };
});

/** The dimension that a name in a query means. */
export function dimensionNamed({ dimensions }: StatisticsTable, name: string): Dimension | undefined {
  return dimensions.find(({ names }) => names.includes(name));
}

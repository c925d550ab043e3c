import type { Definition } from '../../datasets/definition.ts';

/** Which datasets tell what of the need of places, by what their definitions say. */

type Need = NonNullable<Definition['need']>;
export type NeedOf<R extends Need['role']> = Extract<Need, { role: R }>;
type Statistics = NonNullable<Definition['statistics']>;

export interface Told<R extends Need['role']> {
  definition: Definition;
  need: NeedOf<R>;
}

export interface NeedData {
  forecast: Definition;
  statistics: Statistics;
  roles: NonNullable<Statistics['population']>;
  /** Where the forecast's areas are: our column → theirs. */
  areas: { definition: Definition; on: Readonly<Record<string, string>> };
  rates: Told<'rates'>;
  premises: Told<'premises'>[];
  projects: Told<'projects'>[];
}

/** Undefined: something without which nothing can be reckoned is not published. */
export function needData(definitions: readonly Definition[]): NeedData | undefined {
  const forecast = definitions.find(({ statistics }) => statistics?.population?.version !== undefined);
  const { statistics } = forecast ?? {};
  const areas = definitions.find(({ id }) => id === statistics?.areas?.dataset);
  const [rates] = told(definitions, 'rates');
  if (!forecast || !statistics?.population || !statistics.areas || !areas || !rates) return undefined;
  return {
    ...{ forecast, statistics, roles: statistics.population, rates },
    areas: { definition: areas, on: statistics.areas.on },
    premises: told(definitions, 'premises'),
    projects: told(definitions, 'projects'),
  };
}

function told<R extends Need['role']>(definitions: readonly Definition[], role: R): Told<R>[] {
  return definitions.flatMap((definition) => {
    const { need } = definition;
    return isOf(need, role) ? [{ definition, need }] : [];
  });
}

function isOf<R extends Need['role']>(need: Need | undefined, role: R): need is NeedOf<R> {
  return need?.role === role;
}

/** Each of the datasets that an answer is made of. */
export function datasetsOf({ forecast, areas, rates, premises, projects }: NeedData): Definition[] {
  return [forecast, areas.definition, ...[rates, ...premises, ...projects].map(({ definition }) => definition)];
}

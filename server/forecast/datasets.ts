import type { Definition, Field } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import { modelPath } from './model/address.ts';

type Statistics = NonNullable<Definition['statistics']>;

/** The datasets that an experiment with a forecast reckons with, by what their definitions say of themselves. */
export interface ModelDatasets {
  forecast: Definition;
  statistics: Statistics;
  people: NonNullable<Statistics['population']>;
  /** The outlines of the areas. */
  areas: Definition | undefined;
  /** The rest: without them nothing can be reckoned, or no project be moved. */
  assumptions: Definition | undefined;
  building: Definition | undefined;
}

/** Of several forecasts the first that has assumptions. Throws a 404 problem where there is no forecast at all. */
export function modelDatasets(definitions: readonly Definition[]): ModelDatasets {
  const forecasts = definitions.filter(({ statistics }) => statistics?.population?.version !== undefined);
  const assumptionsOf = (id: string) => definitions.find(({ assumptions }) => assumptions?.forecast === id);
  const forecast = forecasts.find(({ id }) => assumptionsOf(id)) ?? forecasts[0];
  const statistics = forecast?.statistics;
  const people = statistics?.population;
  if (!forecast || !statistics || !people) throw problem('no-such-page', { path: modelPath });
  return {
    forecast,
    statistics,
    people,
    areas: definitions.find(({ id }) => id === statistics.areas?.dataset),
    assumptions: assumptionsOf(forecast.id),
    building: definitions.find((one) => one.building && one.geometry && areFinishedOnesTold(one)),
  };
}

/** The dwellings by year are told by a series already: what an experiment needs is nothing new to the public. */
function areFinishedOnesTold({ building, series = [] }: Definition): boolean {
  return series.some(({ table }) => table === building?.finished.table);
}

/** A field that may be told. */
export function publicField({ fields }: Definition, name: string | undefined): Field | undefined {
  return fields.find((field) => field.name === name && field.public);
}

import type { PeopleDescription } from '../../../server/styles/describe-people.ts';
import type { Question, Sums } from '../ask.ts';
import { chosenForecast } from '../choices.ts';
import { ofShares, type Row } from './figures.ts';

/** Of which places a chart tells, in the questions and in their answers. */
export interface Where {
  /** None: all. */
  codes: readonly string[];
  /** Of something drawn: code → share of the area inside it, and which division the areas are of. */
  part?: { shares: ReadonlyMap<string, number>; division: string; edition: string };
}

/** A question about the places. Those of something drawn are asked for one by one. */
export function askedOf(
  where: Where,
  people: PeopleDescription,
  dataset: string,
  by: readonly string[],
  fixed: Readonly<Record<string, string>> = {},
): Question {
  const { part } = where;
  const codes = part ? [...part.shares.keys()] : where.codes;
  return {
    dataset,
    by: part && !by.includes(people.area) ? [...by, people.area] : by,
    fixed: {
      ...fixed,
      ...(codes.length > 0 ? { [people.area]: codes.join() } : {}),
      ...(part ? { [people.division]: part.division, [people.edition]: part.edition } : {}),
    },
  };
}

/** The rows of an answer, of the places together. */
export function rowsOf({ part }: Where, people: PeopleDescription, { rows }: Sums): readonly Row[] {
  return part ? ofShares(rows, people.area, part.shares) : rows;
}

/** The forecast that is chosen. */
export function forecastOf(
  where: Where,
  people: PeopleDescription,
  dataset: string,
  by: readonly string[],
  fixed = {},
) {
  return askedOf(where, people, dataset, by, { ...chosenForecast.value, ...fixed });
}

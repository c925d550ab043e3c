import type { PeopleDescription } from '../../../server/styles/describe-people.ts';
import type { Told } from './charts.ts';
import type { Where } from './where.ts';

/** What each chart of the room is given. */
export interface Reading {
  dataset: string;
  people: PeopleDescription;
  where: Where;
  told: Told;
  /** Code → name, of the areas that the map shows. */
  names: ReadonlyMap<string, string>;
}

import { type People, type PeopleRow, peopleOfRows, type Rate, type Supply } from './basis.ts';
import { type Area, catchmentsOf, type Grouping } from './catchments.ts';
import { bySoonest, type Reckoned, reckon } from './reckon.ts';
import { type Tried, withTried } from './tried.ts';

/** What an answer carries: all that is reckoned from. */
export interface ToldBasis {
  years: readonly number[];
  areas: readonly Area[];
  rates: readonly Rate[];
  people: readonly PeopleRow[];
  supply: readonly Supply[];
}

/** What a reader may choose. */
export interface Chosen {
  /** Undefined: by area, or all together where most areas have no places of their own. */
  grouping: Grouping | undefined;
  tried: Tried;
  /** Whether what projects bring counts. */
  projects: boolean;
}

export interface ServiceList {
  grouping: Grouping;
  /** Those who run short first, first. */
  catchments: Reckoned[];
}

/** One service as chosen. `whole`: what all areas together are called. `people`: others than those of the answer, in an experiment. */
export function listOf(
  told: ToldBasis,
  service: string,
  chosen: Chosen,
  whole: string,
  people: People = peopleOfRows(told.people, told.years),
): ServiceList {
  const supply = told.supply.filter(({ kind }) => chosen.projects || kind === 'premises');
  const grouping = chosen.grouping ?? usualGrouping(told, service);
  const basis = {
    years: told.years,
    rates: withTried(told.rates, chosen.tried),
    supply,
    people,
  };
  const catchments = reckon(basis, service, catchmentsOf(told.areas, grouping, whole));
  return { grouping, catchments: catchments.sort(bySoonest) };
}

/** A service that most areas have no places of is one for all. */
function usualGrouping({ areas, supply }: ToldBasis, service: string): Grouping {
  const withPlaces = new Set(supply.flatMap((one) => (one.service === service ? (one.area ?? []) : [])));
  return { kind: withPlaces.size * 2 >= areas.length ? 'areas' : 'whole' };
}

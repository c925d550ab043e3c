import type { Basis, Catchment, Rate, Supply } from './basis.ts';

/** A part of a year's need: people of some ages, the rate, and what they make. */
export interface NeedPart {
  rate: Rate;
  people: number;
  /** Not rounded. */
  places: number;
}

/** One year of a catchment. */
export interface YearOfNeed {
  year: number;
  parts: NeedPart[];
  /** Whole places; undefined: the people are not known. */
  need: number | undefined;
  supply: Supply[];
  capacity: number;
  /** Capacity less need. */
  balance: number | undefined;
}

export interface Reckoned {
  catchment: Catchment;
  years: YearOfNeed[];
  /** All that gives places there in some year. */
  supply: Supply[];
  /** The first year without enough places, and how many are missing then. */
  short: { year: number; missing: number } | undefined;
  /** Some year's people are not known. */
  isUnknown: boolean;
}

/** Need and capacity of one service, catchment by catchment, year by year. */
export function reckon(basis: Basis, service: string, catchments: readonly Catchment[]): Reckoned[] {
  const rates = basis.rates.filter((rate) => rate.service === service);
  const supply = basis.supply.filter((one) => one.service === service);
  return catchments.map((catchment) => {
    const own = supply.filter(({ area }) => area !== undefined && catchment.areas.includes(area));
    const years = basis.years.map((year) => yearOf(basis, catchment, year, inForce(rates, year), own));
    const first = years.find(({ balance }) => balance !== undefined && balance < 0);
    return {
      catchment,
      years,
      supply: own,
      short: first?.balance === undefined ? undefined : { year: first.year, missing: -first.balance },
      isUnknown: years.some(({ need }) => need === undefined),
    };
  });
}

function yearOf(
  { people }: Basis,
  { areas }: Catchment,
  year: number,
  rates: readonly Rate[],
  own: readonly Supply[],
): YearOfNeed {
  const parts: NeedPart[] = [];
  let isKnown = rates.length > 0;
  for (const rate of rates) {
    const counts = areas.map((area) => people(area, year, ages(rate)));
    if (counts.some((count) => count === undefined)) isKnown = false;
    const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    parts.push({ rate, people: total, places: total * rate.value });
  }
  const supply = own.filter(({ from, till }) => (from ?? year) <= year && year <= (till ?? year));
  const capacity = supply.reduce((sum, { places }) => sum + places, 0);
  // Places are whole, so that what is shown adds up.
  const need = isKnown ? Math.round(parts.reduce((sum, { places }) => sum + places, 0)) : undefined;
  return { year, parts, need, supply, capacity, balance: need === undefined ? undefined : capacity - need };
}

function ages({ from, to }: Rate) {
  return to === undefined ? { from } : { from, to };
}

/** Of rates of the same ages the one that has applied longest in the year; before the first, the first. */
function inForce(rates: readonly Rate[], year: number): Rate[] {
  const chosen = new Map<string, Rate>();
  for (const rate of [...rates].sort((one, other) => one.validFrom - other.validFrom)) {
    const same = `${rate.from}-${rate.to ?? ''}`;
    if (rate.validFrom <= year || !chosen.has(same)) chosen.set(same, rate);
  }
  return [...chosen.values()].sort((one, other) => one.from - other.from);
}

/** The soonest short first, then those that are never; by name where that says nothing. */
export function bySoonest(one: Reckoned, other: Reckoned): number {
  const [mine, theirs] = [one.short?.year ?? Number.POSITIVE_INFINITY, other.short?.year ?? Number.POSITIVE_INFINITY];
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  const missing = (other.short?.missing ?? 0) - (one.short?.missing ?? 0);
  return missing || one.catchment.name.localeCompare(other.catchment.name, 'sv');
}

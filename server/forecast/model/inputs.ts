/**
 * What the model reckons with. A cell is one sex and one age: `sex * ages + age`. The last age is open: it and all who are
 * older. Counts by area, year and cell lie one after another: `(area * years + year) * cells + cell`; year 0 is the base year.
 */
export interface Shape {
  areas: number;
  /** With the base year. */
  years: number;
  sexes: number;
  ages: number;
  /** Kinds of houses. */
  kinds: number;
}

/** Chances and numbers of one area, all by cell unless something else is said. */
export interface Rates {
  /** Chance of dying in the year in which one reaches the age; at age 0: of those born in the year. */
  dying: Float64Array;
  /** Children of each person who had the age at the end of the year before. */
  births: Float64Array;
  /** Of those born: the part of each sex. By sex. */
  bornAs: Float64Array;
  /** Chance of moving away, for those who have lived through the year. */
  movingOut: Float64Array;
  /** People who move in, besides into new dwellings, for each who had the age in the base year. */
  movingIn: Float64Array;
  /** People in a new dwelling. By kind of house. */
  household: Float64Array;
  /** The part of those in new dwellings who did not live in the area before. By kind of house. */
  newToArea: Float64Array;
  /** Of those in a new dwelling: the part in each cell. By kind of house and cell: `kind * cells + cell`. */
  newcomers: Float64Array;
}

export interface Inputs {
  shape: Shape;
  /** People at the end of the base year, by area and cell. */
  base: Float64Array;
  /** One of each area; may be the same object. */
  rates: readonly Rates[];
  /** Finished in the year, by area, year and kind of house: `(area * years + year) * kinds + kind`. */
  dwellings: Float64Array;
  /** What births are multiplied by, and moves into dwellings that were there. */
  fertility: number;
  arrivals: number;
}

export function cellsOf({ sexes, ages }: Shape): number {
  return sexes * ages;
}

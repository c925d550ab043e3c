/**
 * What the need of places is reckoned from: plain data, the same on the server, in its answers and in the browser. No node:
 * imports in this folder but for what `server/forecast/need.ts` says is the server's.
 */

/** So many places for each person of some ages, since a year. */
export interface Rate {
  /** Tells it from the others; the same when somebody tries another value. */
  id: string;
  service: string;
  /** Years of age, both included; without `to`: and all who are older. */
  from: number;
  to?: number | undefined;
  value: number;
  validFrom: number;
  source?: string | undefined;
  note?: string | undefined;
  /** The value that it has in the table, when somebody tries another. */
  official?: number | undefined;
}

/** Places that somebody can have, in premises or by a project. */
export interface Supply {
  kind: 'premises' | 'project';
  dataset: string;
  key: string;
  name: string;
  service: string;
  /** Code of the area in which it lies; absent: in none. */
  area?: string | undefined;
  places: number;
  /** The first and the last year; absent: since always, until further notice. */
  from?: number | undefined;
  till?: number | undefined;
  tenure?: string | undefined;
  /** How the places of a project were reckoned: so many units, so many places for each. */
  units?: { count: number; each: number } | undefined;
}

/** The number of people in an area at the end of a year, of some ages; undefined: nobody knows. */
export type People = (
  area: string,
  year: number,
  ages: { from: number; to?: number | undefined },
) => number | undefined;

export interface Basis {
  /** In order. */
  years: readonly number[];
  rates: readonly Rate[];
  supply: readonly Supply[];
  people: People;
}

/** Areas that share their places. */
export interface Catchment {
  id: string;
  name: string;
  areas: readonly string[];
}

/** People of some ages in a row of `PeopleRow`s, as an answer carries them. */
export interface PeopleRow {
  area: string;
  from: number;
  to?: number | undefined;
  /** By year, in the order of the answer's years; null: nobody knows. */
  people: (number | null)[];
}

/** People by rows: those of an answer. */
export function peopleOfRows(rows: readonly PeopleRow[], years: readonly number[]): People {
  const at = new Map(years.map((year, index) => [year, index]));
  const found = new Map(rows.map((row) => [rowKey(row.area, row), row.people]));
  return (area, year, ages) => found.get(rowKey(area, ages))?.[at.get(year) ?? -1] ?? undefined;
}

/** The same people with so many more, or fewer: those of an experiment. `difference`: by year, in the order of `years`. */
export function peopleWith(
  people: People,
  years: readonly number[],
  difference: (of: { area: string; from: number; to?: number }) => readonly number[],
): People {
  const known = new Map<string, readonly number[]>();
  return (area, year, { from, to }) => {
    const official = people(area, year, { from, to });
    if (official === undefined) return undefined;
    const key = rowKey(area, { from, to });
    const more = known.get(key) ?? difference({ area, from, ...(to === undefined ? {} : { to }) });
    known.set(key, more);
    return Math.max(0, official + (more[years.indexOf(year)] ?? 0));
  };
}

function rowKey(area: string, { from, to }: { from: number; to?: number | undefined }): string {
  return `${area} ${from}-${to ?? ''}`;
}

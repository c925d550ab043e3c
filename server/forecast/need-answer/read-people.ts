import type { OpenData } from '../../open-data/open-data.ts';
import { type Aggregate, aggregating, parseAsked, tableOf } from '../../statistics/index.ts';
import type { PeopleRow, Rate } from '../need/basis.ts';
import type { NeedData } from './roles.ts';

/** Which forecast: absent parts are the newest version and the main scenario. */
export interface Which {
  version: string | undefined;
  scenario: string | undefined;
}

export interface ReadPeople {
  years: number[];
  rows: PeopleRow[];
  /** Which version, scenario, division and edition they are of: field → value. */
  assumed: Readonly<Record<string, string | number>>;
}

/** Sums that take longer are known to whoever asks next. */
const deadlineMs = 20_000;

const find = aggregating(deadlineMs);

/**
 * The people of each age that a rate is about, by area and year, as everybody may read them: sums that are rounded where they
 * leave the server, so that no need of places tells more than they do.
 */
export async function readPeople(
  service: Pick<OpenData, 'database' | 'published' | 'changes'>,
  data: NeedData,
  rates: readonly Rate[],
  which: Which,
): Promise<ReadPeople> {
  const sums = new Map<string, { rate: Rate; aggregate: Aggregate }>();
  for (const rate of rates) {
    const ages = `${rate.from}-${rate.to ?? ''}`;
    if (!sums.has(ages)) sums.set(ages, { rate, aggregate: await find(service, asked(data, ages, which)) });
  }
  const all = [...sums.values()];
  const years = [...new Set(all.flatMap(({ aggregate }) => aggregate.rows.map(({ keys }) => Number(keys[1]))))];
  years.sort((one, other) => one - other);
  return {
    years,
    rows: all.flatMap(({ rate, aggregate }) => peopleRows(rate, aggregate, years)),
    assumed: { ...all[0]?.aggregate.assumed, ...fixed(data, which) },
  };
}

function asked(data: NeedData, ages: string, which: Which) {
  return parseAsked(tableOf(data.forecast), new URLSearchParams({ by: 'area,year', age: ages, ...fixed(data, which) }));
}

function fixed({ roles }: NeedData, { version, scenario }: Which): Record<string, string> {
  return {
    ...(version !== undefined && roles.version !== undefined ? { [roles.version]: version } : {}),
    ...(scenario !== undefined && roles.scenario !== undefined ? { [roles.scenario]: scenario } : {}),
  };
}

function peopleRows({ from, to }: Rate, { rows }: Aggregate, years: readonly number[]): PeopleRow[] {
  const byArea = new Map<string, Map<number, number | null>>();
  for (const { keys, value } of rows) {
    const [area, year] = keys;
    if (typeof area !== 'string') continue;
    const known = byArea.get(area) ?? new Map<number, number | null>();
    byArea.set(area, known.set(Number(year), value));
  }
  return [...byArea].map(([area, known]) => ({ area, from, to, people: years.map((year) => known.get(year) ?? null) }));
}

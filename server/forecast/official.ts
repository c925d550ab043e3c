import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { fromTables, ownColumn, publicCondition } from '../datasets/select.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Aggregate, type aggregating, parseAsked, tableOf } from '../statistics/index.ts';
import type { ModelDatasets } from './datasets.ts';
import type { GroupTotals, ModelDocument } from './model/document.ts';

/** A forecast as it may be told: every year, age and sex of every area. */
export interface Official extends Pick<ModelDocument, 'assumed' | 'years' | 'ages' | 'people' | 'totals' | 'whole'> {
  areas: readonly { code: string; name: string }[];
  sexes: readonly string[];
}

/** How sums are found: `aggregating` of server/statistics. */
export type FindAggregate = ReturnType<typeof aggregating>;

type Value = string | number | null;

/** The newest version's main scenario, of the areas that the map shows. Undefined: there is no forecast. */
export async function officialForecast(
  service: Pick<OpenData, 'database' | 'published' | 'changes'>,
  find: FindAggregate,
  datasets: ModelDatasets,
): Promise<Official | undefined> {
  const { forecast, people: roles } = datasets;
  const sums = (by: string) => find(service, parseAsked(tableOf(forecast), new URLSearchParams({ by })));
  const all = await sums('area,year');
  const cells = await readCells(service.database, datasets, all.assumed);
  const years = span(cells.map(({ year }) => year));
  const ages = cells.reduce((most, { age }) => Math.max(most, age), -1) + 1;
  if (years.length < 2) return undefined;
  const codes = [...new Set(cells.map(({ area }) => area))].sort();
  const present = new Set(cells.map(({ sex }) => sex));
  const sexes = (forecast.fields.find(({ name }) => name === roles.sex)?.codes ?? [])
    .map(({ value }) => value)
    .filter((value) => present.has(value));
  const groups = roles.ageGroups.map(({ name }) => name);
  const [ofGroups, whole, wholeGroups] = [
    await sums('area,year,agegroup'),
    await sums('year'),
    await sums('year,agegroup'),
  ];
  const told = (totals: Aggregate, byGroup: Aggregate, area: readonly string[]): GroupTotals => {
    const [total, group] = [lookUp(totals), lookUp(byGroup)];
    return years.map((year) => [total([...area, year]), ...groups.map((name) => group([...area, year, name]))]);
  };
  const known = new Map(cells.map(({ area, year, sex, age, value }) => [[area, year, sex, age].join('|'), value]));
  return {
    assumed: all.assumed,
    years,
    ages,
    sexes,
    areas: codes.map((code) => ({ code, name: all.places.get(code) ?? code })),
    people: codes.map((code) =>
      years.flatMap((year) =>
        sexes.flatMap((sex) =>
          Array.from({ length: ages }, (_, age) => known.get([code, year, sex, age].join('|')) ?? null),
        ),
      ),
    ),
    totals: codes.map((code) => told(all, ofGroups, [code])),
    whole: told(whole, wholeGroups, []),
  };
}

interface Cell {
  area: string;
  year: number;
  sex: string;
  age: number;
  value: number | null;
}

/** Each sex and year of age by itself, as it is told everywhere: no sums, so that nothing is rounded but the cell. */
async function readCells(
  database: Queryable,
  { forecast, statistics, people }: ModelDatasets,
  assumed: Aggregate['assumed'],
): Promise<Cell[]> {
  const { geo, time, value } = statistics;
  if (geo === undefined || time === undefined) return [];
  const column = (name: string) => ownColumn(forecast, name);
  const conditions = [
    publicCondition(forecast),
    ...Object.entries(assumed).map(([name, one]) => sql`${column(name)} = ${one}`),
    ...[geo, time, people.sex, people.age].map((name) => sql`${column(name)} is not null`),
  ];
  return database.query<Cell & Record<string, unknown>>(sql`
    select ${column(geo)}::text as area, ${column(time)}::integer as year, ${column(people.sex)}::text as sex,
      ${column(people.age)}::integer as age, ${column(value)}::double precision as value
    from ${fromTables(forecast)} where ${join(conditions, ' and ')}`);
}

function lookUp({ rows }: Aggregate): (keys: readonly Value[]) => number | null {
  const values = new Map(rows.map(({ keys, value }) => [keys.join('|'), value]));
  return (keys) => values.get(keys.join('|')) ?? null;
}

/** All years from the first to the last. */
function span(years: readonly number[]): number[] {
  if (years.length === 0) return [];
  const first = years.reduce((a, b) => Math.min(a, b));
  const last = years.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

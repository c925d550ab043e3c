import { z } from 'zod';
import { identifier, join, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { TableRules } from '../../datasets/definition.ts';
import { cellsMissing, tableHasHoles } from '../findings/statistics.ts';
import { newStagingName } from '../staging.ts';
import type { StagedValues } from './staged-values.ts';

/** Years and ages between the least and the greatest are wanted, too; where a number is mistyped there would be more. */
const mostSteps = 500;
/** Where fewer of the combinations have a value, something else is wrong than that some are missing. */
const leastShare = 0.5;

/** A table within the file, and how many values each of its columns has. */
interface Group extends Record<string, unknown> {
  group: string;
  cells: number;
  sizes: number[];
}

/**
 * Reports the combinations of `over` that have no value, within each of `within`. First values that lack all of theirs (a
 * whole year), then pairs of values (an area in a year), then what is left, for each value of the first column.
 */
export async function checkComplete(
  file: StagedValues,
  { within, over }: NonNullable<TableRules['complete']>,
): Promise<void> {
  const { database, dataset, findings } = file;
  const wanted = wantedCells(file, within, over);
  const groups = await database.query<Group>(sql`
    with ${wanted}
    select g."group", g.cells,
      array[${join(over.map((_, at) => sql`(select count(*)::int from v${raw(String(at))} v where v."group" = g."group")`))}] as sizes
    from (select "group", count(*)::int as cells from (select distinct c.* from cell c) d group by "group") g order by 1`);
  const holed = groups.filter((one) => one.cells < product(one.sizes));
  const scattered = holed.filter((one) => one.cells < product(one.sizes) * leastShare);
  for (const one of scattered)
    findings.add(tableHasHoles(one.cells, product(one.sizes), described(one.group)), { dataset });
  const listed = holed.filter((one) => !scattered.includes(one));
  if (listed.length === 0) return;

  const missing = table(newStagingName());
  try {
    await database.query(
      sql`create unlogged table ${missing} ("group" text, ${join(over.map((name) => sql`${identifier(name)} text`))})`,
    );
    await database.query(sql`
      insert into ${missing} with ${wanted}
      select v0."group", ${join(over.map((_, at) => sql`v${raw(String(at))}.value`))}
      from v0 ${join(
        over.slice(1).map((_, at) => sql`join v${raw(String(at + 1))} using ("group")`),
        ' ',
      )}
      where v0."group" = any (${listed.map((one) => one.group)}::text[])
      except select "group", ${columns('c', over)} from cell c`);
    await reportMissing(file, missing, over, listed);
  } finally {
    await database.query(sql`drop table if exists ${missing}`);
  }
}

/** `cell`: the combinations that have a value. `v0`, `v1` …: for each column the values that are wanted. Null is ''. */
function wantedCells({ staging, value }: StagedValues, within: readonly string[], over: readonly string[]): Sql {
  const own = (name: string) => sql`s.${identifier(name)}`;
  // Totals over all ages (null) are a table by themselves, beside that of the ages.
  const group = sql`json_build_array(json_build_array(${join(within.map(own))}), json_build_array(${join(over.map((name) => sql`${own(name)} is null`))}))::text`;
  const texts = over.map((name) => sql`coalesce(${own(name)}::text, '') as ${identifier(name)}`);
  const wholeNumbers = staging.columns.filter(({ type }) => /^(integer|bigint|smallint)$/.test(type));
  const values = over.map((name, at) => {
    const isNumber = wholeNumbers.some((column) => column.name === name);
    return sql`v${raw(String(at))} as (select distinct "group", ${identifier(name)} as value from cell${isNumber ? steps(name) : raw('')})`;
  });
  return sql`cell as materialized (
      select ${group} as "group", ${join(texts)} from ${staging.table} s where ${own(value)} is not null
    ), ${join(values)}`;
}

/** The numbers from the least to the greatest, as far apart as the nearest two are. */
function steps(name: string): Sql {
  return sql` union select r."group", step::text
    from (
      select "group", min(number) as least, max(number) as greatest, min(gap) as gap
      from (select "group", number, number - lag(number) over (partition by "group" order by number) as gap
        from (select distinct "group", ${identifier(name)}::bigint as number from cell where ${identifier(name)} <> '') n) g
      group by "group"
    ) r, generate_series(r.least, r.greatest, r.gap) step
    where r.gap > 0 and (r.greatest - r.least) / r.gap <= ${mostSteps}`;
}

async function reportMissing(
  { database, dataset, findings }: StagedValues,
  missing: Sql,
  over: readonly string[],
  groups: readonly Group[],
): Promise<void> {
  const tell = (names: readonly string[], { group, cells, values }: Hole, example = '') =>
    findings.add(cellsMissing(cells, described(group), example), {
      dataset,
      field: names.join(', '),
      value: values.join(', '),
    });
  const singles = over.map((_, at) => [at]);
  const pairs = over.flatMap((_, a) => over.slice(a + 1).map((__, b) => [a, a + 1 + b]));
  for (const together of [singles, pairs]) {
    // All of one kind before they go: a year and an area may both lack everything.
    const found: { names: string[]; hole: Hole }[] = [];
    for (const places of together) {
      const names = places.map((at) => over[at] ?? '');
      for (const hole of await holesOf(missing, names)) {
        const sizes = groups.find((one) => one.group === hole.group)?.sizes ?? [];
        if (hole.cells === product(sizes.filter((_, at) => !places.includes(at)))) found.push({ names, hole });
      }
    }
    for (const { names, hole } of found) {
      tell(names, hole);
      const same = names.map((name, at) => sql`${identifier(name)} = ${hole.values[at] ?? ''}`);
      await database.query(sql`delete from ${missing} where "group" = ${hole.group} and ${join(same, ' and ')}`);
    }
  }
  const [first = ''] = over;
  for (const hole of await holesOf(missing, [first])) tell([first], hole, hole.example);

  function holesOf(from: Sql, names: readonly string[]): Promise<Hole[]> {
    return database.query<Hole>(sql`
      select "group", count(*)::int as cells, array[${columns('m', names)}] as values,
        min(concat_ws(', ', ${join(over.map((name) => sql`${`${name} `}::text || nullif(m.${identifier(name)}, '')`))})) as example
      from ${from} m group by "group", ${columns('m', names)} order by 1, 3`);
  }
}

interface Hole extends Record<string, unknown> {
  group: string;
  cells: number;
  values: string[];
  example: string;
}

function columns(row: string, names: readonly string[]): Sql {
  return join(names.map((name) => sql`${raw(row)}.${identifier(name)}`));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

const groupSchema = z.tuple([z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])), z.array(z.boolean())]);

/** What the table is about: `deso, 2025, 2026, huvud, folkmangd`. */
function described(group: string): string {
  return groupSchema.parse(JSON.parse(group))[0].join(', ');
}

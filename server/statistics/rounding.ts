import { join, literal, raw, type Sql, sql } from '../database/sql.ts';
import { rounded } from '../datasets/protection.ts';
import type { People, StatisticsTable } from './table.ts';
import type { Units } from './units.ts';

/**
 * Which people are rounded together (docs/decisions/0022-sums-of-people.md): the blocks of a unit, largest first. `age` and
 * `each` are told for one-year ages: of both sexes, and of one, which is a row of the table.
 */
export const levels = { all: 0, allOfSex: 1, group: 2, groupOfSex: 3, age: 4 } as const;

/**
 * A block's true number `v` as it may leave the server. Its columns: `level`, `n` (rows), `sx`, `age`, `grp` and those of
 * its unit. A block of one row is that row, rounded as everywhere else; all ages and the groups of the population are rounded
 * as the map's totals of the same name.
 */
export function toldNumber({ statistics }: StatisticsTable, people: People, units: Units): Sql {
  const { rule } = units;
  const whole = raw('case when n = 1 then v else round(v::numeric, 1)::double precision end');
  if (!rule) return whole;
  const person = new Map([
    [people.sex, raw('sx')],
    [people.age, raw('age')],
  ]);
  const cohort = rule.cohort ? [sql`coalesce(${units.of(rule.cohort.time)} - age, ${units.of(rule.cohort.time)})`] : [];
  const cell = [literal(statistics.value), ...rule.same.map((name) => person.get(name) ?? units.of(name)), ...cohort];
  const bothSexes = [
    literal(statistics.value),
    ...rule.same.filter((name) => !person.has(name)).map(units.of),
    ...cohort,
  ];
  const places = rule.same.filter((name) => !person.has(name) && name !== people.variable).map(units.of);
  const variable = units.of(people.variable);
  const name = sql`case when level >= ${raw(String(levels.group))} then (${people.ageGroups.map((group) => group.name)}::text[])[grp + 1] else ${variable} end`;
  const sex = sql`case when level in (${raw(`${levels.allOfSex}, ${levels.groupOfSex}`)}) then sx end`;
  // Those who are born or move in a year are others the next.
  const year = statistics.time === undefined ? raw('null') : units.of(statistics.time);
  const others = sql`case when ${variable} <> ${people.population} then concat_ws('|', ${variable}, ${year}) end`;
  const identity = sql`case
    when n = 1 then concat_ws('|', ${join(cell)})
    when level = ${raw(String(levels.age))} then concat_ws('|', ${join(bothSexes)})
    else concat_ws('|', ${join([name, ...places, sex, others])}) end`;
  return sql`case when ${units.isExempt} then ${whole} else ${rounded(rule, whole, [identity])} end`;
}

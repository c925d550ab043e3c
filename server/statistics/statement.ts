import { empty, identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import { fromTables, ownColumn, publicCondition } from '../datasets/select.ts';
import type { Asked, Key } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { isChosen } from './choice.ts';
import { levels, toldNumber } from './rounding.ts';
import type { People } from './table.ts';
import { type Units, unitsOf } from './units.ts';

/** One row of the answer: `k0`, `k1` … as asked for, `value`, and `mixed`: what must not be added up but was. */
export interface Line {
  [column: string]: unknown;
  value: number | null;
  mixed: number | null;
}

/** A statement and the dimensions that `mixed` tells of, in order. */
export interface Statement {
  query: Sql;
  apart: readonly string[];
}

export function statementOf(asked: Asked, assumed: Assumed): Statement {
  const { people } = asked.table;
  return people ? ofPeople(asked, people, assumed) : ofRows(asked, assumed);
}

/** A table that does not say what its dimensions mean: its rows as they are told elsewhere, added up. */
function ofRows({ table, by, fixed, filter }: Asked, assumed: Assumed): Statement {
  const { definition, statistics } = table;
  const keys = by.map(({ of }, index) => {
    const column = typeof of === 'string' ? raw('null') : ownColumn(definition, of.field.name);
    return sql`${column} as ${raw(`k${index}`)}`;
  });
  const conditions = [
    ...settled([...fixed.keys()], { table, by, fixed, filter, groups: undefined }, assumed),
    ...(filter ? [filter.condition] : []),
  ];
  const places = by.map((_, index) => raw(String(index + 1)));
  return {
    query: sql`select ${join([...keys, sql`sum(${ownColumn(definition, statistics.value)}) as value`])}, null as mixed
      from ${fromTables(definition)} where ${join(conditions, ' and ')}
      group by ${join(places)} order by ${join(places)}`,
    apart: [],
  };
}

/** Only these values of these dimensions, and public rows whose dimensions are all told. */
function settled(names: readonly string[], { table, fixed }: Asked, assumed: Assumed): Sql[] {
  return [
    publicCondition(table.definition),
    ...names.flatMap((name) => {
      const choice = fixed.get(name);
      return choice ? [isChosen(sql`t.${identifier(name)}`, choice)] : [];
    }),
    ...[...assumed].map(([name, value]) => sql`t.${identifier(name)} = ${value}`),
  ];
}

function ofPeople(asked: Asked, people: People, assumed: Assumed): Statement {
  const { table, by, fixed } = asked;
  const { definition, statistics } = table;
  const units = unitsOf(asked, people, assumed);
  const u = units.columns.map(({ alias }) => alias);
  const unit = u.length > 0 ? join(u) : raw('true');
  const keyed = keyedBy(by, people);
  const conditions = [
    ...settled(
      [...fixed.keys()].filter((name) => name !== people.age && name !== people.sex),
      asked,
      assumed,
    ),
    ...partsAbout(asked, people, 'units'),
    // What is told of all sexes, areas … together is not added to what is told of each.
    ...[...units.columns.map(({ expression }) => expression), sql`t.${identifier(people.sex)}`].map(
      (column) => sql`${column} is not null`,
    ),
  ];
  const cell = sql`
    select ${join([
      ...units.columns.map(({ alias, expression }) => sql`${expression} as ${alias}`),
      sql`t.${identifier(people.sex)}::text collate "C" as sx`,
      sql`t.${identifier(people.age)} as age`,
      sql`${groupOf(people)} as grp`,
      sql`t.${identifier(statistics.value)}::double precision as v`,
      sql`${isAsked(asked, people)} as asked`,
    ])}
    from ${fromTables(definition)} where ${join(conditions, ' and ')}`;
  const own = sql`partition by ${unit}`;
  const one = (window: string) =>
    join(
      keyed.map(
        ({ least, most }) =>
          sql` and min(${least}) over ${raw(window)} is not distinct from max(${most}) over ${raw(window)}`,
      ),
      '',
    );
  const alone = join(
    keyed.map(({ least, most }) => sql` and ${least} is not distinct from ${most}`),
    '',
  );
  const bySex = by.some(({ of }) => typeof of !== 'string' && of.field.name === people.sex);
  const apart = apartOf(asked, people, units);
  const { allOfSex, groupOfSex, group, age } = levels;
  const query = sql`
    with cell as not materialized (${cell}),
    part as (
      select ${unit}${u.length > 0 ? empty : raw(' as nothing')}, sx, grp, sum(v) as v, count(*) as n, bool_and(asked) as whole, bool_or(asked) as touched,
        min(age) as age, max(age) as oldest
      from cell group by ${u.length > 0 ? sql`${unit}, ` : empty}sx, grp),
    known as (select * from (select *, bool_or(grp <> -1) over (${own}) as aged from part) p where grp <> -1 or not aged),
    covered as (
      select *, bool_and(whole) over a${one('a')} as all_of, bool_and(whole) over s${one('s')} as all_of_sex,
        grp >= 0 and bool_and(whole) over g${one('g')} as all_of_group, grp >= 0 and whole${alone} as all_of_part
      from known window a as (${own}), s as (${own}, sx), g as (${own}, grp)),
    levelled as (
      select *, case when all_of then 0 when all_of_sex then 1 when all_of_group and not bool_or(all_of_sex) over g then 2
        when all_of_part then 3 when touched then 4 end as level
      from covered window g as (${own}, grp)),
    divided as (select *, bool_or(level = 4) over (${own}, grp) as divided from levelled),
    single as (
      select c.*, l.level, ${bySex ? raw('false') : sql`bool_and(c.asked and l.level is not distinct from 4) over (partition by ${join([...u.map((name) => sql`c.${name}`), raw('c.age')])})`} as together
      from cell c join divided l on ${join([...u.map((name) => sql`c.${name} = l.${name}`), raw('c.sx = l.sx'), raw('c.grp = l.grp')], ' and ')}
      where l.divided),
    block as (
      select ${join([...u, raw('level')])}, sum(v) as v, sum(n) as n, min(sx) as sx, min(age) as age, min(grp) as grp
      from levelled where level < 4
      group by ${join([...u, raw('level')])}, case when level in (${raw(`${allOfSex}, ${groupOfSex}`)}) then sx end,
        case when level in (${raw(`${group}, ${groupOfSex}`)}) then grp end
      union all
      select ${join([...u, raw('level')])}, sum(v), count(*), min(sx), age, grp
      from single where asked and level = ${raw(String(age))}
      group by ${join([...u, raw('level')])}, age, grp, case when not together then sx end),
    told as (select *, ${toldNumber(table, people, units)} as number from block)
    select ${join(by.map((key, index) => sql`${keyOf(key, people, units)} as ${raw(`k${index}`)}`))},
      case when bool_or(v is not null and number is null) then null else sum(number) end as value,
      ${apart.sql} as mixed
    from told group by ${join(by.map((_, index) => raw(String(index + 1))))}
    order by ${join(by.map(({ of }, index) => (of === 'agegroup' ? raw('min(grp)') : raw(String(index + 1)))))}`;
  return { query, apart: apart.names };
}

/** -1: all ages in one row; -2: an age of no group. */
function groupOf({ age, ageGroups }: People): Sql {
  const column = sql`t.${identifier(age)}`;
  const groups = ageGroups.map(
    ({ from, to }, index) =>
      sql` when ${column} >= ${raw(String(from))}${to === undefined ? empty : sql` and ${column} <= ${raw(String(to))}`} then ${raw(String(index))}`,
  );
  return sql`case when ${column} is null then -1${join(groups, '')} else -2 end`;
}

/** "The row's age and sex are among those asked for." */
function isAsked(asked: Asked, people: People): Sql {
  const { fixed, groups } = asked;
  const chosen = [people.age, people.sex].flatMap((name) => {
    const choice = fixed.get(name);
    return choice ? [isChosen(sql`t.${identifier(name)}`, choice)] : [];
  });
  const places = groups?.map((name) => people.ageGroups.findIndex((group) => group.name === name));
  const all = [
    ...chosen,
    ...(places ? [sql`${groupOf(people)} in (${raw(places.join())})`] : []),
    ...partsAbout(asked, people, 'people'),
  ];
  return all.length > 0 ? sql`coalesce(${join(all, ' and ')}, false)` : raw('true');
}

/** The parts of the filter that say which units are meant, or which ages and sexes of theirs. */
function partsAbout({ filter }: Asked, { age, sex }: People, about: 'units' | 'people'): Sql[] {
  const isAboutPeople = (properties: readonly string[]) => properties.includes(age) || properties.includes(sex);
  return (filter?.parts() ?? [])
    .filter(({ properties }) => isAboutPeople(properties) === (about === 'people'))
    .map(({ condition }) => condition);
}

function keyOf({ of }: Key, people: People, units: Units): Sql {
  if (typeof of === 'string') return sql`(${people.ageGroups.map(({ name }) => name)}::text[])[grp + 1]`;
  if (of.field.name === people.age) return raw('age');
  return of.field.name === people.sex ? raw('sx') : units.of(of.field.name);
}

/** What must be the same in all of a block, since rows of the answer differ by it. */
function keyedBy(by: readonly Key[], people: People): { least: Sql; most: Sql }[] {
  return by.flatMap(({ of }) => {
    if (typeof of === 'string') return [{ least: raw('grp'), most: raw('grp') }];
    if (of.field.name === people.age) return [{ least: raw('age'), most: raw('oldest') }];
    return of.field.name === people.sex ? [{ least: raw('sx'), most: raw('sx') }] : [];
  });
}

/** Versions, scenarios, variables and divisions are never added up, nor the inhabitants of one year to those of another. */
function apartOf({ by, table }: Asked, people: People, units: Units): { names: string[]; sql: Sql } {
  const { time } = table.statistics;
  const grouped = new Set(by.map(({ of }) => (typeof of === 'string' ? of : of.field.name)));
  const names = [people.variable, people.version, people.scenario, people.division, people.edition, time]
    .filter((name) => name !== undefined && !grouped.has(name))
    .filter((name): name is string => name !== undefined && /^u\d+$/.test(units.of(name).parts.join('')));
  if (names.length === 0) return { names, sql: raw('null') };
  const cases = names.map((name, index) => {
    const column = units.of(name);
    const of = name === time ? sql` filter (where ${units.of(people.variable)} = ${people.population})` : empty;
    return sql` when min(${column})${of} <> max(${column})${of} then ${raw(String(index))}`;
  });
  return { names, sql: sql`case${join(cases, '')} end` };
}

import { empty, identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import { fromTables } from '../datasets/select.ts';
import type { Asked, Key } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { isChosen } from './choice.ts';
import { partsAbout, type Reading, readingOf } from './reading.ts';
import { levels, toldNumber } from './rounding.ts';
import { type Statement, settled } from './settled.ts';
import { ageGroup, type People } from './table.ts';
import { type Units, unitsOf } from './units.ts';

/**
 * Sums of people, as sums of the largest blocks of a unit that are asked for as wholes (rounding.ts). What is a whole is told by
 * the rows that there are, so that the same people are the same blocks however they are asked for.
 */
export function ofPeople(asked: Asked, people: People, assumed: Assumed): Statement {
  const { table, by } = asked;
  const { definition, statistics } = table;
  const units = unitsOf(asked, people, assumed);
  const u = units.columns.map(({ alias }) => alias);
  const unit = join(u.length > 0 ? u : [raw('nothing')]);
  const reading = readingOf(asked, people);
  const conditions = [
    ...settled(asked, assumed, [people.age, people.sex]),
    ...partsAbout(asked, people, 'units'),
    // What is told of all sexes, areas … together is not added to what is told of each.
    ...[...units.columns.map(({ expression }) => expression), sql`t.${identifier(people.sex)}`].map(
      (column) => sql`${column} is not null`,
    ),
  ];
  const age = sql`t.${identifier(people.age)}`;
  const sex = sql`t.${identifier(people.sex)}`;
  const cell = sql`
    select ${join([
      ...units.columns.map(({ alias, expression }) => sql`${expression} as ${alias}`),
      ...(u.length > 0 ? [] : [raw('true as nothing')]),
      sql`${sex} as sex, ${reading.sexes ? sex : raw(`''`)} as sx, ${age} as age`,
      sql`${reading.ages ? groupOf(people) : sql`case when ${age} is null then -1 else 0 end`} as grp`,
      sql`t.${identifier(statistics.value)}::double precision as v, ${isAsked(asked, people)} as asked`,
    ])}
    from ${fromTables(definition)} where ${join(conditions, ' and ')}`;
  const keyed = keyedBy(by, people);
  const one = (window: Sql) =>
    join(
      keyed.map(({ least, most }) => sql` and min(${least})${window} is not distinct from max(${most})${window}`),
      '',
    );
  const alone = join(
    keyed.map(({ least, most }) => sql` and ${least} is not distinct from ${most}`),
    '',
  );
  const own = sql`partition by ${unit}`;
  const apart = apartOf(asked, people, units);
  const query = sql`
    with cell as not materialized (${cell}),
    part as (
      select ${unit}, sx, grp, sum(v) as v, count(*) as n, bool_and(asked) as whole, bool_or(asked) as touched,
        min(sex) as sex, min(age) as age, max(age) as oldest
      from cell group by ${unit}, sx, grp),
    known as (
      select * from (select *, bool_or(grp <> -1) over (${own}) as aged from part) p where grp <> -1 or not aged),
    covered as (
      select *, bool_and(whole) over a${one(raw(' over a'))} as all_of, bool_and(whole) over s${one(raw(' over s'))} as all_of_sex,
        grp >= 0 and bool_and(whole) over g${one(raw(' over g'))} as all_of_group, grp >= 0 and whole${alone} as all_of_part
      from known window a as (${own}), s as (${own}, sx), g as (${own}, grp)),
    levelled as (
      select *, case when all_of then 0 when all_of_sex then 1 when all_of_group and not bool_or(all_of_sex) over g then 2
        when all_of_part then 3 when touched then 4 end as level
      from covered window g as (${own}, grp)),
    block as (
      select ${unit}, level, sum(v) as v, sum(n) as n, min(sex) as sx, min(age) as age, min(grp) as grp
      from levelled where level < ${raw(String(levels.age))}
      group by ${unit}, level, case when level in (${raw(`${levels.allOfSex}, ${levels.groupOfSex}`)}) then sx end,
        case when level in (${raw(`${levels.group}, ${levels.groupOfSex}`)}) then grp end
      ${reading.single ? singleAges(unit, u, reading) : empty}),
    told as (select *, ${toldNumber(table, people, units)} as number from block)
    select ${join(by.map((key, index) => sql`${keyOf(key, people, units)} as ${raw(`k${index}`)}`))},
      case when bool_or(v is not null and number is null) then null else sum(number) end as value,
      ${apart.sql} as mixed
    from told group by ${join(by.map((_, index) => raw(String(index + 1))))}
    order by ${join(by.map((key, index) => orderOf(key, index, people, units)))}`;
  return { query, apart: apart.names };
}

/** Ages by themselves, where a group is asked for in part: of both sexes where both are asked for and neither is in a block. */
function singleAges(unit: Sql, u: readonly Sql[], { sexes, bySex }: Reading): Sql {
  const ofCell = join((u.length > 0 ? u : [raw('nothing')]).map((name) => sql`c.${name}`));
  const same = [...u.map((name) => sql`c.${name} = l.${name}`), raw('c.sx = l.sx'), raw('c.grp = l.grp')];
  const whole = sql`bool_and(c.asked and l.level is not distinct from 4) over (partition by ${ofCell}, c.age)`;
  const together = bySex ? raw('false') : sexes ? whole : raw('true');
  return sql`union all
      select ${unit}, level, sum(v), count(*), min(sex), age, grp
      from (
        select c.*, l.level, ${together} as together
        from cell c join (select *, bool_or(level = 4) over (partition by ${unit}, grp) as divided from levelled) l
          on ${join(same, ' and ')}
        where l.divided) single
      where asked and level = ${raw(String(levels.age))}
      group by ${unit}, level, age, grp, case when not together then sex end`;
}

/** Texts in an order that is the same in every database. */
function orderOf(key: Key, index: number, people: People, units: Units): Sql {
  if (key.of === ageGroup) return raw('min(grp)');
  const isText = key.of.field.type !== 'integer' && key.of.field.type !== 'double';
  return isText ? sql`(${keyOf(key, people, units)})::text collate "C"` : raw(String(index + 1));
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

import type { Queryable } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, publicCondition, shownCondition } from '../datasets/select.ts';
import type { Asked } from './asked.ts';
import { type Choice, isChosen } from './choice.ts';

/** What is taken where a question leaves a dimension open that must not be added up: field → value. */
export type Assumed = ReadonlyMap<string, string | number>;

/** `areas`: the dataset with the places' outlines, when it is published. */
export async function assumptions(database: Queryable, asked: Asked, areas: Definition | undefined): Promise<Assumed> {
  const { table, fixed, by, filter } = asked;
  const { people, statistics } = table;
  const named = new Set(filter?.parts().flatMap(({ properties }) => properties));
  const grouped = new Set(by.flatMap(({ of }) => (typeof of === 'string' ? [] : [of.field.name])));
  const isOpen = (name: string | undefined): name is string =>
    name !== undefined && !fixed.has(name) && !named.has(name) && !grouped.has(name);
  const assumed = new Map<string, string | number>();
  /** What has been settled, but for the places. */
  const settled = (without: readonly (string | undefined)[] = []) => [
    publicCondition(table.definition),
    ...[...fixed].filter(([name]) => !without.includes(name)).map(([name, choice]) => isChosen(column(name), choice)),
    ...[...assumed].map(([name, value]) => sql`${column(name)} = ${value}`),
  ];
  if (people) {
    if (isOpen(people.variable)) assumed.set(people.variable, people.population);
    const main = table.dimensions.find(({ field }) => field.name === people.scenario)?.field.codes?.[0]?.value;
    if (isOpen(people.scenario) && main !== undefined) assumed.set(people.scenario, main);
    const open = [people.division, people.edition].filter(isOpen);
    if (open.length > 0) {
      const found = await divisionOf(database, asked, areas);
      for (const name of open) if (found?.[name] !== undefined) assumed.set(name, found[name]);
    }
    if (isOpen(people.version)) await greatest(people.version, [statistics.geo, statistics.time]);
  }
  if (isOpen(statistics.time)) await greatest(statistics.time, []);
  return assumed;

  async function greatest(name: string, without: readonly (string | undefined)[]): Promise<void> {
    const [found] = await database.query<{ value: string | number | null }>(
      sql`select max(${column(name)}) as value from ${fromTables(table.definition)} where ${join(settled(without), ' and ')}`,
    );
    if (found?.value != null) assumed.set(name, found.value);
  }
}

function column(name: string): Sql {
  return sql`t.${identifier(name)}`;
}

/** Of the divisions that have rows of what is asked for: that which the map shows, else that of the newest edition. */
async function divisionOf(
  database: Queryable,
  { table, fixed }: Asked,
  areas: Definition | undefined,
): Promise<Record<string, string> | undefined> {
  const { people, statistics, definition } = table;
  if (!people) return undefined;
  const [division, edition] = [people.division, people.edition];
  const theirs = (name: string) => statistics.areas?.on[name] ?? name;
  const places: [string, Choice | undefined][] = [division, edition, ...(statistics.geo ? [statistics.geo] : [])].map(
    (name) => [name, fixed.get(name)],
  );
  const chosen = places.flatMap(([name, choice]) => (choice ? [isChosen(column(name), choice)] : []));
  const ours = [publicCondition(definition), ...chosen];
  if (areas) {
    const [d, e] = [sql`a.${identifier(theirs(division))}`, sql`a.${identifier(theirs(edition))}`];
    const [found] = await database.query<Record<string, string>>(sql`
      select a.* from (
        select t.${identifier(theirs(division))}, t.${identifier(theirs(edition))}, bool_or(${shownCondition(areas)}) as shown
        from ${fromTables(areas)} where ${publicCondition(areas)} group by 1, 2
      ) a
      -- Limited, so that nobody reads the whole table for it.
      cross join lateral (
        select from ${fromTables(definition)}
        where ${column(division)} = ${d} and ${column(edition)} = ${e} and ${join(ours, ' and ')} limit 1) ours
      order by a.shown desc, ${e} desc, ${d} limit 1`);
    if (found) return Object.fromEntries([division, edition].map((name) => [name, found[theirs(name)] ?? '']));
  }
  const [found] = await database.query<Record<string, string>>(sql`
    select ${column(division)}, ${column(edition)} from ${fromTables(definition)} where ${join(ours, ' and ')}
    order by 2 desc, 1 limit 1`);
  return found;
}

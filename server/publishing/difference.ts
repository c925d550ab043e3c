import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { count } from './count.ts';
import type { Places } from './places.ts';
import type { Preparation } from './prepare.ts';
import { isMetric, type Staging } from './staging.ts';
import type { TargetColumn } from './target.ts';

/** What differs between the staged rows and the published ones, and only that, is written. All in one transaction. */

/** Staged and checked rows of one dataset. */
export interface Staged {
  preparation: Preparation;
  staging: Staging;
  /** Takes where the rows are, where somebody wants to see it. */
  places?: Places | undefined;
}

/** Keeps other writers away until the transaction ends; readers go on. */
export async function lockTarget(tx: Queryable, { preparation }: Staged): Promise<void> {
  await tx.query(sql`lock table ${table(preparation.definition.table)} in share row exclusive mode`);
}

/** The first real rows end the examples, and none come again. Gives the number removed. */
export async function removeExamples(tx: Queryable, { preparation: { definition } }: Staged): Promise<number> {
  if (!definition.exampleColumn) return 0;
  await tx.query(sql`insert into allmanning.example_history (dataset, scale) values (${definition.id}, 0)
    on conflict (dataset) do nothing`);
  return count(tx, sql`delete from ${table(definition.table)} where ${identifier(definition.exampleColumn)}`);
}

/** True for the rows `t` that the file speaks for and does not have; with `replace` it speaks for everything. */
export function isMissing(staged: Staged, replace: boolean): Sql {
  const key = identifier(staged.preparation.definition.key);
  const inScope = replace ? raw('true') : scopeCondition(staged);
  if (!inScope) return raw('false');
  return sql`${inScope} and not exists (select from ${staged.staging.table} s where s.${key} = t.${key})`;
}

/** Deletes what the file speaks for and does not have. Gives the number. */
export async function deleteMissing(tx: Queryable, staged: Staged, replace: boolean): Promise<number> {
  const { definition } = staged.preparation;
  return count(
    tx,
    sql`delete from ${table(definition.table)} t where ${isMissing(staged, replace)}`,
    seen(staged, 'removed'),
  );
}

/** Where the changed rows are, for those who want to see it. */
function seen({ preparation, places }: Staged, kind: 'added' | 'changed' | 'removed') {
  const { geometry } = preparation.definition;
  return geometry && places ? { geometry: identifier(geometry.column), into: places[kind] } : undefined;
}

function scopeCondition({ preparation, staging }: Staged): Sql | undefined {
  const scope = (preparation.definition.import?.scope ?? []).map((name) => identifier(name));
  if (scope.length === 0) return undefined;
  const speaksFor = preparation.source.speaksFor ?? [];
  const columns = join(scope);
  return sql`(${join(scope.map((column) => sql`t.${column}`))}) in (
    select ${columns} from ${staging.table}
    union select ${columns} from json_populate_recordset(null::${staging.table}, ${JSON.stringify(speaksFor)}::json))`;
}

/** Columns that an existing row gets: all but its key. */
function changeable({ preparation, staging }: Staged): TargetColumn[] {
  return staging.columns.filter(({ name }) => name !== preparation.definition.key && !isGenerated(preparation, name));
}

function isGenerated({ target }: Preparation, name: string): boolean {
  return target.columns.get(name)?.generated ?? false;
}

/** A column that takes no null keeps its default, or what it has, where the file has nothing. */
function staged(column: TargetColumn, otherwise: Sql): Sql {
  const value = sql`s.${identifier(column.name)}`;
  return column.notNull && column.expression !== null ? sql`coalesce(${value}, ${otherwise})` : value;
}

/** A column that an existing row gets, `t` and `s` side by side. */
interface Pair {
  column: string;
  value: Sql;
  differs: Sql;
}

/** What existing rows get of the staged ones, geometry last. */
export function pairsOf(one: Staged): Pair[] {
  const { geometry } = one.preparation.definition;
  const pairs = changeable(one).map((column): Pair => {
    const published = sql`t.${identifier(column.name)}`;
    const value = staged(column, published);
    return { column: column.name, value, differs: differs(column, published, value) };
  });
  if (geometry) {
    const { column } = geometry;
    const differs = geometryDiffers(geometry);
    // A row that another column changes keeps the geometry that it has, corner for corner.
    pairs.push({
      column,
      value: sql`case when ${differs} then s.import_geom else t.${identifier(column)} end`,
      differs,
    });
  }
  return pairs;
}

/** Rewrites the rows that differ. Gives their number. */
export async function updateChanged(tx: Queryable, one: Staged): Promise<number> {
  const { preparation, staging } = one;
  const { definition, defaults } = preparation;
  const key = identifier(definition.key);
  const pairs = pairsOf(one);
  if (pairs.length === 0) return 0;
  const settings = [
    ...pairs.map(({ column, value }) => sql`${identifier(column)} = ${value}`),
    ...[...defaults].map(([name, value]) => sql`${identifier(name)} = ${cast(preparation, name, value)}`),
  ];
  return count(
    tx,
    sql`update ${table(definition.table)} t set ${join(settings)} from ${staging.table} s
      where s.${key} = t.${key} and (${join(
        pairs.map((pair) => pair.differs),
        ' or ',
      )})`,
    seen(one, 'changed'),
  );
}

/**
 * Between `t` and `s`. Less than a millimetre, which a table of somebody else's may have, is no difference; nor is it in
 * which order the corners of a surface are told, or whether one surface is told as the only one of several.
 */
export function geometryDiffers({ column, srid }: NonNullable<Definition['geometry']>): Sql {
  const published = sql`t.${identifier(column)}`;
  const mine = isMetric(srid) ? sql`st_snaptogrid(${published}, 0.001)` : published;
  const surface = (geometry: Sql) =>
    sql`case when geometrytype(${geometry}) like '%POLYGON' then st_normalize(st_multi(${geometry})) else ${geometry} end`;
  return sql`(${published} is distinct from s.import_geom and ${mine} is distinct from s.import_geom
    and ${surface(mine)} is distinct from ${surface(raw('s.import_geom'))})`;
}

function differs({ type }: TargetColumn, mine: Sql, theirs: Sql): Sql {
  // json has no equality.
  return type === 'json'
    ? sql`${mine}::jsonb is distinct from ${theirs}::jsonb`
    : sql`${mine} is distinct from ${theirs}`;
}

function cast({ target }: Preparation, name: string, value: string): Sql {
  return sql`${value}::text::${raw(target.columns.get(name)?.type ?? 'text')}`;
}

/** Adds the rows that are new. `extra` are columns with the same expression (over `s`) for every row. */
export async function insertNew(tx: Queryable, one: Staged, extra: ReadonlyMap<string, Sql>): Promise<number> {
  const { preparation, staging } = one;
  const { definition, defaults } = preparation;
  const key = identifier(definition.key);
  const columns = staging.columns.filter(({ name }) => !isGenerated(preparation, name));
  const pairs: [Sql, Sql][] = [
    ...columns.map((column): [Sql, Sql] => [identifier(column.name), staged(column, raw(column.expression ?? 'null'))]),
    ...[...defaults].map(([name, value]): [Sql, Sql] => [identifier(name), cast(preparation, name, value)]),
    ...[...extra].map(([name, value]): [Sql, Sql] => [identifier(name), value]),
  ];
  if (definition.geometry) pairs.push([identifier(definition.geometry.column), raw('s.import_geom')]);
  const inserted = await count(
    tx,
    sql`insert into ${table(definition.table)} (${join(pairs.map(([name]) => name))}) overriding system value
      select ${join(pairs.map(([, value]) => value))} from ${staging.table} s
      where not exists (select from ${table(definition.table)} t where t.${key} = s.${key}) order by s.${key}`,
    seen(one, 'added'),
  );
  const { sequence } = preparation.target.columns.get(definition.key) ?? {};
  if (sequence && inserted > 0) {
    await tx.query(sql`select setval(${sequence}::regclass, greatest(max(${key})::bigint,
      coalesce(pg_sequence_last_value(${sequence}::regclass), 1)))
      from ${staging.table}`);
  }
  return inserted;
}

import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import { conditionsOn } from '../datasets/as-of.ts';
import type { Check, RowCondition } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';

/**
 * The rows that are looked at: all that are published, or those from one key on and before another; those that the running
 * transaction has written to some tables; those with these keys.
 */
export type Scope = Range | { written: ReadonlySet<string> } | { keys: readonly string[] };

export interface Range {
  from?: string;
  before?: string;
}

/** One check of one dataset, asked of some rows. */
export interface Asked<C extends Check = Check> {
  definition: Definition;
  check: C;
  /** All datasets, by which the tables of others are known. */
  definitions: readonly Definition[];
  scope: Scope;
  /** Only what everybody may know: rows and fields that are not public are as if they were not there. */
  publicOnly: boolean;
}

/** Where a check finds a fault: columns of a row of the answer. What is left out is null. */
export interface Found {
  key: Sql;
  name: Sql;
  /** Which of the check's demands, fields …, from 1. */
  part?: Sql;
  value?: Sql;
  otherKey?: Sql;
  otherName?: Sql;
  measure?: Sql;
  /** True: a warning, whatever the check says. */
  slight?: Sql;
  /** A point in the dataset's system. */
  at?: Sql;
}

/** `select` list that all kinds of checks have in common. */
export function columnsOf(found: Found): Sql {
  const missing = raw('null');
  return sql`${found.key} as key, ${found.name} as name, (${found.part ?? missing})::int as part,
    (${found.value ?? missing})::text as value, (${found.otherKey ?? missing})::text as other_key,
    (${found.otherName ?? missing})::text as other_name, (${found.measure ?? missing})::double precision as measure,
    coalesce((${found.slight ?? missing})::boolean, false) as slight, (${found.at ?? missing})::geometry as at`;
}

export function keyOf({ key }: Definition, row: Sql): Sql {
  return sql`${row}.${identifier(key)}::text`;
}

/** What people call a row: what its popup has as title, at last its key. */
export function nameOf({ definition, publicOnly }: Asked, row: Sql): Sql {
  const titles = definition.map?.popup.title ?? [];
  const known = definition.fields.filter((field) => field.public || !publicOnly);
  const ranked = [...titles.toReversed(), ...known.filter(({ searchable }) => searchable).map(({ name }) => name)];
  const own = ranked.filter((name) => known.some((field) => field.name === name));
  const names = own.map((name) => sql`nullif(btrim(${row}.${identifier(name)}::text), '')`);
  return sql`coalesce(${join([...names, keyOf(definition, row)])})`;
}

/** The dataset of a table. Undefined: none that is known, so a check that reads it cannot be made. */
export function datasetOf({ definitions }: Asked, name: string): Definition | undefined {
  return definitions.find((one) => one.table === name);
}

/** The rows that the check is about. */
export function isSubject(asked: Asked, row: Sql): Sql {
  const { definition, check, publicOnly, scope } = asked;
  const { exampleColumn, publicRows } = definition;
  return join(
    [
      conditions(check.when, row),
      ...(publicOnly ? [conditionsOn(publicRows ?? [], row)] : []),
      // An import answers for what is real.
      ...(!isRange(scope) && exampleColumn ? [sql`not ${row}.${identifier(exampleColumn)}`] : []),
    ],
    ' and ',
  );
}

export function conditions(when: readonly RowCondition[] | undefined, row: Sql): Sql {
  const each = (when ?? []).flatMap(({ field, in: values, after }) => {
    const column = sql`${row}.${identifier(field)}`;
    return [
      ...(values ? [sql`${column}::text = any (${values}::text[])`] : []),
      ...(after ? [sql`${column} > ${after}::date`] : []),
    ];
  });
  return each.length === 0 ? raw('true') : sql`(${join(each, ' and ')})`;
}

/** Examples are held against examples, what is real against what is real. */
export function goTogether(one: Definition, row: Sql, other: Definition, otherRow: Sql): Sql {
  if (!one.exampleColumn || !other.exampleColumn) return raw('true');
  return sql`${row}.${identifier(one.exampleColumn)} = ${otherRow}.${identifier(other.exampleColumn)}`;
}

export function isRange(scope: Scope): scope is Range {
  return !('written' in scope || 'keys' in scope);
}

/** Whether a row of a table is in the scope by itself. */
export function isIn({ definition, scope }: Asked, name: string, row: Sql): Sql {
  if (isRange(scope)) {
    const key = sql`${row}.${identifier(definition.key)}`;
    if (name !== definition.table) return raw('false');
    const ends = [
      ...(scope.from === undefined ? [] : [sql`${key} >= ${scope.from}`]),
      ...(scope.before === undefined ? [] : [sql`${key} < ${scope.before}`]),
    ];
    return ends.length === 0 ? raw('true') : sql`(${join(ends, ' and ')})`;
  }
  if ('keys' in scope) {
    return name === definition.table ? sql`${keyOf(definition, row)} = any (${scope.keys}::text[])` : raw('false');
  }
  return scope.written.has(name) ? sql`${row}.xmin = pg_current_xact_id_if_assigned()::xid` : raw('false');
}

/** Each pair once: `a` is in the scope, and `b` is not or comes after it. */
export function isPair(asked: Asked, a: Sql, b: Sql): Sql {
  const key = identifier(asked.definition.key);
  // Not for the key's index: it would be gone through for each row. The place has one that finds a few.
  const later = sql`(${a}.${key} < ${b}.${key}) is true`;
  if (isRange(asked.scope)) return later;
  const { table: name } = asked.definition;
  return sql`${isIn(asked, name, a)} and ${a}.${key} <> ${b}.${key} and (not ${isIn(asked, name, b)} or ${later})`;
}

export function own({ definition }: Asked): Sql {
  return table(definition.table);
}
